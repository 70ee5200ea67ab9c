import { ALARM, alarmActs, COMPOSITE_ALARM, compositesOf } from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { fail, pass, unknown } from '../../verdicts.ts';

export const rule: ResourceRule = {
  id: 'HA-OBS-1',
  consequence: 'the alarm calls nobody',
  title: 'An alarm does something',
  rationale: 'An alarm without an action changes its color on a page that nobody is looking at.',
  severity: 'warning',
  fix: 'Set AlarmActions, leave ActionsEnabled on, and let CloudWatch use the topic and its key; or make the alarm a part of a composite alarm that acts, or send its changes on by a rule of EventBridge.',
  wellArchitected: ['REL06-BP03'],
  controls: 'observability',
  docs: [
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html',
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html',
  ],
  appliesTo: [ALARM, COMPOSITE_ALARM],
  check(alarm, { graph }) {
    const property = ['AlarmActions'];
    const answer = alarmActs(graph, alarm);
    if (answer === true) return pass('something acts on it', { property });
    if (answer === undefined) {
      return unknown('whether something acts on it is not known', { property });
    }
    // A part of a composite alarm that does nothing is found with that one.
    if (compositesOf(graph, alarm).length > 0) return undefined;
    return fail('it has no action that is enabled and let in, and nothing that acts reads it', {
      property,
    });
  },
};
