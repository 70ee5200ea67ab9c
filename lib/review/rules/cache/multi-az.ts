import {
  asBoolean,
  type Resolved,
  type ResourceGraph,
  type ResourceNode,
  zonesOfNames,
} from '../../../assembly/index.ts';
import { hasNoReplica } from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { judge, pass } from '../../verdicts.ts';

export const rule: ResourceRule = {
  id: 'HA-CACHE-2',
  consequence: 'a lost zone may take the primary node and its replicas',
  title: 'A cache keeps its replicas in other Availability Zones than its primary node',
  rationale:
    'Without Multi-AZ, primary node and replicas may share a zone, and are lost together with it.',
  severity: 'error',
  fix: 'Set MultiAZEnabled to true.',
  wellArchitected: ['REL10-BP01'],
  controls: 'redundancy',
  docs: ['https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoFailover.html'],
  appliesTo: ['AWS::ElastiCache::ReplicationGroup'],
  check(group, { graph }) {
    // Where the template places the nodes, they share no zone, whatever the service would choose.
    const placed = placedAt(graph, group);
    if (placed !== undefined) return pass('its nodes are placed in several zones', placed);
    // A primary node alone shares its zone with no replica: HA-CACHE-3 speaks of it.
    if (hasNoReplica(graph, group)) return undefined;
    return judge(asBoolean(graph.get(group, 'MultiAZEnabled')), {
      property: ['MultiAZEnabled'],
      absent: false,
      holds: (isOn) => isOn,
      expected: 'true',
    });
  },
};

/** The property that places the nodes of each shard in two zones or more, if one does. */
function placedAt(
  graph: ResourceGraph,
  group: ResourceNode,
): { readonly property: readonly string[] } | undefined {
  const isSpread = (zones: Resolved) => zonesOfNames(graph, zones).min > 1;
  if (isSpread(graph.get(group, 'PreferredCacheClusterAZs'))) {
    return { property: ['PreferredCacheClusterAZs'] };
  }
  const shards = graph.get(group, 'NodeGroupConfiguration');
  if (shards.kind !== 'list' || shards.items.length === 0) return undefined;
  const isPlaced = (_: unknown, i: number) => {
    const at = (name: string) => graph.get(group, 'NodeGroupConfiguration', i, name);
    const replicas = at('ReplicaAvailabilityZones');
    const items = replicas.kind === 'list' ? replicas.items : [];
    return isSpread({ kind: 'list', items: [at('PrimaryAvailabilityZone'), ...items] });
  };
  return shards.items.every(isPlaced) ? { property: ['NodeGroupConfiguration'] } : undefined;
}
