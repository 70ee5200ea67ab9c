import {
  asBoolean,
  asNumber,
  asString,
  identity,
  type PathSegment,
  type Resolved,
  type ResourceGraph,
  type ResourceNode,
  targetOf,
  zonesOfNames,
  zonesOfSubnets,
} from '../../../assembly/index.ts';
import type { Verdict } from '../../rule.ts';
import { evidenceOf, fail, judge, judgeCount, unknown } from '../../verdicts.ts';
import { judgeCluster } from './clusters.ts';
import { judgeReplication } from './kafka.ts';

/** Judges how one service states its Availability Zones; none where it has no choice. */
type Check = (
  graph: ResourceGraph,
  node: ResourceNode,
  floor: number,
) => Verdict | readonly Verdict[] | undefined;

const flag =
  (name: string): Check =>
  (graph, node) =>
    judge(asBoolean(graph.get(node, name)), {
      property: [name],
      absent: false,
      holds: (isOn) => isOn,
      expected: 'true',
    });

const atLeast =
  (least: number, absent: number | undefined, ...property: readonly string[]): Check =>
  (graph, node) =>
    judge(asNumber(graph.get(node, ...property)), {
      property,
      absent,
      holds: (count) => count >= least,
      expected: `at least ${least}`,
    });

/** FSx for Lustre has no deployment type of several zones: there is nothing to choose. */
const FILE_SYSTEMS: Readonly<Record<string, string>> = {
  ONTAP: 'OntapConfiguration',
  OPENZFS: 'OpenZFSConfiguration',
  WINDOWS: 'WindowsConfiguration',
};

const fileSystem: Check = (graph, node) => {
  const type = asString(graph.get(node, 'FileSystemType'));
  if (type.state === 'unknown') {
    return unknown('FileSystemType is not known', { property: ['FileSystemType'] });
  }
  const configuration = type.state === 'known' ? FILE_SYSTEMS[type.value] : undefined;
  if (configuration === undefined) return undefined;
  return deployment([configuration, 'DeploymentType'], 'SINGLE_AZ_1')(graph, node, 2);
};

const deployment =
  (property: readonly string[], absent: string | undefined): Check =>
  (graph, node) =>
    judge(asString(graph.get(node, ...property)), {
      property,
      absent,
      holds: (mode) => mode.includes('MULTI_AZ'),
      expected: 'one of several Availability Zones',
    });

/** What one property of every item of a list is; the list itself where it is not known. */
function pick(list: Resolved, key: string): Resolved {
  if (list.kind !== 'list') return list;
  const items = list.items.map((item) =>
    item.kind === 'mapping' ? (item.entries.get(key) ?? item) : item,
  );
  return { ...list, items };
}

const firewall: Check = (graph, node, floor) => {
  const mappings = graph.get(node, 'SubnetMappings');
  const ofTransitGateway = graph.get(node, 'AvailabilityZoneMappings');
  const [property, zones] =
    ofTransitGateway.kind === 'absent'
      ? ['SubnetMappings', zonesOfSubnets(graph, pick(mappings, 'SubnetId'))]
      : [
          'AvailabilityZoneMappings',
          zonesOfNames(graph, pick(ofTransitGateway, 'AvailabilityZone')),
        ];
  return judgeCount(zones, floor, `Availability Zones of ${property}`, { property: [property] });
};

/** The zones of the subnet group of DAX and of MemoryDB, where it is in the input. */
function judgeSubnetGroup(graph: ResourceGraph, node: ResourceNode): readonly Verdict[] {
  const property = ['SubnetGroupName'];
  const type = node.type.replace(/Cluster$/, 'SubnetGroup');
  const group = targetOf(graph, graph.get(node, ...property), [type], node.region);
  if (group === undefined) return [];
  const zones = zonesOfSubnets(graph, graph.get(group, 'SubnetIds'));
  const details = { property, evidence: evidenceOf([group], 'the subnet group') };
  return [judgeCount(zones, 2, 'Availability Zones of the subnet group', details)];
}

const memory: Check = (graph, node) => {
  const replicas = atLeast(1, 1, 'NumReplicasPerShard')(graph, node, 2) as Verdict;
  return [replicas, ...judgeSubnetGroup(graph, node)];
};

const accelerator: Check = (graph, node) => {
  const nodes = atLeast(2, undefined, 'ReplicationFactor')(graph, node, 2) as Verdict;
  const property = ['AvailabilityZones'];
  const zones = graph.get(node, ...property);
  const subnets = judgeSubnetGroup(graph, node);
  // Unless zones are named, the nodes are spread over those of the subnets.
  if (zones.kind === 'absent') return [nodes, ...subnets];
  const details = { property };
  return [
    nodes,
    ...subnets,
    judgeCount(zonesOfNames(graph, zones), 2, 'Availability Zones', details),
  ];
};

/** A cluster that may be relocated is moved to another zone, at the same endpoint. */
const warehouse: Check = (graph, node, floor) => {
  const relocation = flag('AvailabilityZoneRelocation')(graph, node, floor) as Verdict;
  const severalZones = flag('MultiAZ')(graph, node, floor) as Verdict;
  return relocation.status === 'fail' ? severalZones : relocation;
};

/** Subnets that are named: where none are, the service chooses several. */
const subnets =
  (property: string): Check =>
  (graph, node, floor) => {
    const named = graph.get(node, property);
    if (named.kind === 'absent') return undefined;
    const details = { property: [property] };
    return judgeCount(
      zonesOfSubnets(graph, named),
      floor,
      'Availability Zones of its subnets',
      details,
    );
  };

const NODE_GROUP = 'AWS::EKS::Nodegroup';

/** A node group may be of one zone, if others of its cluster are in others. */
const nodes: Check = (graph, node, floor) => {
  const property = ['Subnets'];
  const own = zonesOfSubnets(graph, graph.get(node, ...property));
  const [cluster] = clusterOf(graph, node);
  const all = cluster === undefined ? [node] : graph.having([NODE_GROUP], clusterOf, cluster);
  const counts = all.map((one) => zonesOfSubnets(graph, graph.get(one, ...property)));
  const keys = new Set(counts.flatMap((count) => count.keys)).size;
  const open = counts.reduce((sum, count) => sum + count.max - count.keys.length, 0);
  const min = Math.max(own.min, keys);
  const max = Math.max(min, keys + open);
  const evidence = evidenceOf(
    all.filter((one) => one !== node),
    'of the same cluster',
  );
  const details = { property, evidence };
  const verdict = judgeCount({ min, max }, floor, 'Availability Zones of the nodes', details);
  const most = all.reduce((sum, one) => sum + mostNodes(graph, one), 0);
  if (verdict.status === 'fail' || most > 1) return verdict;
  const found = `there is ${most} node at the most, expected at least 2`;
  // Karpenter may start others, which no template shows.
  const size = { property: ['ScalingConfig', 'MaxSize'], evidence, severity: 'warning' } as const;
  return fail(found, size);
};

/** How many nodes a group has at the most; what is not known is no limit. */
function mostNodes(graph: ResourceGraph, group: ResourceNode): number {
  const most = asNumber(graph.get(group, 'ScalingConfig', 'MaxSize'));
  return most.state === 'known' ? most.value : Number.POSITIVE_INFINITY;
}

function clusterOf(graph: ResourceGraph, group: ResourceNode) {
  return [identity(graph.get(group, 'ClusterName'))].filter((key) => key !== undefined);
}

const kafka: Check = (graph, node, floor) => {
  const property: readonly PathSegment[] = ['BrokerNodeGroupInfo', 'ClientSubnets'];
  const zones = zonesOfSubnets(graph, graph.get(node, ...property));
  const what = 'Availability Zones of the brokers';
  return [judgeCount(zones, floor, what, { property }), ...judgeReplication(graph, node)];
};

/**
 * How each service is told to use several Availability Zones, with CloudFormation's defaults
 * (https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/introduction.html).
 */
export const STORES = {
  'AWS::AmazonMQ::Broker': deployment(['DeploymentMode'], undefined),
  'AWS::DAX::Cluster': accelerator,
  'AWS::DMS::ReplicationInstance': flag('MultiAZ'),
  'AWS::DocDB::DBCluster': judgeCluster,
  'AWS::EC2::TransitGatewayAttachment': subnets('SubnetIds'),
  'AWS::EC2::TransitGatewayVpcAttachment': subnets('SubnetIds'),
  'AWS::EKS::FargateProfile': subnets('Subnets'),
  'AWS::EKS::Nodegroup': nodes,
  'AWS::ElastiCache::ServerlessCache': subnets('SubnetIds'),
  'AWS::FSx::FileSystem': fileSystem,
  'AWS::MSK::Cluster': kafka,
  'AWS::MemoryDB::Cluster': memory,
  'AWS::Neptune::DBCluster': judgeCluster,
  'AWS::NetworkFirewall::Firewall': firewall,
  'AWS::Redshift::Cluster': warehouse,
} as const satisfies Readonly<Record<`AWS::${string}`, Check>>;
