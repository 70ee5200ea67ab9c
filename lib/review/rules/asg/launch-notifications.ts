import { asKeyValues, asList, identity, type Resolved } from '../../../assembly/index.ts';
import { AUTO_SCALING_GROUP, itemsOf } from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { fail, pass, unknown } from '../../verdicts.ts';

const EVENTS = ['LAUNCH_ERROR', 'TERMINATE_ERROR'].map(
  (event) => `autoscaling:EC2_INSTANCE_${event}`,
);

export const rule: ResourceRule = {
  id: 'HA-ASG-14',
  consequence: 'nobody learns that instances cannot be launched',
  title: 'Somebody is told when an Auto Scaling group cannot launch or terminate instances',
  rationale:
    'A group that fails to launch stays below its size without a sound: no instance is there to report it.',
  severity: 'info',
  fix: 'Send autoscaling:EC2_INSTANCE_LAUNCH_ERROR and EC2_INSTANCE_TERMINATE_ERROR to a topic, by NotificationConfigurations.',
  wellArchitected: ['REL11-BP06'],
  controls: 'observability',
  docs: [
    'https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-sns-notifications.html',
  ],
  appliesTo: [AUTO_SCALING_GROUP],
  check(group, { graph }) {
    const property = ['NotificationConfigurations'];
    const configurations = itemsOf(graph.get(group, ...property));
    const types = configurations?.map(typesOf);
    const known = new Set(types?.flatMap((list) => list ?? []));
    const missing = EVENTS.filter((event) => !known.has(event));
    if (missing.length === 0) return pass('both events are sent', { property });
    if (types === undefined || types.includes(undefined) || known.has(undefined)) {
      return unknown('the events that are sent are not known', { property });
    }
    return fail(`not sent: ${missing.join(', ')}`, { property });
  },
};

/** The events of one configuration; undefined in place of what is not known. */
function typesOf(configuration: Resolved): readonly (string | undefined)[] | undefined {
  const entries = asKeyValues(configuration);
  if (entries.state !== 'known') return undefined;
  const types = asList(entries.value.get('NotificationTypes') ?? { kind: 'absent' });
  return types.state === 'known' ? types.value.map(identity) : undefined;
}
