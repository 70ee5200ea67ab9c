import type { Fault, Resource, Resources } from './edits.ts';
import { OTHER_FAULTS } from './other-faults.ts';
import { OWN_FAULTS } from './own-faults.ts';
import { PUBLISHED_FAULTS } from './published-faults.ts';

const data = 'eu-west-1-data';
const service = 'eu-west-1-service';
const network = 'eu-west-1-network';

/** All resources of a type whose logical ID begins with `prefix`. */
function of(resources: Resources, type: string, prefix = ''): [string, Resource][] {
  const found = Object.entries(resources).filter(
    ([id, { Type }]) => Type === `AWS::${type}` && id.startsWith(prefix),
  );
  if (found.length === 0) throw new Error(`no AWS::${type} ${prefix}`);
  return found;
}

/** Assigns properties; `undefined` takes one away. */
function set(type: string, prefix: string, values: Record<string, unknown>): Fault['edit'] {
  return (resources) => {
    for (const [, { Properties }] of of(resources, type, prefix)) Object.assign(Properties, values);
  };
}

function remove(type: string, prefix = ''): Fault['edit'] {
  return (resources) => {
    for (const [id] of of(resources, type, prefix)) delete resources[id];
  };
}

const fault =
  (kind: Fault['kind']) =>
  (name: string, stack: string, edit: Fault['edit']): Fault => ({ kind, name, stack, edit });
const availability = fault('availability');
const security = fault('security');
const validity = fault('validity');

const group = 'AutoScaling::AutoScalingGroup';

/**
 * What is tried on every tool. The first kind is what post-mortems and the Reliability Pillar are
 * about; the other two are what the other tools are for.
 */
export const FAULTS: readonly Fault[] = [
  availability('all instances in one zone', service, (resources) => {
    for (const [, { Properties }] of of(resources, group, 'ServiceGroup')) {
      Properties.VPCZoneIdentifier.splice(1);
    }
  }),
  availability(
    'too few instances to lose a zone',
    service,
    set(group, 'ServiceGroup', { MinSize: '2' }),
  ),
  availability(
    'instances that fail requests are not replaced',
    service,
    set(group, 'ServiceGroup', { HealthCheckType: 'EC2' }),
  ),
  availability('a deployment replaces no instance, or all', service, (resources) => {
    for (const [, one] of of(resources, group, 'ServiceGroup')) delete one.UpdatePolicy;
  }),
  availability('all private subnets use one NAT gateway', network, (resources) => {
    const routes = of(resources, 'EC2::Route').filter(
      ([, { Properties }]) => Properties.NatGatewayId,
    );
    for (const [, { Properties }] of routes) {
      Properties.NatGatewayId = routes[0]?.[1].Properties.NatGatewayId;
    }
  }),
  availability('interface endpoints in one zone', network, (resources) => {
    for (const [, { Properties }] of of(resources, 'EC2::VPCEndpoint')) {
      Properties.SubnetIds?.splice(1);
    }
  }),
  availability('no reader to fail over to', data, remove('RDS::DBInstance', 'DatabaseInstance2')),
  availability(
    'writer and reader in one zone',
    data,
    set('RDS::DBInstance', '', { AvailabilityZone: 'eu-west-1a' }),
  ),
  availability(
    'a day of database backups',
    data,
    set('RDS::DBCluster', '', { BackupRetentionPeriod: 1 }),
  ),
  availability(
    'the database may be deleted',
    data,
    set('RDS::DBCluster', '', { DeletionProtection: false }),
  ),
  availability(
    'the standby database has no instance',
    'eu-central-1-data',
    remove('RDS::DBInstance'),
  ),
  availability(
    'the standby database has another version',
    'eu-central-1-data',
    set('RDS::DBCluster', '', { EngineVersion: '16.6' }),
  ),
  availability(
    'the standby may not grow to the size of the primary',
    'eu-central-1-service',
    set(group, 'ServiceGroup', { MaxSize: '4' }),
  ),
  availability(
    'a cache without automatic failover',
    data,
    set('ElastiCache::ReplicationGroup', '', { AutomaticFailoverEnabled: false }),
  ),
  availability(
    'a queue without a dead-letter queue',
    data,
    set('SQS::Queue', 'Queue9', { RedrivePolicy: undefined }),
  ),
  availability(
    'nobody learns that the queue falls behind',
    data,
    remove('CloudWatch::Alarm', 'QueueAge'),
  ),
  availability(
    'an alarm that tells nobody',
    data,
    set('CloudWatch::Alarm', 'QueueAge', { AlarmActions: [] }),
  ),
  availability(
    'a bucket without versions',
    data,
    set('S3::Bucket', 'Objects5', { VersioningConfiguration: { Status: 'Suspended' } }),
  ),
  availability('a table without point-in-time recovery', data, (resources) => {
    for (const [, { Properties }] of of(resources, 'DynamoDB::GlobalTable')) {
      for (const replica of Properties.Replicas) delete replica.PointInTimeRecoverySpecification;
    }
  }),
  availability('a table in one Region only', data, (resources) => {
    for (const [, { Properties }] of of(resources, 'DynamoDB::GlobalTable')) {
      Properties.Replicas.splice(0, 1);
    }
  }),
  availability('backups stay in their Region', 'eu-west-1-operations', (resources) => {
    for (const [, { Properties }] of of(resources, 'Backup::BackupPlan')) {
      for (const rule of Properties.BackupPlan.BackupPlanRule) delete rule.CopyActions;
    }
  }),
  availability('nothing is backed up', 'eu-west-1-operations', remove('Backup::BackupSelection')),
  availability('the record has no standby', 'global', (resources) => {
    for (const [, { Properties }] of of(resources, 'Route53::RecordSetGroup', 'Routing9')) {
      Properties.RecordSets.splice(1);
    }
  }),
  availability('the health check asks the name that it guards', 'global', (resources) => {
    for (const [, { Properties }] of of(resources, 'Route53::HealthCheck')) {
      Properties.HealthCheckConfig.FullyQualifiedDomainName = 'app.example.com';
    }
  }),
  availability('the load balancer may be deleted', service, (resources) => {
    for (const [, { Properties }] of of(resources, 'ElasticLoadBalancingV2::LoadBalancer')) {
      for (const attribute of Properties.LoadBalancerAttributes) {
        if (attribute.Key === 'deletion_protection.enabled') attribute.Value = 'false';
      }
    }
  }),
  availability('a table is deleted with its stack', data, (resources) => {
    for (const [, one] of of(resources, 'DynamoDB::GlobalTable')) {
      one.DeletionPolicy = 'Delete';
      one.UpdateReplacePolicy = 'Delete';
    }
  }),
  ...PUBLISHED_FAULTS,
  ...OWN_FAULTS,
  ...OTHER_FAULTS,
  security('SSH open to the world', service, (resources) => {
    for (const [, { Properties }] of of(resources, 'EC2::SecurityGroup', 'ServiceGroup')) {
      Properties.SecurityGroupIngress = [
        { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, CidrIp: '0.0.0.0/0' },
      ];
    }
  }),
  security('a policy that allows everything', service, (resources) => {
    for (const [, { Properties }] of of(resources, 'IAM::ManagedPolicy', 'ServiceGroup')) {
      Properties.PolicyDocument.Statement = [{ Effect: 'Allow', Action: '*', Resource: '*' }];
    }
  }),
  security(
    'a bucket that may become public',
    data,
    set('S3::Bucket', 'Objects5', { PublicAccessBlockConfiguration: undefined }),
  ),
  security(
    'a database that is not encrypted',
    data,
    set('RDS::DBCluster', '', { StorageEncrypted: false, KmsKeyId: undefined }),
  ),
  security(
    'a database instance with a public address',
    data,
    set('RDS::DBInstance', '', { PubliclyAccessible: true }),
  ),
  security('a password in the template', data, (resources) => {
    for (const [, { Properties }] of of(resources, 'RDS::DBCluster')) {
      Properties.MasterUserPassword = 'correct-horse-battery';
    }
  }),
  security('instances with IMDSv1', service, (resources) => {
    for (const [, { Properties }] of of(resources, 'EC2::LaunchTemplate', 'ServiceGroup')) {
      delete Properties.LaunchTemplateData.MetadataOptions;
    }
  }),
  security('HTTPS with a policy of 2016', service, (resources) => {
    for (const [, { Properties }] of of(resources, 'ElasticLoadBalancingV2::Listener')) {
      if (Properties.SslPolicy) Properties.SslPolicy = 'ELBSecurityPolicy-2016-08';
    }
  }),
  security('no firewall', service, remove('WAFv2::WebACLAssociation')),
  security(
    'logs that are kept for ever, without a key',
    service,
    set('Logs::LogGroup', 'ServiceGroup', { RetentionInDays: undefined, KmsKeyId: undefined }),
  ),
  validity('a misspelled property', data, (resources) => {
    for (const [, { Properties }] of of(resources, 'RDS::DBCluster')) {
      Properties.BackupRetentionPerod = 35;
    }
  }),
  validity(
    'a word instead of a number',
    service,
    set(group, 'ServiceGroup', { MaxSize: 'twelve' }),
  ),
  validity(
    'an engine that does not exist',
    data,
    set('RDS::DBCluster', '', { Engine: 'aurora-pg' }),
  ),
  validity(
    'a reference to nothing',
    data,
    set('RDS::DBInstance', 'DatabaseInstance1', { DBClusterIdentifier: { Ref: 'Missing' } }),
  ),
  validity(
    'a property that is required and missing',
    data,
    set('ElastiCache::ReplicationGroup', '', { ReplicationGroupDescription: undefined }),
  ),
];
