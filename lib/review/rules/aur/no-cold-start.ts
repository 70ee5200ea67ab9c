import {
  asNumber,
  asString,
  type ResourceGraph,
  type ResourceNode,
} from '../../../assembly/index.ts';
import { DB_CLUSTER, membersOfCluster } from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { judge } from '../../verdicts.ts';

const SCALING = 'ServerlessV2ScalingConfiguration';

export const rule: ResourceRule = {
  id: 'HA-AUR-10',
  consequence: 'load that comes at once finds a database that grows slowly from its minimum',
  title: 'A serverless database is large enough for load that comes at once, as after a failover',
  rationale:
    'At a very low minimum the buffer cache is lost, growth from it is slow, and at zero the first connections wait for the database to resume.',
  severity: 'warning',
  fix: `Raise ${SCALING}.MinCapacity to what holds the working set in memory.`,
  wellArchitected: ['REL11-BP05'],
  controls: 'capacity',
  docs: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.setting-capacity.html',
  ],
  appliesTo: [DB_CLUSTER],
  check(cluster, { graph, profile }) {
    if (graph.get(cluster, SCALING).kind === 'absent') return undefined;
    if (isProvisioned(graph, cluster)) return undefined;
    const property = [SCALING, 'MinCapacity'];
    const floor = profile.floors.serverlessCapacityUnits;
    const verdict = judge(asNumber(graph.get(cluster, ...property)), {
      property,
      absent: undefined,
      holds: (units) => units >= floor,
      expected: `at least ${floor}`,
    });
    // A writer alone has nobody to take over from it, which is for HA-AUR-1.
    const { members, open } = membersOfCluster(graph, cluster);
    return members.length === 1 && open.length === 0 ? { ...verdict, severity: 'info' } : verdict;
  },
};

/** Whether no instance of a cluster is serverless, so that its capacity is that of none. */
function isProvisioned(graph: ResourceGraph, cluster: ResourceNode): boolean {
  const { members, open } = membersOfCluster(graph, cluster);
  const classes = members.map((member) => asString(graph.get(member, 'DBInstanceClass')));
  const isOther = classes.every((one) => one.state === 'known' && one.value !== 'db.serverless');
  return members.length > 0 && open.length === 0 && isOther;
}
