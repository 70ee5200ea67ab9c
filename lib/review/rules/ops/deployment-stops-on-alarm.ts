import {
  asBoolean,
  asList,
  type ResourceGraph,
  type ResourceNode,
} from '../../../assembly/index.ts';
import type { ResourceRule, Verdict } from '../../rule.ts';
import { fail, judge, pass, unknown } from '../../verdicts.ts';

export const rule: ResourceRule = {
  id: 'HA-OPS-7',
  consequence: 'a bad release reaches everything, and stays',
  title: 'A deployment stops on alarms, and rolls back by itself',
  rationale:
    'A bad release otherwise reaches all instances, and stays until somebody notices it and deploys again.',
  severity: 'warning',
  fix: 'Enable AutoRollbackConfiguration with DEPLOYMENT_STOP_ON_ALARM, and AlarmConfiguration with alarms.',
  wellArchitected: ['REL08-BP05'],
  docs: [
    'https://docs.aws.amazon.com/codedeploy/latest/userguide/deployments-rollback-and-redeploy.html',
  ],
  appliesTo: ['AWS::CodeDeploy::DeploymentGroup'],
  check(group, { graph }) {
    const switches = ['AutoRollbackConfiguration', 'AlarmConfiguration'].map((name) => {
      const property = [name, 'Enabled'];
      return judge(asBoolean(graph.get(group, ...property)), {
        property,
        absent: false,
        holds: (isOn) => isOn,
        expected: 'true',
      });
    });
    // What is off says nothing by what it lists.
    const isOff = switches.some(({ status }) => status === 'fail');
    return isOff ? switches : [...switches, judgeEvents(graph, group), judgeAlarms(graph, group)];
  },
};

const STOP = 'DEPLOYMENT_STOP_ON_ALARM';

function judgeEvents(graph: ResourceGraph, group: ResourceNode): Verdict {
  const property = ['AutoRollbackConfiguration', 'Events'];
  const events = asList(graph.get(group, ...property));
  if (events.state === 'unknown') return unknown('Events is not known', { property });
  const items = events.state === 'known' ? events.value : [];
  if (items.some((one) => one.kind === 'literal' && one.value === STOP)) {
    return pass(`Events has ${STOP}`, { property });
  }
  return items.some(({ kind }) => kind !== 'literal')
    ? unknown('Events is not known', { property })
    : fail(`Events lacks ${STOP}: an alarm stops the deployment and leaves it`, { property });
}

function judgeAlarms(graph: ResourceGraph, group: ResourceNode): Verdict {
  const property = ['AlarmConfiguration', 'Alarms'];
  const alarms = asList(graph.get(group, ...property));
  if (alarms.state === 'unknown') return unknown('Alarms is not known', { property });
  return alarms.state === 'known' && alarms.value.length > 0
    ? pass('it has alarms', { property })
    : fail('Alarms is empty, expected alarms that stop it', { property });
}
