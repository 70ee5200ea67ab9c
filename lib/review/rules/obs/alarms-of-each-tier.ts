import { judgeAlarms } from '../../alarm-coverage.ts';
import type { ResourceRule } from '../../rule.ts';
import { demandsOf } from './demands.ts';

/**
 * Which metrics of which tier: `demands.ts`. Queues are HA-SQS-5 and HA-SQS-6, health checks
 * HA-DNS-13. Not judged: canaries, as they may run anywhere, so that a template without one says
 * nothing.
 */
export const rule: ResourceRule = {
  id: 'HA-OBS-2',
  consequence: 'nobody is alerted to what impairs it',
  title: 'Every tier that serves has alarms that act: on its state, its errors and its lag',
  rationale:
    'An impairment that no alarm sees lasts until a user reports it, and a replica that lags behind is found out by the failover to it.',
  severity: 'info',
  fix: 'Add an alarm with an action on one of the named metrics of the resource.',
  wellArchitected: ['REL11-BP01'],
  controls: 'observability',
  docs: [
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Best_Practice_Recommended_Alarms_AWS_Services.html',
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.AuroraMonitoring.Metrics.html',
  ],
  appliesTo: [
    'AWS::ApiGateway::RestApi',
    'AWS::ApiGatewayV2::Api',
    'AWS::AutoScaling::AutoScalingGroup',
    'AWS::DynamoDB::GlobalTable',
    'AWS::DynamoDB::Table',
    'AWS::ECS::Service',
    'AWS::ElastiCache::ReplicationGroup',
    'AWS::ElasticLoadBalancingV2::LoadBalancer',
    'AWS::Lambda::Function',
    'AWS::RDS::DBCluster',
    'AWS::RDS::DBInstance',
  ],
  check(resource, { graph }) {
    return demandsOf(graph, resource).map((demand) => judgeAlarms(graph, ...demand));
  },
};
