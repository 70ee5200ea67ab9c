import {
  nameKey,
  type Resolved,
  type ResourceGraph,
  type ResourceNode,
  type ZoneCount,
  zonesOfSubnets,
} from '../assembly/index.ts';
import { textOf } from './lookups.ts';

/**
 * The zones of what AWS makes in two Availability Zones or not at all: what is not known of them is
 * no lack.
 *
 * - Application Load Balancer:
 *   https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html
 * - subnet group of RDS, Amazon DocumentDB or Neptune:
 *   https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBSubnetGroup.html
 */
export function madeInTwoZones(zones: ZoneCount): ZoneCount {
  return { ...zones, min: Math.max(zones.min, Math.min(zones.max, 2)) };
}

/** The zones of a subnet group of RDS, Amazon DocumentDB or Neptune of which nothing is known. */
export const ZONES_OF_ANY_GROUP: ZoneCount = { keys: [], min: 2, max: Number.POSITIVE_INFINITY };

/** What AWS makes in two zones or not at all, and where it names its subnets. */
const IN_TWO_ZONES: Readonly<Record<string, string>> = {
  'AWS::DocDB::DBSubnetGroup': 'SubnetIds',
  'AWS::ElasticLoadBalancingV2::LoadBalancer': 'Subnets',
  'AWS::Neptune::DBSubnetGroup': 'SubnetIds',
  'AWS::RDS::DBSubnetGroup': 'SubnetIds',
};

/**
 * The zones of a list of subnets, of which more is known where something that AWS makes in two zones
 * or not at all is given the same parameter.
 */
export function zonesOfList(graph: ResourceGraph, subnets: Resolved): ZoneCount {
  const zones = zonesOfSubnets(graph, subnets);
  const key = subnets.kind === 'unknown' ? nameKey(subnets) : undefined;
  const isShared =
    key !== undefined && graph.having(Object.keys(IN_TWO_ZONES), listsOf, key).length > 0;
  return isShared ? madeInTwoZones(zones) : zones;
}

function listsOf(graph: ResourceGraph, node: ResourceNode): readonly unknown[] {
  const isBalancer = node.type === 'AWS::ElasticLoadBalancingV2::LoadBalancer';
  if (isBalancer && textOf(graph, node, 'Type', 'application') !== 'application') return [];
  return [nameKey(graph.get(node, IN_TWO_ZONES[node.type] ?? ''))];
}
