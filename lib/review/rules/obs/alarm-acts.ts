import { ALARM, alarmActs, COMPOSITE_ALARM } from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { fail, pass, unknown } from '../../verdicts.ts';

export const rule: ResourceRule = {
  id: 'HA-OBS-1',
  consequence: 'the alarm calls nobody',
  title: 'An alarm does something',
  rationale: 'An alarm without an action changes its color on a page that nobody is looking at.',
  severity: 'warning',
  fix: 'Set AlarmActions, leave ActionsEnabled on, or make the alarm a part of a composite alarm that acts.',
  wellArchitected: ['REL06-BP03'],
  controls: 'observability',
  docs: ['https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html'],
  appliesTo: [ALARM, COMPOSITE_ALARM],
  check(alarm, { graph }) {
    const property = ['AlarmActions'];
    const answer = alarmActs(graph, alarm);
    if (answer === true) return pass('something acts on it', { property });
    return answer === undefined
      ? unknown('whether something acts on it is not known', { property })
      : fail('it has no action that is enabled, and nothing that acts reads it', { property });
  },
};
