import { type Fault, of, published } from './edits.ts';

const data = 'eu-west-1-data';
const network = 'eu-west-1-network';
const service = 'eu-west-1-service';
const docs = 'https://docs.aws.amazon.com';
const reliability = `${docs}/wellarchitected/latest/reliability-pillar` as const;

/** Assigns properties to the resources of a type. */
const set =
  (type: string, values: Record<string, unknown>): Fault['edit'] =>
  (resources) => {
    for (const { Properties } of of(resources, type)) Object.assign(Properties, values);
  };

/** Sets an attribute of a list of keys and values. */
const setAttribute =
  (type: string, property: string, key: string, value: string): Fault['edit'] =>
  (resources) => {
    for (const { Properties } of of(resources, type)) {
      const others = Properties[property].filter(({ Key }: { Key: string }) => Key !== key);
      Properties[property] = [...others, { Key: key, Value: value }];
    }
  };

const targets = 'ElasticLoadBalancingV2::TargetGroup';
const balancer = 'ElasticLoadBalancingV2::LoadBalancer';

/** What AWS publishes of parts that the sample has. */
export const OWN_FAULTS: readonly Fault[] = [
  published(
    'unhealthy targets get requests before their zone leaves DNS',
    service,
    `${docs}/elasticloadbalancing/latest/application/target-group-health.html`,
    setAttribute(
      targets,
      'TargetGroupAttributes',
      'target_group_health.unhealthy_state_routing.minimum_healthy_targets.count',
      '6',
    ),
  ),
  published(
    'clients stay with a zone for an hour after a zonal shift',
    service,
    `${docs}/r53recovery/latest/dg/arc-zonal-shift.resource-types.app-load-balancers.html`,
    setAttribute(balancer, 'LoadBalancerAttributes', 'client_keep_alive.seconds', '3600'),
  ),
  published(
    'requests are cut off where a target is taken out',
    service,
    `${docs}/elasticloadbalancing/latest/application/edit-target-group-attributes.html`,
    setAttribute(targets, 'TargetGroupAttributes', 'deregistration_delay.timeout_seconds', '0'),
  ),
  published(
    'targets fail for minutes before they are taken out',
    service,
    `${docs}/elasticloadbalancing/latest/application/target-group-health-checks.html`,
    set(targets, { HealthCheckIntervalSeconds: 60, UnhealthyThresholdCount: 10 }),
  ),
  published(
    'all targets fail their health check with a dependency that they share',
    service,
    'https://aws.amazon.com/builders-library/implementing-health-checks/',
    set(targets, { HealthCheckPath: '/health/serving' }),
  ),
  published(
    'the health check of a Region is answered by a redirect',
    'global',
    `${docs}/Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html`,
    (resources) => {
      for (const { Properties } of of(resources, 'Route53::HealthCheck')) {
        Object.assign(Properties.HealthCheckConfig, { Type: 'HTTP', Port: 80, EnableSNI: false });
      }
    },
  ),
  published(
    'instances are replaced before they have started',
    service,
    `${docs}/autoscaling/ec2/userguide/health-check-grace-period.html`,
    (resources) => {
      set('AutoScaling::AutoScalingGroup', { HealthCheckGracePeriod: 0 })(resources);
      // A hook that holds an instance back until it serves does the same.
      for (const [id, { Type }] of Object.entries(resources)) {
        if (Type === 'AWS::AutoScaling::LifecycleHook') delete resources[id];
      }
    },
  ),
  published(
    'nothing scales with the load',
    service,
    `${reliability}/rel_adapt_to_changes_autoscale_adapt.html`,
    (resources) => {
      for (const [id, { Type }] of Object.entries(resources)) {
        if (Type === 'AWS::AutoScaling::ScalingPolicy') delete resources[id];
      }
    },
  ),
  published(
    'subnets are too small for a load balancer that grows',
    network,
    `${docs}/elasticloadbalancing/latest/application/application-load-balancers.html`,
    (resources) => {
      for (const [id, { Type, Properties }] of Object.entries(resources)) {
        const isPublic = Type === 'AWS::EC2::Subnet' && id.startsWith('NetworkPublic');
        if (isPublic) Properties.CidrBlock = Properties.CidrBlock.replace(/\d+$/, '28');
      }
    },
  ),
  published(
    'more Elastic IP addresses than an account has by default',
    network,
    `${docs}/vpc/latest/userguide/amazon-vpc-limits.html`,
    (resources) => {
      for (const index of [1, 2, 3]) {
        resources[`Address${index}`] = { Type: 'AWS::EC2::EIP', Properties: { Domain: 'vpc' } };
      }
    },
  ),
  published(
    'the database does not let the instances in',
    service,
    'https://repost.aws/knowledge-center/rds-cannot-connect',
    (resources) => {
      for (const [id, { Type, Properties }] of Object.entries(resources)) {
        const isOfDatabase =
          Type === 'AWS::EC2::SecurityGroupIngress' && Properties.FromPort === 5432;
        if (isOfDatabase) delete resources[id];
      }
    },
  ),
  published(
    'the reader that takes over is smaller than the writer',
    data,
    `${docs}/AmazonRDS/latest/AuroraUserGuide/Concepts.AuroraHighAvailability.html`,
    (resources) => {
      const [, reader] = of(resources, 'RDS::DBInstance');
      if (reader) reader.Properties.DBInstanceClass = 'db.t4g.medium';
    },
  ),
  published(
    'dead letters expire as soon as the messages that they were',
    data,
    `${docs}/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html`,
    (resources) => {
      for (const { Properties } of of(resources, 'SQS::Queue')) {
        Properties.MessageRetentionPeriod = 345_600;
      }
    },
  ),
  published(
    'a message is a dead letter after one failure',
    data,
    `${docs}/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html`,
    (resources) => {
      for (const { Properties } of of(resources, 'SQS::Queue')) {
        if (Properties.RedrivePolicy) Properties.RedrivePolicy.maxReceiveCount = 1;
      }
    },
  ),
  published(
    'earlier versions of objects are gone after a day',
    data,
    `${docs}/AmazonS3/latest/userguide/Versioning.html`,
    (resources) => {
      for (const { Properties } of of(resources, 'S3::Bucket')) {
        const rule = { Status: 'Enabled', NoncurrentVersionExpiration: { NoncurrentDays: 1 } };
        Properties.LifecycleConfiguration = { Rules: [rule] };
      }
    },
  ),
  published(
    'the key of all data is deleted with its stack, within a week',
    'eu-west-1-foundation',
    `${docs}/securityhub/latest/userguide/kms-controls.html`,
    (resources) => {
      for (const key of of(resources, 'KMS::Key')) {
        Object.assign(key, { DeletionPolicy: 'Delete', UpdateReplacePolicy: 'Delete' });
        key.Properties.PendingWindowInDays = 7;
      }
    },
  ),
  published(
    'no backup is ever restored',
    'eu-west-1-operations',
    `${reliability}/rel_backing_up_data_periodic_recovery_testing_data.html`,
    (resources) => {
      for (const [id, { Type }] of Object.entries(resources)) {
        if (Type.startsWith('AWS::Backup::RestoreTesting')) delete resources[id];
      }
    },
  ),
  published(
    'an experiment that nothing stops',
    'eu-west-1-drills',
    `${docs}/fis/latest/userguide/stop-conditions.html`,
    set('FIS::ExperimentTemplate', { StopConditions: [{ Source: 'none' }] }),
  ),
];
