import type { StrategyName } from '../../../lib/review/index.ts';

/** One property of an architecture, broken. */
export interface Mutation {
  /** The rule that is meant for it. */
  readonly rule: string;
  /** The end of the stack's name. */
  readonly stack: string;
  /** The beginning of the logical ID; every resource of the type that has it is broken. */
  readonly resource: string;
  readonly type: string;
  /** Where the value is, below the resource; empty for the resource itself. */
  readonly path: string;
  /** Undefined: the property is taken away. */
  readonly value?: unknown;
  /** Rules that are about the same fact. */
  readonly also: readonly string[];
  readonly strategy: StrategyName;
}

type Options = Partial<Pick<Mutation, 'also' | 'strategy' | 'value'>>;

function broken(rule: string, place: string, path: string, options: Options = {}): Mutation {
  const [stack = '', type = '', resource = ''] = place.split(' ');
  return {
    rule: `HA-${rule}`,
    stack,
    type: `AWS::${type}`,
    resource,
    path,
    also: [],
    strategy: 'warm-standby',
    ...options,
  };
}

const vpc = 'eu-west-1-network';
const data = 'eu-west-1-data';
const service = 'eu-west-1-service';
const operations = 'eu-west-1-operations';
const standby = 'eu-central-1-data';
const balancer = `${service} ElasticLoadBalancingV2::LoadBalancer`;
const targets = `${service} ElasticLoadBalancingV2::TargetGroup`;
const group = `${service} AutoScaling::AutoScalingGroup ServiceGroup`;
const workers = `${service} AutoScaling::AutoScalingGroup Workers`;
const cluster = `${data} RDS::DBCluster`;
const cache = `${data} ElastiCache::ReplicationGroup`;
const queue = `${data} SQS::Queue Queue956`;
const deadLetters = `${data} SQS::Queue QueueDeadLetter`;
const bucket = `${data} S3::Bucket Objects5`;
const table = `${data} DynamoDB::GlobalTable`;
const plan = `${operations} Backup::BackupPlan`;
const records = 'global Route53::RecordSetGroup Routing994';
const check = 'global Route53::HealthCheck';

export const MUTATIONS: readonly Mutation[] = [
  ...['ssm', 'logs', 'sqs', 'secretsmanager'].map((name) =>
    broken('NET-5', `${vpc} EC2::VPCEndpoint NetworkEndpoints${name}`, 'Properties.SubnetIds', {
      value: [{ Ref: 'NetworkIsolatedSubnet1Subnet628117C0' }],
      also: ['HA-NET-6'],
    }),
  ),
  broken('NET-1', `${vpc} EC2::Subnet NetworkIsolated`, 'Properties.AvailabilityZone', {
    value: 'eu-west-1a',
    also: ['HA-AUR-2', 'HA-CACHE-4', 'HA-NET-5', 'HA-NET-6'],
  }),
  broken('ALB-3', balancer, 'Properties.LoadBalancerAttributes.0.Value', { value: 'false' }),
  broken('ALB-5', balancer, 'Properties.LoadBalancerAttributes.5.Value', { value: 'false' }),
  broken('ALB-6', targets, 'Properties.HealthCheckPath', { value: '/' }),
  broken('ALB-7', targets, 'Properties.HealthCheckIntervalSeconds', { value: 120 }),
  broken('ALB-7', targets, 'Properties.UnhealthyThresholdCount', { value: 10 }),
  broken('ALB-8', targets, 'Properties.TargetGroupAttributes.1'),
  broken('ALB-9', targets, 'Properties.TargetGroupAttributes.0.Value', { value: '0' }),
  broken('ASG-2', workers, 'Properties.MinSize', { value: '2', also: ['HA-REG-6'] }),
  broken('ASG-2', group, 'Properties.MinSize', { value: '2', also: ['HA-REG-6'] }),
  broken('ASG-4', group, 'Properties.HealthCheckType', { value: 'EC2' }),
  broken('ASG-5', group, 'Properties.HealthCheckGracePeriod', { value: 0 }),
  broken('ASG-6', group, 'UpdatePolicy'),
  broken('ASG-6', workers, 'UpdatePolicy'),
  broken('ASG-7', `${service} AutoScaling::ScalingPolicy ServiceGroup`, ''),
  broken('ASG-7', `${service} AutoScaling::ScalingPolicy Workers`, ''),
  broken('ASG-12', group, 'Properties.AvailabilityZoneImpairmentPolicy'),
  broken('ASG-12', workers, 'Properties.AvailabilityZoneImpairmentPolicy'),
  broken('ASG-13', group, 'Properties.DesiredCapacity', { value: '6' }),
  broken('ASG-13', workers, 'Properties.DesiredCapacity', { value: '3' }),
  broken('ASG-14', group, 'Properties.NotificationConfigurations'),
  broken('ASG-14', workers, 'Properties.NotificationConfigurations'),
  broken('DNS-1', records, 'Properties.RecordSets.1'),
  broken('DNS-12', check, 'Properties.HealthCheckConfig.FullyQualifiedDomainName', {
    value: 'app.example.com',
  }),
  broken('DNS-13', 'global CloudWatch::Alarm', ''),
  broken('DNS-9', records, 'Properties.RecordSets.1.AliasTarget.DNSName', {
    value: 'healthy-eu-west-1.app.example.com.',
  }),
  broken('AUR-1', `${data} RDS::DBInstance DatabaseInstance2`, '', { also: ['HA-AUR-2'] }),
  broken('AUR-2', `${data} RDS::DBInstance`, 'Properties.AvailabilityZone', {
    value: 'eu-west-1a',
  }),
  broken('AUR-5', cluster, 'Properties.DeletionProtection', { value: false }),
  broken('AUR-5', `${standby} RDS::DBCluster`, 'Properties.DeletionProtection'),
  broken('AUR-6', cluster, 'Properties.BackupRetentionPeriod', { value: 1 }),
  broken('AUR-7', cluster, 'DeletionPolicy', { value: 'Delete', also: ['HA-OPS-2'] }),
  broken('AUR-9', `${data} RDS::DBInstance DatabaseInstance2`, 'Properties.PubliclyAccessible', {
    value: true,
  }),
  broken('AUR-13', cluster, 'Properties.CopyTagsToSnapshot', { value: false }),
  broken('AUR-14', cluster, 'Properties.BacktrackWindow', { value: 3600 }),
  broken('CACHE-1', cache, 'Properties.AutomaticFailoverEnabled', { value: false }),
  broken('CACHE-2', cache, 'Properties.MultiAZEnabled', { value: false }),
  broken('CACHE-3', cache, 'Properties.NumCacheClusters', { value: 1 }),
  broken('CACHE-5', cache, 'Properties.SnapshotRetentionLimit', { value: 0 }),
  broken('SQS-1', queue, 'Properties.RedrivePolicy', { also: ['HA-SQS-3'] }),
  broken('SQS-2', queue, 'Properties.RedrivePolicy.maxReceiveCount', { value: 1 }),
  broken('SQS-3', deadLetters, 'Properties.MessageRetentionPeriod', { value: 345600 }),
  broken('SQS-5', `${data} CloudWatch::Alarm QueueDeadLetter`, ''),
  broken('SQS-6', `${data} CloudWatch::Alarm QueueAge`, '', { also: ['HA-OBS-2'] }),
  broken('S3-1', bucket, 'Properties.VersioningConfiguration', {
    value: { Status: 'Suspended' },
  }),
  broken('DDB-1', table, 'Properties.Replicas.0.PointInTimeRecoverySpecification'),
  broken('DDB-1', table, 'Properties.Replicas.1.PointInTimeRecoverySpecification'),
  broken('DDB-2', table, 'Properties.Replicas.1.DeletionProtectionEnabled', { value: false }),
  broken('DDB-4', table, 'Properties.Replicas.0'),
  broken('BKP-1', `${operations} Backup::BackupSelection`, ''),
  broken('BKP-2', plan, 'Properties.BackupPlan.BackupPlanRule.0.CopyActions'),
  broken('BKP-3', plan, 'Properties.BackupPlan.BackupPlanRule.0.Lifecycle.DeleteAfterDays', {
    value: 2,
  }),
  broken('BKP-4', 'eu-west-1-foundation Backup::BackupVault', 'Properties.LockConfiguration'),
  broken('OBS-1', `${data} CloudWatch::Alarm QueueAge`, 'Properties.AlarmActions', {
    value: [],
    also: ['HA-SQS-6', 'HA-OBS-2'],
  }),
  broken('OBS-4', 'eu-west-1-foundation SNS::Subscription AlertsPage', ''),
  broken('OBS-4', 'eu-west-1-foundation SNS::Subscription AlertsTicket', ''),
  broken('SEC-1', `${service} CertificateManager::Certificate`, 'Properties.ValidationMethod', {
    value: 'EMAIL',
  }),
  broken('SEC-3', 'eu-west-1-foundation KMS::Key', 'DeletionPolicy', { value: 'Delete' }),
  broken('SEC-6', `${service} WAFv2::WebACLAssociation`, ''),
  broken('OPS-2', table, 'DeletionPolicy'),
  broken('OPS-2', bucket, 'DeletionPolicy'),
  broken('REG-3', `${standby} RDS::DBInstance`, '', { also: ['HA-AUR-1', 'HA-AUR-2', 'HA-REG-4'] }),
  broken('REG-5', `${data} RDS::GlobalCluster`, 'Properties.DeletionProtection', { value: false }),
];
