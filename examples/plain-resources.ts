// A service that was built without this library: a VPC, a load balancer, a group, a database and a
// queue as the CDK has them. What is added is what a team would adopt first: alarms, backups that are
// restored for a test, and a drill.
import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as rds from 'aws-cdk-lib/aws-rds';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { App, Duration, Stack } from 'aws-cdk-lib/core';
import {
  AlertChannels,
  AlertSubscription,
  allowFaultInjection,
  auroraMaxConnections,
  FaultExperiments,
  instanceLoss,
  RegionalBackupPlan,
  RegionalBackupVault,
  RegionalKey,
  RegionalObservability,
  RestoreTesting,
} from 'evenkeel';

const name = 'shop';
const account = '111122223333';
const region = 'eu-west-1';

const app = new App();
const stack = new Stack(app, `${name}-${region}`, { env: { account, region } });

// What is there already.
const vpc = new ec2.Vpc(stack, 'Vpc', {
  availabilityZones: ['a', 'b', 'c'].map((letter) => `${region}${letter}`),
  natGateways: 3,
  subnetConfiguration: [
    { name: 'public', subnetType: ec2.SubnetType.PUBLIC },
    { name: 'private', subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS },
    { name: 'isolated', subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
  ],
});
const group = new autoscaling.AutoScalingGroup(stack, 'Group', {
  vpc,
  instanceType: new ec2.InstanceType('m7g.large'),
  machineImage: ec2.MachineImage.latestAmazonLinux2023({ cpuType: ec2.AmazonLinuxCpuType.ARM_64 }),
  minCapacity: 6,
  maxCapacity: 12,
});
const loadBalancer = new elbv2.ApplicationLoadBalancer(stack, 'LoadBalancer', {
  vpc,
  internetFacing: true,
});
const certificate = Certificate.fromCertificateArn(
  stack,
  'Certificate',
  `arn:aws:acm:${region}:${account}:certificate/12345678-1234-1234-1234-123456789012`,
);
const targetGroup = loadBalancer
  .addListener('Https', { port: 443, certificates: [certificate] })
  .addTargets('Targets', {
    port: 8080,
    protocol: elbv2.ApplicationProtocol.HTTP,
    targets: [group],
    healthCheck: { path: '/health', interval: Duration.seconds(10) },
  });
const database = new rds.DatabaseCluster(stack, 'Database', {
  engine: rds.DatabaseClusterEngine.auroraPostgres({
    version: rds.AuroraPostgresEngineVersion.VER_17_5,
  }),
  writer: rds.ClusterInstance.provisioned('Writer', {
    instanceType: new ec2.InstanceType('r7g.large'),
  }),
  readers: [
    rds.ClusterInstance.provisioned('Reader', {
      instanceType: new ec2.InstanceType('r7g.large'),
      promotionTier: 1,
    }),
  ],
  vpc,
  vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
  storageEncrypted: true,
  deletionProtection: true,
});
const deadLetterQueue = new sqs.Queue(stack, 'DeadOrders', { retentionPeriod: Duration.days(14) });
const queue = new sqs.Queue(stack, 'Orders', {
  visibilityTimeout: Duration.minutes(3),
  deadLetterQueue: { queue: deadLetterQueue, maxReceiveCount: 5 },
});

// Alarms of every tier, on zones and on an objective, with a dashboard.
const { key: encryptionKey } = new RegionalKey(stack, 'Key');
const team = [AlertSubscription.email('team@example.com')];
const alerts = new AlertChannels(stack, 'Alerts', {
  name,
  encryptionKey,
  page: team,
  ticket: team,
  runbookBaseUrl: 'https://runbooks.example.com',
});
const { objectives } = new RegionalObservability(stack, 'Observability', {
  alerts,
  vpc,
  service: { loadBalancer: { loadBalancer, targetGroup }, group },
  objectives: { availabilityPercent: 99.9 },
  database: { database, maxConnections: auroraMaxConnections(16) },
  queues: [{ queue: { queue, deadLetterQueue } }],
});

// Backups, and a test that restores them.
const vault = new RegionalBackupVault(stack, 'Vault', { vaultName: name, encryptionKey });
new RegionalBackupPlan(stack, 'Backup', {
  vault,
  alarmTopic: alerts.ticket,
  clusters: [database],
  copyTo: [],
  recoveryPointObjective: Duration.days(1),
});
new RestoreTesting(stack, 'RestoreTesting', {
  vault,
  vpc,
  encryptionKey,
  alarmTopic: alerts.ticket,
});

// A drill: two instances are lost. It ends when users are hurt.
allowFaultInjection(group, name);
new FaultExperiments(stack, 'Experiments', {
  service: name,
  experiments: [instanceLoss(2)],
  stopAlarms: [objectives.soonest],
  encryptionKey,
});

app.synth();
