import { asBoolean } from '../../../assembly/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { judge } from '../../verdicts.ts';

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
    return ['AutoRollbackConfiguration', 'AlarmConfiguration'].map((name) => {
      const property = [name, 'Enabled'];
      return judge(asBoolean(graph.get(group, ...property)), {
        property,
        absent: false,
        holds: (isOn) => isOn,
        expected: 'true',
      });
    });
  },
};
