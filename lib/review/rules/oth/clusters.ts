import {
  type ResourceGraph,
  type ResourceNode,
  zoneKey,
  zonesOfSubnets,
} from '../../../assembly/index.ts';
import {
  madeInTwoZones,
  membersOfCluster,
  subnetGroupOfCluster,
  ZONES_OF_ANY_GROUP,
} from '../../../aws/index.ts';
import type { Verdict } from '../../rule.ts';
import { evidenceOf, fail, judgeCount } from '../../verdicts.ts';

/**
 * Judges a cluster whose instances share its storage, as those of DocumentDB and Neptune do: two
 * instances, not all pinned to one zone, in a subnet group of several.
 */
export function judgeCluster(
  graph: ResourceGraph,
  cluster: ResourceNode,
  floor: number,
): readonly Verdict[] {
  const { members, open } = membersOfCluster(graph, cluster);
  const evidence = evidenceOf(members, 'instance of the cluster');
  const count = { min: members.length, max: members.length + open.length };
  const instances = judgeCount(count, 2, 'instances of the cluster', { evidence });

  const zones = members.map((node) => zoneKey(graph, graph.get(node, 'AvailabilityZone')));
  const named = zones.flatMap((zone) => (zone.state === 'known' ? [zone.value] : []));
  const isPinned = members.length > 1 && open.length === 0 && named.length === members.length;
  if (isPinned && new Set(named).size === 1) {
    return [instances, fail(`all instances are in ${named[0]}`, { evidence })];
  }
  return [instances, judgeSubnets(graph, cluster, floor)];
}

function judgeSubnets(graph: ResourceGraph, cluster: ResourceNode, floor: number): Verdict {
  const property = ['DBSubnetGroupName'];
  const group = subnetGroupOfCluster(graph, cluster);
  const zones = group
    ? madeInTwoZones(zonesOfSubnets(graph, graph.get(group, 'SubnetIds')))
    : ZONES_OF_ANY_GROUP;
  const evidence = group && evidenceOf([group], 'the subnet group');
  return judgeCount(zones, floor, 'Availability Zones of the subnet group', { property, evidence });
}
