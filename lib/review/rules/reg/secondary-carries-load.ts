import { clustersOfGlobal, globalDatabaseOf } from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { compare, compareClasses, compareParameters } from './compare.ts';

const MAX_CAPACITY = ['ServerlessV2ScalingConfiguration', 'MaxCapacity'] as const;

export const rule: ResourceRule = {
  id: 'HA-REG-4',
  consequence: 'the standby database is overloaded, or refuses to take over',
  title: 'A secondary cluster of a global database can carry the load of the primary one',
  rationale:
    'A smaller cluster is overloaded as soon as it takes over, and one of another engine version or of other parameters may refuse to take over, or behave differently once it has.',
  severity: 'warning',
  fix: 'Give both clusters the same engine version, parameters, capacity and instance class.',
  wellArchitected: ['REL13-BP04'],
  controls: 'capacity',
  docs: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database-disaster-recovery.html',
  ],
  appliesTo: ['AWS::RDS::DBCluster'],
  check(cluster, { graph }) {
    const global = globalDatabaseOf(graph, cluster);
    const members = global === undefined ? [] : clustersOfGlobal(graph, global).members;
    const primary = members.find(({ isPrimary }) => isPrimary)?.cluster;
    if (primary === undefined || primary === cluster) return undefined;
    const all = [
      compare(graph, cluster, primary, 'same', ['EngineVersion']),
      compare(graph, cluster, primary, 'atLeast', MAX_CAPACITY),
      compareClasses(graph, cluster, primary),
      compareParameters(graph, cluster, primary),
    ];
    return all.filter((verdict) => verdict !== undefined);
  },
};
