// One Region and three Availability Zones, on what is there already: VPC, key, hosted zone,
// certificate, secret of the database, topics. Every id is a placeholder of what yours is called.
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as route53 from 'aws-cdk-lib/aws-route53';
import { LoadBalancerTarget } from 'aws-cdk-lib/aws-route53-targets';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Annotations, App, Stack } from 'aws-cdk-lib/core';
import {
  AuroraCapacity,
  AuroraCluster,
  auroraMaxConnections,
  healthResponder,
  LoadBalancedService,
  RegionalObservability,
} from 'evenkeel';

const app = new App();
const env = { region: 'eu-west-1' };
const arn = (service: string, rest: string) => `arn:aws:${service}:eu-west-1:111122223333:${rest}`;

/** What exists. `Vpc.fromLookup` finds the ids by itself, where the account is named in `env`. */
function existing(stack: Stack) {
  const encryptionKey = kms.Key.fromKeyArn(
    stack,
    'Key',
    arn('kms', 'key/00000000-0000-0000-0000-000000000000'),
  );
  // This app cannot change its policy. A warning names each statement that the policy has to have;
  // acknowledge it once the key has it.
  for (const sid of [
    'LogGroups',
    'VolumesOfAutoScalingGroups',
    'AttachmentOfVolumesOfAutoScalingGroups',
    'NotificationsOfAutoScalingGroups',
  ]) {
    Annotations.of(encryptionKey).acknowledgeWarning(`evenkeel:keyMustAdmit${sid}`, 'it does');
  }
  return {
    encryptionKey,
    vpc: ec2.Vpc.fromVpcAttributes(stack, 'Vpc', {
      vpcId: 'vpc-0123456789abcdef0',
      vpcCidrBlock: '10.0.0.0/16',
      // By name: an alarm of a zone is named after it.
      availabilityZones: ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'],
      publicSubnetIds: ['subnet-0a100000', 'subnet-0b100000', 'subnet-0c100000'],
      publicSubnetRouteTableIds: ['rtb-0a100000', 'rtb-0b100000', 'rtb-0c100000'],
      privateSubnetIds: ['subnet-0a200000', 'subnet-0b200000', 'subnet-0c200000'],
      privateSubnetRouteTableIds: ['rtb-0a200000', 'rtb-0b200000', 'rtb-0c200000'],
    }),
  };
}

const data = new Stack(app, 'Data', { env, terminationProtection: true });
const database = new AuroraCluster(data, 'Database', {
  ...existing(data),
  name: 'shop',
  // This VPC has no isolated subnets.
  vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS },
  capacity: AuroraCapacity.serverlessV2({ minAcu: 2, maxAcu: 16, count: 2 }),
  // With the keys `username` and `password`; whoever made it rotates it.
  masterSecret: secretsmanager.Secret.fromSecretCompleteArn(
    data,
    'Secret',
    arn('secretsmanager', 'secret:shop/database-AbCdEf'),
  ),
});

const web = new Stack(app, 'Web', { env });
const { vpc, encryptionKey } = existing(web);
const certificate = acm.Certificate.fromCertificateArn(
  web,
  'Certificate',
  arn('acm', 'certificate/00000000-0000-0000-0000-000000000000'),
);
// Four instances carry the peak, so six carry it when any one zone is gone.
const service = new LoadBalancedService(web, 'Service', {
  vpc,
  encryptionKey,
  certificates: [certificate],
  instanceType: new ec2.InstanceType('m7g.large'),
  minimum: 6,
  maximum: 12,
  workload: healthResponder(),
});
service.connections.allowToDefaultPort(database);
new route53.ARecord(web, 'Record', {
  zone: route53.HostedZone.fromHostedZoneAttributes(web, 'Zone', {
    hostedZoneId: 'Z0123456789EXAMPLE',
    zoneName: 'example.com',
  }),
  recordName: 'shop.example.com.',
  target: route53.RecordTarget.fromAlias(
    new LoadBalancerTarget(service.loadBalancer.loadBalancer, { evaluateTargetHealth: true }),
  ),
});

new RegionalObservability(web, 'Observability', {
  alerts: {
    page: sns.Topic.fromTopicArn(web, 'OnCall', arn('sns', 'on-call')),
    ticket: sns.Topic.fromTopicArn(web, 'Tickets', arn('sns', 'tickets')),
    runbookBaseUrl: 'https://wiki.example.com/runbooks',
  },
  vpc,
  natGateways: {
    'eu-west-1a': 'nat-0a000000',
    'eu-west-1b': 'nat-0b000000',
    'eu-west-1c': 'nat-0c000000',
  },
  service,
  objectives: { availabilityPercent: 99.9 },
  certificates: [certificate],
  database: { database, maxConnections: auroraMaxConnections(32) },
});

app.synth();
