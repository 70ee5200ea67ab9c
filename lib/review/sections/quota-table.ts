import type { ResourceGraph, ResourceNode } from '../../assembly/index.ts';
import { experimentTargets } from './experiment-targets.ts';
import { fargateVcpus } from './fargate-units.ts';
import {
  elastiCacheNodes,
  endpointsOfVpc,
  gatewaysOfZone,
  marketVcpus,
  reservedConcurrency,
} from './quota-units.ts';

/** A quota that every account has in every Region, with AWS's default. */
export interface Quota {
  readonly name: string;
  readonly service: string;
  /** As `aws service-quotas get-service-quota --quota-code` takes it. */
  readonly code: string;
  /** The default. AWS raises it on request, and some of them by itself as an account is used. */
  readonly value: number;
  readonly docs: `https://docs.aws.amazon.com/${string}`;
  readonly types: readonly string[];
  /** Whether each resource has all of it to itself, so that the one which takes most decides. */
  readonly perResource?: boolean;
  /** How much of it has to stay unused. @default 0 */
  readonly unused?: number;
  /** How much of it a resource takes at most; undefined: not known. */
  readonly takes: (graph: ResourceGraph, node: ResourceNode) => number | undefined;
}

const one = () => 1;
const vpcQuotas = 'https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html';
const rdsQuotas = 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Limits.html';

/** Whether a load balancer is of a type; `application` is the default. */
const isLoadBalancer = (type: string) => (graph: ResourceGraph, node: ResourceNode) => {
  const value = graph.get(node, 'Type');
  if (value.kind === 'absent') return type === 'application' ? 1 : 0;
  return value.kind === 'literal' ? Number(value.value === type) : undefined;
};

/** How many resources that are found by tags one experiment may disturb, by action of AWS FIS. */
const experimentQuotas: readonly Quota[] = (
  [
    ['Instances', 'aws:ec2:stop-instances', 'L-3F98B425', 5],
    ['Instances', 'aws:ec2:terminate-instances', 'L-EE64095D', 5],
    ['Instances', 'aws:ec2:reboot-instances', 'L-9C6F1F94', 5],
    ['Instances', 'aws:ssm:send-command', 'L-D0A62255', 5],
    ['Auto Scaling groups', 'aws:ec2:asg-insufficient-instance-capacity-error', 'L-97338E0D', 5],
    ['Subnets', 'aws:network:disrupt-connectivity', 'L-1F59732D', 5],
    ['Subnets', 'aws:network:route-table-disrupt-cross-region-connectivity', 'L-100E963F', 6],
    ['Clusters', 'aws:rds:failover-db-cluster', 'L-7D222253', 5],
    ['Buckets', 'aws:s3:bucket-pause-replication', 'L-4B06CB4E', 20],
  ] as const
).map(([targets, actionId, code, value]) => ({
  name: `Target ${targets} for ${actionId}, by tags in one experiment`,
  service: 'fis',
  code,
  value,
  docs: 'https://docs.aws.amazon.com/general/latest/gr/fis.html',
  types: ['AWS::FIS::ExperimentTemplate'],
  perResource: true,
  takes: experimentTargets(actionId),
}));

/** Those that a failover runs into: capacity, addresses, networks, the data tier, and its drills. */
export const QUOTAS: readonly Quota[] = [
  {
    name: 'vCPUs of running On-Demand Standard instances (A, C, D, H, I, M, R, T, Z)',
    service: 'ec2',
    code: 'L-1216C47A',
    value: 5,
    docs: 'https://docs.aws.amazon.com/ec2/latest/instancetypes/ec2-instance-quotas.html',
    types: ['AWS::AutoScaling::AutoScalingGroup', 'AWS::EC2::Instance'],
    takes: marketVcpus('on-demand'),
  },
  {
    name: 'vCPUs of Standard Spot Instances (A, C, D, H, I, M, R, T, Z)',
    service: 'ec2',
    code: 'L-34B43A08',
    value: 5,
    docs: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-spot-limits.html',
    types: ['AWS::AutoScaling::AutoScalingGroup', 'AWS::EC2::Instance'],
    takes: marketVcpus('spot'),
  },
  {
    name: 'vCPUs of Fargate On-Demand tasks',
    service: 'fargate',
    code: 'L-3032A538',
    value: 6,
    docs: 'https://docs.aws.amazon.com/general/latest/gr/ecs-service.html',
    types: ['AWS::ECS::Service'],
    takes: fargateVcpus('FARGATE'),
  },
  {
    name: 'vCPUs of Fargate Spot tasks',
    service: 'fargate',
    code: 'L-36FBB829',
    value: 6,
    docs: 'https://docs.aws.amazon.com/general/latest/gr/ecs-service.html',
    types: ['AWS::ECS::Service'],
    takes: fargateVcpus('FARGATE_SPOT'),
  },
  {
    name: 'Elastic IP addresses',
    service: 'ec2',
    code: 'L-0263D0A3',
    value: 5,
    docs: vpcQuotas,
    types: ['AWS::EC2::EIP'],
    takes: one,
  },
  {
    name: 'VPCs',
    service: 'vpc',
    code: 'L-F678F1CE',
    value: 5,
    docs: vpcQuotas,
    types: ['AWS::EC2::VPC'],
    takes: one,
  },
  {
    name: 'NAT gateways in one Availability Zone',
    service: 'vpc',
    code: 'L-FE5A380F',
    value: 5,
    docs: vpcQuotas,
    types: ['AWS::EC2::NatGateway'],
    perResource: true,
    takes: gatewaysOfZone,
  },
  {
    name: 'Interface endpoints of one VPC',
    service: 'vpc',
    code: 'L-29B6F2EB',
    value: 50,
    docs: vpcQuotas,
    types: ['AWS::EC2::VPC'],
    perResource: true,
    takes: endpointsOfVpc,
  },
  {
    name: 'Health checks of Route 53',
    service: 'route53',
    code: 'L-ACB674F3',
    value: 200,
    docs: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DNSLimitations.html',
    types: ['AWS::Route53::HealthCheck'],
    takes: one,
  },
  {
    name: 'Application Load Balancers',
    service: 'elasticloadbalancing',
    code: 'L-53DA6B97',
    value: 50,
    docs: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html',
    types: ['AWS::ElasticLoadBalancingV2::LoadBalancer'],
    takes: isLoadBalancer('application'),
  },
  {
    name: 'Network Load Balancers',
    service: 'elasticloadbalancing',
    code: 'L-69A177A2',
    value: 50,
    docs: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-limits.html',
    types: ['AWS::ElasticLoadBalancingV2::LoadBalancer'],
    takes: isLoadBalancer('network'),
  },
  {
    name: 'DB instances',
    service: 'rds',
    code: 'L-7B6409FD',
    value: 40,
    docs: rdsQuotas,
    types: ['AWS::RDS::DBInstance'],
    takes: one,
  },
  {
    name: 'DB clusters',
    service: 'rds',
    code: 'L-952B80B8',
    value: 40,
    docs: rdsQuotas,
    types: ['AWS::RDS::DBCluster'],
    takes: one,
  },
  {
    name: 'ElastiCache nodes',
    service: 'elasticache',
    code: 'L-DFE45DF3',
    value: 300,
    docs: 'https://docs.aws.amazon.com/general/latest/gr/elasticache-service.html',
    types: ['AWS::ElastiCache::ReplicationGroup', 'AWS::ElastiCache::CacheCluster'],
    takes: elastiCacheNodes,
  },
  {
    name: 'Concurrent executions of Lambda functions: those reserved, and 100 that nobody may reserve',
    service: 'lambda',
    code: 'L-B99A9384',
    value: 1000,
    docs: 'https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html',
    types: ['AWS::Lambda::Function'],
    takes: reservedConcurrency,
    unused: 100,
  },
  ...experimentQuotas,
];
