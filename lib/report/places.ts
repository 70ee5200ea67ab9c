import {
  asNumber,
  asString,
  type Read,
  type ResourceGraph,
  type ResourceNode,
  targetOf,
  type ZoneCount,
  zoneKey,
  zoneOfSubnet,
  zonesOfNames,
  zonesOfSubnets,
} from '../assembly/index.ts';
import {
  DB_INSTANCE,
  isGlobal,
  leastTasksOf,
  minimumOfGroup,
  STATEFUL,
  subnetOfNat,
  subnetsOfBalancer,
  zonesOfGroup,
} from '../aws/index.ts';

/** What is where, as far as templates say: what a drawing of an architecture shows. */
export interface Places {
  readonly regions: readonly RegionPlace[];
  /** What is in no Region, as records are: types with how many there are. */
  readonly global: readonly string[];
}

export interface RegionPlace {
  /** Undefined: no template says which. */
  readonly region: string | undefined;
  readonly zones: readonly { readonly zone: string; readonly parts: readonly Part[] }[];
  /** What is in zones that are known at deployment only. */
  readonly somewhere: readonly Part[];
  /** What its service spreads over the zones by itself: types with how many there are. */
  readonly regional: readonly string[];
}

/** Something that is lost with its zone. */
export interface Part {
  readonly what: string;
  /** The name of the resource: its construct path, or `Stack/LogicalId`. */
  readonly name: string;
}

/** What sits in zones: what it is called, and which zones. */
interface Zonal {
  readonly what: (graph: ResourceGraph, node: ResourceNode) => string;
  readonly zones: (graph: ResourceGraph, node: ResourceNode) => ZoneCount;
}

const NOWHERE: ZoneCount = { keys: [], min: 0, max: Number.POSITIVE_INFINITY };

const one = (read: Read<string>): ZoneCount =>
  read.state === 'known' ? { keys: [read.value], min: 1, max: 1 } : NOWHERE;

/** How many there are at the least, unless it is not known. */
const least = (read: Read<number>) =>
  read.state === 'known' ? `, at least ${read.value} in all` : '';

/** In the order in which requests pass them. */
const ZONAL: Readonly<Record<string, Zonal>> = {
  'AWS::ElasticLoadBalancingV2::LoadBalancer': {
    what: () => 'load balancer',
    zones: (graph, node) => zonesOfSubnets(graph, subnetsOfBalancer(graph, node).subnets),
  },
  'AWS::AutoScaling::AutoScalingGroup': {
    what: (graph, node) => `instances${least(minimumOfGroup(graph, node))}`,
    zones: (graph, node) => zonesOfGroup(graph, node).zones,
  },
  'AWS::ECS::Service': {
    what: (graph, node) => `tasks${least(leastTasksOf(graph, node).read)}`,
    zones: (graph, node) =>
      zonesOfSubnets(
        graph,
        graph.get(node, 'NetworkConfiguration', 'AwsvpcConfiguration', 'Subnets'),
      ),
  },
  'AWS::EC2::Instance': {
    what: () => 'instance',
    zones: (graph, node) => {
      const subnet = targetOf(graph, graph.get(node, 'SubnetId'), ['AWS::EC2::Subnet']);
      return one(
        subnet === undefined
          ? zoneKey(graph, graph.get(node, 'AvailabilityZone'))
          : zoneOfSubnet(graph, subnet),
      );
    },
  },
  'AWS::ElastiCache::ReplicationGroup': {
    what: (graph, node) => {
      const nodes = asNumber(graph.get(node, 'NumCacheClusters'));
      return `cache${nodes.state === 'known' ? `, ${nodes.value} nodes in all` : ''}`;
    },
    zones: (graph, node) => {
      const preferred = graph.get(node, 'PreferredCacheClusterAZs');
      if (preferred.kind !== 'absent') return zonesOfNames(graph, preferred);
      const types = ['AWS::ElastiCache::SubnetGroup'];
      const name = graph.get(node, 'CacheSubnetGroupName');
      const group = targetOf(graph, name, types, node.region);
      return group === undefined ? NOWHERE : zonesOfSubnets(graph, graph.get(group, 'SubnetIds'));
    },
  },
  [DB_INSTANCE]: {
    what: (graph, node) => {
      const engine = asString(graph.get(node, 'Engine'));
      return engine.state === 'known' ? `database, ${engine.value}` : 'database';
    },
    zones: (graph, node) => one(zoneKey(graph, graph.get(node, 'AvailabilityZone'))),
  },
  'AWS::EC2::NatGateway': {
    what: () => 'NAT gateway',
    zones: (graph, node) => {
      const subnet = subnetOfNat(graph, node);
      return subnet === undefined ? NOWHERE : one(zoneOfSubnet(graph, subnet));
    },
  },
};

/** What a request or a message passes, or what holds data, and no zone takes with it. */
const REGIONAL: ReadonlySet<string> = new Set([
  ...STATEFUL,
  'AWS::ApiGateway::RestApi',
  'AWS::ApiGatewayV2::Api',
  'AWS::ARCRegionSwitch::Plan',
  'AWS::Backup::BackupVault',
  'AWS::EKS::Cluster',
  'AWS::Kinesis::Stream',
  'AWS::KMS::Key',
  'AWS::Lambda::Function',
  'AWS::SecretsManager::Secret',
  'AWS::SNS::Topic',
  'AWS::SQS::Queue',
  'AWS::StepFunctions::StateMachine',
]);

/** Reads from the graph what is in which zone and Region. */
export function placesOf(graph: ResourceGraph): Places {
  const existing = graph.nodes.filter((node) => graph.exists(node) !== false);
  const [global, local] = [
    existing.filter((node) => isGlobal(node)),
    existing.filter((node) => !isGlobal(node)),
  ];
  const byRegion = Map.groupBy(local, ({ region }) => region);
  const regions = [...byRegion].flatMap(([region, nodes]) => {
    const place = regionOf(graph, region, nodes);
    const isEmpty = place.zones.length + place.somewhere.length + place.regional.length === 0;
    return isEmpty ? [] : [place];
  });
  return {
    // What serves comes before what only keeps copies.
    regions: regions.toSorted(
      (a, b) =>
        Number(a.zones.length === 0) - Number(b.zones.length === 0) ||
        compare(a.region ?? '\uffff', b.region ?? '\uffff'),
    ),
    // Who may do what is in no Region either, and no part of the service.
    global: countedTypes(global.filter(({ type }) => !type.startsWith('AWS::IAM::'))),
  };
}

function regionOf(
  graph: ResourceGraph,
  region: string | undefined,
  nodes: readonly ResourceNode[],
): RegionPlace {
  const zones = new Map<string, Part[]>();
  const somewhere: Part[] = [];
  const inOrder = Object.entries(ZONAL).flatMap(([type, zonal]) =>
    nodes.filter((node) => node.type === type).map((node) => ({ node, zonal })),
  );
  for (const { node, zonal } of inOrder) {
    const part = { what: zonal.what(graph, node), name: nameOf(node) };
    const { keys } = zonal.zones(graph, node);
    if (keys.length === 0) somewhere.push(part);
    for (const key of keys) zones.set(key, [...(zones.get(key) ?? []), part]);
  }
  const named = [...zones].toSorted(([a], [b]) => compare(a, b));
  return {
    region,
    zones: named.map(([zone, parts]) => ({ zone: zoneName(zone), parts })),
    somewhere,
    regional: countedTypes(
      nodes.filter(({ type }) => REGIONAL.has(type) && !Object.hasOwn(ZONAL, type)),
    ),
  };
}

/** What `Fn::GetAZs` or a parameter counts is a zone without a name. */
function zoneName(key: string): string {
  const [, source, index] = /^(.*)#(\d+)$/.exec(key) ?? [];
  if (index === undefined) return key;
  return `zone ${Number(index) + 1}${source === 'idx' ? '' : ` of ${source}`}`;
}

function nameOf({ constructPath, stack, logicalId }: ResourceNode): string {
  return constructPath ?? `${stack.name ?? stack.id}/${logicalId}`;
}

/** `3 × SQS Queue`, the commonest first. */
function countedTypes(nodes: readonly ResourceNode[]): readonly string[] {
  return [...Map.groupBy(nodes, ({ type }) => type)]
    .toSorted(([a, own], [b, others]) => others.length - own.length || compare(a, b))
    .map(([type, own]) => `${own.length} × ${type.split('::').slice(1).join(' ')}`);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
