import {
  asList,
  asNumber,
  asString,
  type Read,
  type ResourceGraph,
  type ResourceNode,
  targetOf,
  textKey,
  zonesOfSubnets,
} from '../../lib/assembly/index.ts';

/** What the templates put where: everything that a picture of the architecture shows. */
export interface Topology {
  /** The name that clients use. */
  readonly recordName: string;
  /** The Regions with a network, those that clients are sent to first; then those with backups. */
  readonly regions: readonly RegionTopology[];
  readonly links: readonly Link[];
  /** Whether an ARC Region switch plan moves the service. */
  readonly hasPlan: boolean;
}

export interface RegionTopology {
  readonly region: string;
  /** How clients get there. */
  readonly answers: Answers;
  readonly zones: readonly ZoneTopology[];
  readonly service: Group | undefined;
  readonly workers: Group | undefined;
  readonly cacheNodes: number;
  readonly queues: number;
  readonly buckets: number;
  readonly tables: number;
  readonly vaults: number;
}

export type Answers = 'always' | 'first' | 'second' | 'nearest' | 'never';

export interface ZoneTopology {
  readonly zone: string;
  readonly natGateways: number;
  /** The roles of the Aurora instances here, as at the first deployment. */
  readonly database: readonly ('writer' | 'reader')[];
}

export interface Group {
  readonly minimum: number;
  readonly maximum: number;
  /** How many zones the minimum is spread over. */
  readonly zones: number;
}

/** Data that goes from one Region to another. */
export interface Link {
  readonly what: 'Aurora' | 'S3' | 'DynamoDB' | 'backups';
  readonly from: string;
  readonly to: string;
}

/**
 * Reads the topology from templates.
 *
 * @throws Error where a template leaves open what the picture shows
 */
export function topologyOf(graph: ResourceGraph): Topology {
  const records = recordsOf(graph);
  const regions = graph.regions
    .filter((region) => count(graph, region, 'AWS::Backup::BackupVault') > 0)
    .map((region) => regionOf(graph, region, records));
  const order: readonly Answers[] = ['always', 'first', 'nearest', 'second', 'never'];
  const writes = ({ zones }: RegionTopology) =>
    zones.some(({ database }) => database.includes('writer')) ? 0 : 1;
  return {
    recordName: records.root,
    regions: regions.toSorted(
      (a, b) =>
        order.indexOf(a.answers) - order.indexOf(b.answers) ||
        writes(a) - writes(b) ||
        (a.region < b.region ? -1 : 1),
    ),
    links: linksOf(graph),
    hasPlan: graph.resourcesOf('AWS::ARCRegionSwitch::Plan').length > 0,
  };
}

function regionOf(graph: ResourceGraph, region: string, records: Records): RegionTopology {
  const groups = of(graph, region, 'AWS::AutoScaling::AutoScalingGroup');
  const isServed = (group: ResourceNode) => graph.get(group, 'TargetGroupARNs').kind !== 'absent';
  const [service] = groups.filter(isServed).map((group) => groupOf(graph, group));
  const [workers] = groups.filter((group) => !isServed(group)).map((one) => groupOf(graph, one));
  const queues = of(graph, region, 'AWS::SQS::Queue');
  // The buckets for logs have no logs of their own.
  const buckets = of(graph, region, 'AWS::S3::Bucket').filter(
    (bucket) => graph.get(bucket, 'LoggingConfiguration').kind !== 'absent',
  );
  const caches = of(graph, region, 'AWS::ElastiCache::ReplicationGroup');
  const tables = graph
    .resourcesOf('AWS::DynamoDB::GlobalTable')
    .filter((table) => replicasOf(graph, table).includes(region));
  return {
    region,
    answers: records.answersOf(region),
    zones: zonesOf(graph, region),
    service,
    workers,
    queues: queues.filter((queue) => graph.get(queue, 'RedrivePolicy').kind !== 'absent').length,
    cacheNodes: caches.reduce(
      (sum, cache) => sum + sure(asNumber(graph.get(cache, 'NumCacheClusters'))),
      0,
    ),
    buckets: buckets.length,
    tables: tables.length,
    vaults: count(graph, region, 'AWS::Backup::BackupVault'),
  };
}

function groupOf(graph: ResourceGraph, group: ResourceNode): Group {
  return {
    minimum: sure(asNumber(graph.get(group, 'MinSize'))),
    maximum: sure(asNumber(graph.get(group, 'MaxSize'))),
    zones: zonesOfSubnets(graph, graph.get(group, 'VPCZoneIdentifier')).min,
  };
}

function zonesOf(graph: ResourceGraph, region: string): ZoneTopology[] {
  const zoneOf = (node: ResourceNode) => sure(asString(graph.get(node, 'AvailabilityZone')));
  const gateways = of(graph, region, 'AWS::EC2::NatGateway').flatMap((gateway) => {
    const subnet = targetOf(graph, graph.get(gateway, 'SubnetId'), ['AWS::EC2::Subnet']);
    return subnet ? [zoneOf(subnet)] : [];
  });
  const isMember = (cluster: ResourceNode | undefined) =>
    cluster !== undefined && graph.get(cluster, 'GlobalClusterIdentifier').kind !== 'absent';
  const instances = of(graph, region, 'AWS::RDS::DBInstance').map((instance, index) => {
    const id = graph.get(instance, 'DBClusterIdentifier');
    const cluster = targetOf(graph, id, ['AWS::RDS::DBCluster']);
    const role: 'writer' | 'reader' = index === 0 && !isMember(cluster) ? 'writer' : 'reader';
    return { zone: zoneOf(instance), role };
  });
  return [...new Set(of(graph, region, 'AWS::EC2::Subnet').map(zoneOf))].sort().map((zone) => ({
    zone,
    natGateways: gateways.filter((one) => one === zone).length,
    database: instances.filter((one) => one.zone === zone).map(({ role }) => role),
  }));
}

function linksOf(graph: ResourceGraph): Link[] {
  const links: Link[] = [];
  const link = (what: Link['what'], from: string | undefined, to: string | undefined) => {
    if (from !== undefined && to !== undefined && from !== to) links.push({ what, from, to });
  };
  for (const global of graph.resourcesOf('AWS::RDS::GlobalCluster')) {
    for (const cluster of graph.resourcesOf('AWS::RDS::DBCluster')) {
      const id = graph.get(cluster, 'GlobalClusterIdentifier');
      if (targetOf(graph, id, ['AWS::RDS::GlobalCluster']) !== global) continue;
      link('Aurora', global.region, cluster.region);
    }
  }
  for (const bucket of graph.resourcesOf('AWS::S3::Bucket')) {
    const rules = asList(graph.get(bucket, 'ReplicationConfiguration', 'Rules'));
    for (const index of rules.state === 'known' ? rules.value.keys() : []) {
      // A bucket of the account's own namespace has no name in the template; its key has a Region.
      const path = ['ReplicationConfiguration', 'Rules', index, 'Destination'] as const;
      const key = graph.get(bucket, ...path, 'EncryptionConfiguration', 'ReplicaKmsKeyID');
      link('S3', bucket.region, /:kms:([a-z0-9-]+):/.exec(textKey(key) ?? '')?.[1]);
    }
  }
  for (const table of graph.resourcesOf('AWS::DynamoDB::GlobalTable')) {
    for (const replica of replicasOf(graph, table)) {
      link('DynamoDB', table.region, replica);
      link('DynamoDB', replica, table.region);
    }
  }
  for (const plan of graph.resourcesOf('AWS::Backup::BackupPlan')) {
    const text = JSON.stringify(plan.raw);
    for (const [, region] of text.matchAll(/CopyActions.*?arn:aws:backup:([a-z0-9-]+):/g)) {
      link('backups', plan.region, region);
    }
  }
  const unique = new Map(links.map((one) => [JSON.stringify(one), one]));
  return [...unique.values()];
}

function replicasOf(graph: ResourceGraph, table: ResourceNode): string[] {
  const replicas = sure(asList(graph.get(table, 'Replicas')));
  return replicas.map((_, index) => sure(asString(graph.get(table, 'Replicas', index, 'Region'))));
}

interface Records {
  readonly root: string;
  answersOf(region: string): Answers;
}

/** The records of the global name, followed through aliases to the names of the Regions. */
function recordsOf(graph: ResourceGraph): Records {
  const records = graph.resourcesOf('AWS::Route53::RecordSetGroup').flatMap((group) =>
    sure(asList(graph.get(group, 'RecordSets'))).map((_, index) => {
      const text = (...path: string[]) => {
        const read = asString(graph.get(group, 'RecordSets', index, ...path));
        return read.state === 'known' ? read.value : undefined;
      };
      const failover = text('Failover');
      const answers: Answers =
        failover === 'PRIMARY'
          ? 'first'
          : failover === 'SECONDARY'
            ? 'second'
            : text('Region')
              ? 'nearest'
              : 'always';
      return { name: text('Name') ?? '', target: text('AliasTarget', 'DNSName') ?? '', answers };
    }),
  );
  const targets = new Set(records.map(({ target }) => target));
  const root = records.find(({ name }) => !targets.has(name))?.name ?? '';
  const follow = (name: string, answers: Answers): [string, Answers][] => {
    const next = records.filter((record) => record.name === name);
    if (next.length === 0) return [[name, answers]];
    return next.flatMap((record) =>
      follow(record.target, answers === 'always' ? record.answers : answers),
    );
  };
  const leaves = new Map(follow(root, 'always'));
  return {
    root: root.replace(/\.$/, ''),
    answersOf: (region) =>
      [...leaves].find(([name]) => name.startsWith(`${region}.`))?.[1] ?? 'never',
  };
}

function of(graph: ResourceGraph, region: string, type: string): ResourceNode[] {
  return graph.inRegion(region).filter((node) => node.type === type);
}

function count(graph: ResourceGraph, region: string, type: string): number {
  return of(graph, region, type).length;
}

function sure<T>(read: Read<T>): T {
  if (read.state === 'known') return read.value;
  throw new Error(read.state === 'unknown' ? read.reason : 'a property that is needed is absent');
}
