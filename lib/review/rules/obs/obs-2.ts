import { identity, type ResourceGraph, type ResourceNode } from '../../../assembly/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { judgeAlarms } from './coverage.ts';

/** One of these metrics tells that a resource of the type does not serve. */
const METRICS: Readonly<Record<string, readonly [namespace: string, ...metrics: string[]]>> = {
  'AWS::ElasticLoadBalancingV2::LoadBalancer': [
    'AWS/ApplicationELB',
    'UnHealthyHostCount',
    'HealthyHostCount',
    'HTTPCode_ELB_5XX_Count',
    'HTTPCode_Target_5XX_Count',
  ],
  'AWS::RDS::DBCluster': [
    'AWS/RDS',
    'CPUUtilization',
    'DatabaseConnections',
    'FreeableMemory',
    'AuroraReplicaLag',
    'AuroraReplicaLagMaximum',
    'AuroraGlobalDBReplicationLag',
    'AuroraGlobalDBRPOLag',
  ],
  'AWS::ElastiCache::ReplicationGroup': [
    'AWS/ElastiCache',
    'EngineCPUUtilization',
    'CPUUtilization',
    'ReplicationLag',
    'DatabaseMemoryUsagePercentage',
  ],
};

export const obs2: ResourceRule = {
  id: 'HA-OBS-2',
  title: 'Every tier that serves has an alarm that acts',
  rationale: 'An impairment that no alarm sees lasts until a user reports it.',
  severity: 'error',
  fix: 'Add an alarm with an action on one of the named metrics of the resource.',
  wellArchitected: ['REL11-BP01'],
  controls: 'observability',
  docs: [
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Best_Practice_Recommended_Alarms_AWS_Services.html',
  ],
  appliesTo: [
    'AWS::ElasticLoadBalancingV2::LoadBalancer',
    'AWS::RDS::DBCluster',
    'AWS::ElastiCache::ReplicationGroup',
  ],
  check(resource, { graph }) {
    const [namespace = '', ...metrics] = METRICS[resource.type] ?? [];
    const type = graph.get(resource, 'Type');
    const isOther = resource.type.endsWith('LoadBalancer') && type.kind === 'literal';
    if (isOther && type.value !== 'application') return undefined;
    return judgeAlarms(graph, [resource, ...membersOf(graph, resource)], namespace, metrics);
  },
};

/** Instances have metrics of their own. */
function membersOf(graph: ResourceGraph, cluster: ResourceNode): readonly ResourceNode[] {
  return graph.having(['AWS::RDS::DBInstance'], clustersOf, `<${cluster.id}.Ref>`);
}

function clustersOf(graph: ResourceGraph, instance: ResourceNode) {
  return [identity(graph.get(instance, 'DBClusterIdentifier'))];
}
