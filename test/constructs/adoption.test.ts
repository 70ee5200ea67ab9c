import { Match, Template } from 'aws-cdk-lib/assertions';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as route53 from 'aws-cdk-lib/aws-route53';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Annotations, Duration, Fn, type Stack } from 'aws-cdk-lib/core';
import { describe, expect, test } from 'vitest';
import {
  type Alerts,
  AuroraCapacity,
  AuroraCluster,
  type AuroraClusterProps,
  GlobalMembership,
  healthResponder,
  LoadBalancedService,
  NatAlarms,
  type NatAlarmsProps,
  QueueConsumer,
  QueueWorkers,
  RegionalBackupVault,
  RegionalEndpoint,
  RegionalObservability,
  ResilientQueue,
  RestoreTesting,
  ValkeyCache,
} from '../../index.ts';
import { testApp, testStack } from '../support/app.ts';
import { unacknowledged } from '../support/compliance.ts';
import { warningsOf } from './service/support.ts';

/** What an organization has already, by the ids under which it has it. */
const zones = ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'];
const subnets = {
  publicSubnetIds: ['subnet-p1', 'subnet-p2', 'subnet-p3'],
  privateSubnetIds: ['subnet-w1', 'subnet-w2', 'subnet-w3'],
  isolatedSubnetIds: ['subnet-d1', 'subnet-d2', 'subnet-d3'],
};
const noIsolatedSubnets = { isolatedSubnetIds: [], isolatedSubnetRouteTableIds: [] };
// The CDK warns of imported subnets without them.
const routeTables = {
  publicSubnetRouteTableIds: ['rtb-p', 'rtb-p', 'rtb-p'],
  privateSubnetRouteTableIds: ['rtb-1', 'rtb-2', 'rtb-3'],
  isolatedSubnetRouteTableIds: ['rtb-d', 'rtb-d', 'rtb-d'],
};
const natGateways = { 'eu-west-1a': 'nat-1', 'eu-west-1b': 'nat-2', 'eu-west-1c': 'nat-3' };
const arn = (rest: string) => `arn:aws:${rest}`;

const existingVpc = (stack: Stack, attributes: Partial<ec2.VpcAttributes> = {}) =>
  ec2.Vpc.fromVpcAttributes(stack, 'Vpc', {
    vpcId: 'vpc-1',
    vpcCidrBlock: '10.9.0.0/16',
    availabilityZones: zones,
    ...subnets,
    ...routeTables,
    ...attributes,
  });
/** A key whose owner has added what the warnings name. */
function existingKey(stack: Stack): kms.IKey {
  const key = kms.Key.fromKeyArn(stack, 'Key', arn('kms:eu-west-1:111122223333:key/0000'));
  for (const sid of [
    'LogGroups',
    'VolumesOfAutoScalingGroups',
    'AttachmentOfVolumesOfAutoScalingGroups',
    'NotificationsOfAutoScalingGroups',
  ]) {
    Annotations.of(key).acknowledgeWarning(`evenkeel:keyMustAdmit${sid}`, 'it does');
  }
  return key;
}
const existingAlerts = (stack: Stack): Alerts => ({
  page: sns.Topic.fromTopicArn(stack, 'Page', arn('sns:eu-west-1:111122223333:on-call')),
  ticket: sns.Topic.fromTopicArn(stack, 'Ticket', arn('sns:eu-west-1:111122223333:tickets')),
  runbookBaseUrl: 'https://runbooks.example.com',
});
const existingCertificate = (stack: Stack) =>
  acm.Certificate.fromCertificateArn(
    stack,
    'Certificate',
    arn('acm:eu-west-1:111122223333:certificate/0000'),
  );
const existingSecret = (stack: Stack) =>
  secretsmanager.Secret.fromSecretCompleteArn(
    stack,
    'Secret',
    arn('secretsmanager:eu-west-1:111122223333:secret:orders-AbCdEf'),
  );

function clusterIn(stack: Stack, vpc: ec2.IVpc, props: Partial<AuroraClusterProps> = {}) {
  return new AuroraCluster(stack, 'Database', {
    name: 'shop',
    vpc,
    encryptionKey: existingKey(stack),
    capacity: AuroraCapacity.serverlessV2({ minAcu: 2, maxAcu: 8, count: 2 }),
    ...props,
  });
}

/** Every tier of a Region on what exists, and the template of it. */
function regionIn(vpcOf: (stack: Stack) => ec2.IVpc) {
  const stack = testStack(testApp());
  const [vpc, encryptionKey, alerts] = [vpcOf(stack), existingKey(stack), existingAlerts(stack)];
  const certificate = existingCertificate(stack);
  const zone = route53.HostedZone.fromHostedZoneAttributes(stack, 'Zone', {
    hostedZoneId: 'Z0123456789EXAMPLE',
    zoneName: 'example.com',
  });
  const service = new LoadBalancedService(stack, 'Service', {
    vpc,
    certificates: [certificate],
    encryptionKey,
    instanceType: new ec2.InstanceType('m7g.large'),
    minimum: 6,
    maximum: 12,
    workload: healthResponder(),
  });
  new RegionalEndpoint(stack, 'Endpoint', {
    zone,
    recordName: 'shop.example.com',
    loadBalancer: service.loadBalancer.loadBalancer,
  });
  const masterSecret = existingSecret(stack);
  const database = new AuroraCluster(stack, 'Database', {
    name: 'shop',
    vpc,
    encryptionKey,
    capacity: AuroraCapacity.serverlessV2({ minAcu: 2, maxAcu: 8, count: 2 }),
    masterSecret,
  });
  database.addProxy('Proxy', { users: ['app'] });
  const cache = new ValkeyCache(stack, 'Cache', { vpc, encryptionKey });
  const timeout = Duration.seconds(30);
  const queue = new ResilientQueue(stack, 'Queue', {
    consumer: QueueConsumer.poller({ timeout }),
    encryptionKey,
    alarmTopic: alerts.ticket,
  });
  const workers = new QueueWorkers(stack, 'Workers', {
    vpc,
    encryptionKey,
    instanceType: new ec2.InstanceType('m7g.large'),
    minimum: 3,
    maximum: 6,
    queue,
    acceptableLatency: Duration.minutes(5),
    processingTime: Duration.seconds(1),
    workload: { commands: ['systemctl start the-workers'] },
  });
  const vault = new RegionalBackupVault(stack, 'Vault', { vaultName: 'shop', encryptionKey });
  new RestoreTesting(stack, 'Restores', { vault, vpc, encryptionKey, alarmTopic: alerts.ticket });
  new RegionalObservability(stack, 'Observability', {
    alerts,
    vpc,
    natGateways,
    service,
    objectives: { availabilityPercent: 99.9 },
    certificates: [certificate],
    database: { database, maxConnections: 1000 },
    cache,
    queues: [{ queue, workers }],
  });
  return { stack, template: Template.fromStack(stack) };
}

describe('in an existing VPC, with existing key, zone, certificate, secret and topics', () => {
  const { stack, template } = regionIn(existingVpc);

  test('satisfies every compliance pack', () => {
    expect(unacknowledged(stack)).toEqual([]);
  });

  test('every tier goes to the subnets that are there', () => {
    const groups = template.findResources('AWS::AutoScaling::AutoScalingGroup');
    expect(Object.keys(groups)).toHaveLength(2);
    for (const { Properties } of Object.values(groups)) {
      expect(Properties.VPCZoneIdentifier).toEqual(subnets.privateSubnetIds);
    }
    template.hasResourceProperties('AWS::ElasticLoadBalancingV2::LoadBalancer', {
      Subnets: subnets.publicSubnetIds,
    });
    for (const type of ['AWS::RDS::DBSubnetGroup', 'AWS::ElastiCache::SubnetGroup']) {
      template.hasResourceProperties(type, { SubnetIds: subnets.isolatedSubnetIds });
    }
  });

  test.each([
    'AWS::EC2::VPC',
    'AWS::EC2::Subnet',
    'AWS::KMS::Key',
    'AWS::Route53::HostedZone',
    'AWS::CertificateManager::Certificate',
    'AWS::SecretsManager::Secret',
    'AWS::SecretsManager::RotationSchedule',
  ])('creates no %s', (type) => {
    template.resourceCountIs(type, 0);
  });

  test('alarms go to the given topics and to no others', () => {
    const actions = Object.values(template.findResources('AWS::CloudWatch::Alarm'))
      .concat(Object.values(template.findResources('AWS::CloudWatch::CompositeAlarm')))
      .flatMap(({ Properties }) => Properties.AlarmActions ?? []);
    expect(new Set(actions)).toEqual(
      new Set(['on-call', 'tickets'].map((name) => arn(`sns:eu-west-1:111122223333:${name}`))),
    );
  });

  test('the cluster takes user and password from the given secret', () => {
    const resolve = (key: string) =>
      `{{resolve:secretsmanager:${arn('secretsmanager:eu-west-1:111122223333:secret:orders-AbCdEf')}:SecretString:${key}::}}`;
    template.hasResourceProperties('AWS::RDS::DBCluster', {
      MasterUsername: resolve('username'),
      MasterUserPassword: resolve('password'),
    });
  });

  test('each of the given NAT gateways has its alarms', () => {
    for (const id of Object.values(natGateways)) {
      template.hasResourceProperties('AWS::CloudWatch::Alarm', {
        MetricName: 'ErrorPortAllocation',
        Dimensions: [{ Name: 'NatGatewayId', Value: id }],
      });
    }
  });
});

test('takes a VPC whose ids another stack exports', () => {
  const exported = (name: string) => Fn.split(',', Fn.importValue(name), 3);
  const { template } = regionIn((stack) =>
    existingVpc(stack, {
      vpcId: Fn.importValue('vpc'),
      vpcCidrBlock: Fn.importValue('cidr'),
      publicSubnetIds: exported('public'),
      privateSubnetIds: exported('private'),
      isolatedSubnetIds: exported('isolated'),
    }),
  );
  const [group] = Object.values(template.findResources('AWS::ElastiCache::SubnetGroup'));
  expect(group?.Properties.SubnetIds[2]).toEqual({
    'Fn::Select': [2, { 'Fn::Split': [',', { 'Fn::ImportValue': 'isolated' }] }],
  });
});

describe('a database', () => {
  test('a VPC without isolated subnets is told what to pass, with every other mistake', () => {
    const stack = testStack();
    const vpc = existingVpc(stack, noIsolatedSubnets);
    expect(() => clusterIn(stack, vpc, { name: 'Shop' })).toThrow(
      /'name' must be[\s\S]*'vpcSubnets' must select subnets in at least 2 Availability Zones, got none of/,
    );
  });

  test('a VPC without private subnets is told so by the group', () => {
    const stack = testStack();
    const vpc = existingVpc(stack, {
      privateSubnetIds: [],
      privateSubnetRouteTableIds: [],
      ...noIsolatedSubnets,
    });
    expect(
      () =>
        new LoadBalancedService(stack, 'Service', {
          vpc,
          certificates: [existingCertificate(stack)],
          encryptionKey: existingKey(stack),
          instanceType: new ec2.InstanceType('m7g.large'),
          minimum: 6,
          maximum: 3,
          workload: healthResponder(),
        }),
    ).toThrow(
      /'maximum' must be at least 'minimum'[\s\S]*'vpc' must have private subnets with egress/,
    );
  });

  test('goes to the private subnets of a VPC without isolated ones, where it is told to', () => {
    const stack = testStack();
    const vpc = existingVpc(stack, noIsolatedSubnets);
    clusterIn(stack, vpc, { vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS } });
    Template.fromStack(stack).hasResourceProperties('AWS::RDS::DBSubnetGroup', {
      SubnetIds: subnets.privateSubnetIds,
    });
  });

  test('says what an imported VPC has to bring along for the rotation', () => {
    const stack = testStack();
    const { vpcId } = existingVpc(stack);
    const vpc = ec2.Vpc.fromVpcAttributes(stack, 'WithoutRange', {
      vpcId,
      availabilityZones: zones,
      ...subnets,
      ...routeTables,
    });
    expect(() => clusterIn(stack, vpc)).toThrow(
      "Test/Database:\n  - 'vpc' must come with its range of addresses, through which the master " +
        'password is rotated, got an imported VPC without one: pass ' +
        "'vpcCidrBlock' to Vpc.fromVpcAttributes, or a 'masterSecret' that is rotated elsewhere",
    );
  });

  test('needs no range where the rotation is not its own', () => {
    const stack = testStack();
    const vpc = ec2.Vpc.fromVpcAttributes(stack, 'WithoutRange', {
      vpcId: 'vpc-1',
      availabilityZones: zones,
      ...subnets,
      ...routeTables,
    });
    const secret = existingSecret(stack);
    expect(clusterIn(stack, vpc, { masterSecret: secret }).secret).toBe(secret);
  });

  test('sets the password of a given secret for the user of a snapshot', () => {
    const stack = testStack();
    const restoreFrom = arn('rds:eu-west-1:111122223333:cluster-snapshot:orders');
    clusterIn(stack, existingVpc(stack), { masterSecret: existingSecret(stack), restoreFrom });
    Template.fromStack(stack).hasResourceProperties('AWS::RDS::DBCluster', {
      SnapshotIdentifier: restoreFrom,
      MasterUsername: Match.absent(),
      MasterUserPassword: Match.stringLikeRegexp(':SecretString:password::'),
    });
  });

  test('as a secondary has no credentials of its own, and hands out the given replica', () => {
    const stack = testStack(testApp(), 'Test', 'eu-central-1');
    const secret = existingSecret(stack);
    const database = clusterIn(stack, existingVpc(stack), {
      masterSecret: secret,
      membership: GlobalMembership.secondary({ sourceRegion: 'eu-west-1' }),
    });
    expect(database.secret).toBe(secret);
    Template.fromStack(stack).hasResourceProperties('AWS::RDS::DBCluster', {
      MasterUsername: Match.absent(),
      MasterUserPassword: Match.absent(),
    });
  });
});

describe('NAT gateways', () => {
  const warnings = (props: Partial<NatAlarmsProps>) => {
    const stack = testStack();
    const alarms = new NatAlarms(stack, 'Nat', {
      alerts: existingAlerts(stack),
      vpc: existingVpc(stack),
      ...props,
    });
    return warningsOf(alarms);
  };

  test('of an imported VPC are not forgotten in silence', () => {
    expect(warnings({})).toEqual([
      "an imported VPC does not name its NAT gateways, so that none has an alarm: give their ids by Availability Zone as 'natGateways', or {} if it has none [ack: evenkeel:natGatewaysUnknown]",
    ]);
  });

  test('that do not exist need no alarm', () => {
    expect(warnings({ natGateways: {} })).toEqual([]);
  });
});
