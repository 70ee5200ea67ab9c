import {
  asNumber,
  asString,
  type ResourceGraph,
  type ResourceNode,
} from '../../../assembly/index.ts';
import {
  clustersOfGlobal,
  globalDatabaseOf,
  holdsData,
  membersOfCluster as instancesOf,
  isAurora,
  isDaemon,
} from '../../../aws/index.ts';
import type { Watched } from '../../alarm-coverage.ts';

/** What an alarm has to look at: any of the alternatives. */
export type Demand = readonly [Watched, ...Watched[]];

/** The metrics that tell, each set for itself, that a resource does not serve. */
export function demandsOf(graph: ResourceGraph, node: ResourceNode): readonly Demand[] {
  switch (node.type) {
    case 'AWS::ApiGateway::RestApi':
      // Its metrics are by its name, which may be in a document that is not at hand.
      return graph.get(node, 'Name').kind === 'absent'
        ? []
        : [one('AWS/ApiGateway', [node], '5XXError', 'Latency')];
    case 'AWS::ApiGatewayV2::Api':
      return webApiDemands(graph, node);
    case 'AWS::DynamoDB::GlobalTable':
    case 'AWS::DynamoDB::Table':
      return [one('AWS/DynamoDB', [node], ...TABLE)];
    case 'AWS::ECS::Service':
      // An agent on each instance is no tier of the service.
      return isDaemon(graph, node) ? [] : [serviceDemand(graph, node)];
    case 'AWS::RDS::DBInstance':
      return instanceDemands(graph, node);
    case 'AWS::ElasticLoadBalancingV2::LoadBalancer':
      return balancerDemands(graph, node);
    case 'AWS::AutoScaling::AutoScalingGroup':
      return [groupDemand(graph, node)];
    case 'AWS::RDS::DBCluster':
      return clusterDemands(graph, node);
    case 'AWS::ElastiCache::ReplicationGroup':
      return cacheDemands(graph, node);
    default:
      return isInvoked(graph, node) ? [one('AWS/Lambda', [node], 'Errors', 'Throttles')] : [];
  }
}

/** What of a table tells that it turns requests away, fails or is slow. */
const TABLE = [
  'ReadThrottleEvents',
  'WriteThrottleEvents',
  'ThrottledRequests',
  'SystemErrors',
  'SuccessfulRequestLatency',
];

function one(
  namespace: string,
  resources: readonly [ResourceNode, ...ResourceNode[]],
  ...metrics: readonly string[]
): Demand {
  return [{ resources, namespace, metrics }];
}

function balancerDemands(graph: ResourceGraph, balancer: ResourceNode): readonly Demand[] {
  const type = asString(graph.get(balancer, 'Type'));
  // The targets of a Gateway Load Balancer are no tier of the service.
  if (type.state === 'known' && type.value === 'gateway') return [];
  const isApplication =
    type.state === 'absent' || (type.state === 'known' && type.value === 'application');
  const state = (namespace: string): Watched => ({
    resources: [balancer],
    namespace,
    metrics: ['UnHealthyHostCount', 'HealthyHostCount'],
  });
  const errors = ['HTTPCode_ELB_5XX_Count', 'HTTPCode_Target_5XX_Count'];
  if (isApplication) {
    return [[state('AWS/ApplicationELB')], one('AWS/ApplicationELB', [balancer], ...errors)];
  }
  const network = state('AWS/NetworkELB');
  return [type.state === 'unknown' ? [network, state('AWS/ApplicationELB')] : [network]];
}

function groupDemand(graph: ResourceGraph, group: ResourceNode): Demand {
  return [
    ...one('AWS/AutoScaling', [group], 'GroupInServiceInstances', 'GroupInServiceCapacity'),
    ...one('AWS/EC2', [group], 'CPUUtilization', 'StatusCheckFailed'),
    ...behindBalancer(graph, group),
  ];
}

/**
 * The tasks of a service, by what ECS and Container Insights tell of them.
 *
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-metrics-ECS.html
 */
function serviceDemand(graph: ResourceGraph, service: ResourceNode): Demand {
  const insights = ['RunningTaskCount', 'PendingTaskCount', 'CpuUtilized', 'MemoryUtilized'];
  return [
    ...one('AWS/ECS', [service], 'CPUUtilization', 'MemoryUtilization'),
    ...one('ECS/ContainerInsights', [service], ...insights),
    ...behindBalancer(graph, service),
  ];
}

/** What is behind a load balancer is watched as well by what its target group counts. */
function behindBalancer(graph: ResourceGraph, node: ResourceNode): readonly Watched[] {
  const targets = graph
    .references(node)
    .map(({ to }) => to)
    .filter(({ type }) => type === 'AWS::ElasticLoadBalancingV2::TargetGroup');
  const metrics = ['UnHealthyHostCount', 'HealthyHostCount'];
  return targets.length === 0
    ? []
    : ['AWS/ApplicationELB', 'AWS/NetworkELB'].map((namespace) => ({
        resources: [node, ...targets],
        namespace,
        metrics,
      }));
}

/** A replica is watched for how far it is behind, what holds the data for its load and its space. */
function instanceDemands(graph: ResourceGraph, instance: ResourceNode): readonly Demand[] {
  if (graph.get(instance, 'DBClusterIdentifier').kind !== 'absent') return [];
  if (!holdsData(graph, instance)) return [one('AWS/RDS', [instance], 'ReplicaLag')];
  const load = ['CPUUtilization', 'DatabaseConnections', 'FreeableMemory', 'FreeStorageSpace'];
  return [one('AWS/RDS', [instance], ...load)];
}

/** An HTTP API tells of 5xx, a WebSocket API of errors of the integration. */
function webApiDemands(graph: ResourceGraph, api: ResourceNode): readonly Demand[] {
  const protocol = asString(graph.get(api, 'ProtocolType'));
  const isSocket = protocol.state === 'known' && protocol.value === 'WEBSOCKET';
  const metrics = isSocket ? ['ExecutionError', 'IntegrationError'] : ['5xx', 'Latency'];
  return [one('AWS/ApiGateway', [api], ...metrics)];
}

/** Instances have metrics of their own, and any cluster of a global database those of its lag. */
function clusterDemands(graph: ResourceGraph, cluster: ResourceNode): readonly Demand[] {
  const { members: instances } = instancesOf(graph, cluster);
  const all = [cluster, ...instances] as const;
  const load = ['CPUUtilization', 'DatabaseConnections', 'FreeableMemory', 'ACUUtilization'];
  const lag = ['AuroraReplicaLag', 'AuroraReplicaLagMaximum'];
  // What no client reads from is for failover alone, which a lag does not delay: storage is shared.
  const isRead = graph
    .referrers(cluster)
    .some(({ attribute }) => attribute.startsWith('ReadEndpoint'));
  const hasReader = isAurora(graph, cluster) === true && instances.length > 1 && isRead;
  const global = globalDatabaseOf(graph, cluster);
  const clusters = global === undefined ? [] : clustersOfGlobal(graph, global).members;
  const globalLag = ['AuroraGlobalDBReplicationLag', 'AuroraGlobalDBRPOLag'];
  return [
    one('AWS/RDS', all, ...load),
    ...(hasReader ? [one('AWS/RDS', all, ...lag)] : []),
    ...(clusters.length > 1
      ? [one('AWS/RDS', [cluster, ...clusters.map((member) => member.cluster)], ...globalLag)]
      : []),
  ];
}

function cacheDemands(graph: ResourceGraph, group: ResourceNode): readonly Demand[] {
  const count = (name: string) => {
    const read = asNumber(graph.get(group, name));
    return read.state === 'known' ? read.value : 0;
  };
  const hasReplica = count('NumCacheClusters') > 1 || count('ReplicasPerNodeGroup') > 0;
  const load = ['EngineCPUUtilization', 'CPUUtilization', 'DatabaseMemoryUsagePercentage'];
  const lag = ['ReplicationLag', 'MasterLinkHealthStatus'];
  return [
    one('AWS/ElastiCache', [group], ...load),
    ...(hasReplica ? [one('AWS/ElastiCache', [group], ...lag)] : []),
  ];
}

/** What runs a function; those of custom resources run at deployments only. */
const INVOKERS: readonly string[] = [
  'AWS::ApiGateway::Method',
  'AWS::ApiGatewayV2::Integration',
  'AWS::AppSync::DataSource',
  'AWS::ElasticLoadBalancingV2::TargetGroup',
  'AWS::Events::Rule',
  'AWS::Lambda::EventSourceMapping',
  'AWS::Lambda::Url',
  'AWS::Pipes::Pipe',
  'AWS::S3::Bucket',
  'AWS::SNS::Subscription',
  'AWS::Scheduler::Schedule',
];

function isInvoked(graph: ResourceGraph, fn: ResourceNode): boolean {
  const direct = graph.referrers(fn).map(({ from }) => from);
  const names = direct.filter(({ type }) => /^AWS::Lambda::(?:Alias|Version)$/.test(type));
  const through = names.flatMap((name) => graph.referrers(name).map(({ from }) => from));
  return [...direct, ...through].some(({ type }) => INVOKERS.includes(type));
}
