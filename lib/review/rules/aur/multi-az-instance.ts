import { asBoolean } from '../../../assembly/index.ts';
import { DB_INSTANCE, holdsData } from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { judge } from '../../verdicts.ts';

export const rule: ResourceRule = {
  id: 'HA-AUR-8',
  consequence: 'a lost zone takes the database down',
  title: 'A database instance has a standby in another Availability Zone',
  rationale:
    'A single instance is down for as long as its zone is, and through every patch; what came after the last backup may be lost.',
  severity: 'error',
  fix: 'Set MultiAZ to true, or use a cluster.',
  wellArchitected: ['REL10-BP01'],
  controls: 'redundancy',
  docs: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.MultiAZSingleStandby.html',
  ],
  appliesTo: [DB_INSTANCE],
  check(instance, { graph }) {
    // Instances of a cluster are each other's standby; read replicas can be made again.
    if (!holdsData(graph, instance)) return undefined;
    return judge(asBoolean(graph.get(instance, 'MultiAZ')), {
      property: ['MultiAZ'],
      absent: false,
      holds: (isOn) => isOn,
      expected: 'true',
    });
  },
};
