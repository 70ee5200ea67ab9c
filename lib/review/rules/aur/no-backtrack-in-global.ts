import { asNumber } from '../../../assembly/index.ts';
import { DB_CLUSTER, isGlobalMember } from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { judge } from '../../verdicts.ts';

export const rule: ResourceRule = {
  id: 'HA-AUR-14',
  consequence: 'there is no way back from damaged data',
  title: 'A cluster of a global database does not count on backtracking',
  rationale:
    'Backtracking is not available in a global database: a plan that counts on it has no way back from damaged data.',
  severity: 'warning',
  fix: 'Remove BacktrackWindow, and rely on point-in-time recovery.',
  wellArchitected: ['REL09-BP03'],
  docs: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database.html#aurora-global-database.limitations',
  ],
  appliesTo: [DB_CLUSTER],
  check(cluster, { graph }) {
    if (!isGlobalMember(graph, cluster)) return undefined;
    return judge(asNumber(graph.get(cluster, 'BacktrackWindow')), {
      property: ['BacktrackWindow'],
      absent: 0,
      holds: (seconds) => seconds === 0,
      expected: '0 or none',
    });
  },
};
