import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import * as rds from 'aws-cdk-lib/aws-rds';
import * as route53 from 'aws-cdk-lib/aws-route53';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Annotations, Duration, Stack } from 'aws-cdk-lib/core';
import { expect, test } from 'vitest';
import { testApp } from '../support/app.ts';
import { type Reviewed, reviewFolder } from './support/command.ts';

const env = { account: '123456789012', region: 'eu-west-1' };
const engine = rds.DatabaseClusterEngine.auroraPostgres({
  version: rds.AuroraPostgresEngineVersion.VER_16_4,
});

interface Choices {
  readonly natGateways: number;
  readonly zones: readonly string[];
  readonly minimum: number;
  readonly maximum: number;
  readonly readers: number;
  readonly hidden: Duration;
  readonly hasSecondary: boolean;
}

/** A service of four stacks, as CDK writes it, with the choices that make it available or not. */
function reviewService(choices: Choices): Reviewed {
  const app = testApp();
  const network = new Stack(app, 'Network', { env });
  const vpc = new ec2.Vpc(network, 'Vpc', {
    availabilityZones: ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'],
    natGateways: choices.natGateways,
  });

  const compute = new Stack(app, 'Compute', { env });
  const group = new autoscaling.AutoScalingGroup(compute, 'Group', {
    vpc,
    vpcSubnets: {
      subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS,
      availabilityZones: [...choices.zones],
    },
    instanceType: ec2.InstanceType.of(ec2.InstanceClass.M7G, ec2.InstanceSize.LARGE),
    machineImage: ec2.MachineImage.genericLinux({ 'eu-west-1': 'ami-00000000000000000' }),
    minCapacity: choices.minimum,
    maxCapacity: choices.maximum,
    healthChecks: autoscaling.HealthChecks.withAdditionalChecks({
      additionalTypes: [
        autoscaling.AdditionalHealthCheckType.ELB,
        autoscaling.AdditionalHealthCheckType.EBS,
      ],
      gracePeriod: Duration.minutes(2),
    }),
  });
  if (choices.maximum > choices.minimum) {
    group.scaleOnCpuUtilization('Cpu', { targetUtilizationPercent: 50 });
  }
  const balancer = new elbv2.ApplicationLoadBalancer(compute, 'Balancer', { vpc });
  balancer.addListener('Http', { port: 80, open: false }).addTargets('Group', {
    port: 80,
    targets: [group],
    healthCheck: { path: '/health' },
  });

  const data = new Stack(app, 'Data', { env });
  new rds.DatabaseCluster(data, 'Database', {
    engine,
    vpc,
    writer: rds.ClusterInstance.provisioned('writer'),
    readers: Array.from({ length: choices.readers }, (_, i) =>
      rds.ClusterInstance.provisioned(`reader${i}`),
    ),
    deletionProtection: true,
    backup: { retention: Duration.days(14) },
    storageEncrypted: true,
  });
  const deadLetters = new sqs.Queue(data, 'DeadLetters', { retentionPeriod: Duration.days(14) });

  const work = new Stack(app, 'Work', { env });
  Annotations.of(work).acknowledgeWarning('@aws-cdk/core:crossStackReferencesBothTransitional');
  const queue = new sqs.Queue(work, 'Queue', {
    visibilityTimeout: choices.hidden,
    deadLetterQueue: { queue: deadLetters, maxReceiveCount: 5 },
  });
  const worker = new lambda.Function(work, 'Worker', {
    runtime: lambda.Runtime.NODEJS_22_X,
    handler: 'index.handler',
    code: lambda.Code.fromInline('exports.handler = () => {};'),
    timeout: Duration.seconds(30),
  });
  worker.addEventSource(new SqsEventSource(queue));

  const zone = new route53.PublicHostedZone(work, 'Zone', { zoneName: 'example.com' });
  const failover = ['PRIMARY', ...(choices.hasSecondary ? ['SECONDARY'] : [])];
  for (const role of failover) {
    const check = new route53.CfnHealthCheck(work, `Check${role}`, {
      healthCheckConfig: { type: 'HTTPS', fullyQualifiedDomainName: `${role}.example.net` },
    });
    new route53.CfnRecordSet(work, `Record${role}`, {
      hostedZoneId: zone.hostedZoneId,
      name: 'app.example.com.',
      type: 'A',
      ttl: '60',
      resourceRecords: [role === 'PRIMARY' ? '192.0.2.1' : '198.51.100.1'],
      failover: role,
      setIdentifier: role,
      ...(choices.hasSecondary && { healthCheckId: check.ref }),
    });
  }
  return reviewFolder(app.synth().directory);
}

const broken = {
  natGateways: 1,
  zones: ['eu-west-1a'],
  minimum: 1,
  maximum: 1,
  readers: 0,
  hidden: Duration.seconds(60),
  hasSecondary: false,
};
const healthy = {
  natGateways: 3,
  zones: ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'],
  minimum: 3,
  maximum: 6,
  readers: 1,
  hidden: Duration.seconds(180),
  hasSecondary: true,
};

/** What is wrong with the broken service, and the rule that is meant for it. */
const FAULTS = {
  'a group in one Availability Zone': 'HA-ASG-1 Group',
  'one instance that nothing can replace while it is gone': 'HA-ASG-3 Group',
  'a group that cannot grow': 'HA-ASG-7 Group',
  'a group without room for the instances of another zone': 'HA-ASG-8 Group',
  'one NAT gateway for three zones': 'HA-NET-3 Vpc',
  'Aurora without a reader': 'HA-AUR-1 Database',
  'a message that is visible again while it is worked on': 'HA-SQS-4 Worker',
  'a lone failover record': 'HA-DNS-1 RecordPRIMARY',
  'a primary record without a health check': 'HA-DNS-2 RecordPRIMARY',
} as const;

test('every fault of a service that is broken in many ways is found by its rule', () => {
  const { failed } = reviewService(broken);
  const missed = Object.entries(FAULTS).filter(
    ([, fault]) => !failed.some((found) => found.startsWith(fault)),
  );
  expect(missed).toEqual([]);
});

test('none of them is found in the same service without the faults', () => {
  const { failed, unknown, passed } = reviewService(healthy);
  const rules = new Set(Object.values(FAULTS).map((fault) => fault.split(' ')[0] ?? ''));
  const reported = [...failed, ...unknown].filter((found) => rules.has(found.split(' ')[0] ?? ''));
  expect(reported).toEqual([]);
  expect([...rules].filter((rule) => !passed[rule])).toEqual([]);
});

test('its database instances are not held against what their cluster has', () => {
  const { failed, unknown } = reviewService(healthy);
  // Monitoring alone is a property of each instance.
  const instances = [...failed, ...unknown].filter(
    (found) => /Database(?:writer|reader)/i.test(found) && !found.startsWith('HA-AUR-13'),
  );
  expect(instances).toEqual([]);
});

test('its group passes with several types of health check, and its queue shares dead letters', () => {
  const { failed, passed } = reviewService(healthy);
  expect(passed['HA-ASG-4']).toBe(1);
  expect(passed['HA-SQS-1']).toBe(2);
  expect(failed.filter((found) => /HA-(?:ASG-4|SQS-1) /.test(found))).toEqual([]);
});
