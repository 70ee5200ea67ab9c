import { Template } from 'aws-cdk-lib/assertions';
import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elasticache from 'aws-cdk-lib/aws-elasticache';
import * as rds from 'aws-cdk-lib/aws-rds';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Duration, Stack } from 'aws-cdk-lib/core';
import {
  allowFaultInjection,
  cacheZonePowerInterruption,
  dependencyLatency,
  FaultExperiments,
  type FaultExperimentsProps,
  instanceLoss,
  randomInstanceTermination,
  regionIsolation,
  writerFailover,
  zoneNetworkDisruption,
  zonePowerInterruption,
} from '../../../constructs/chaos/index.ts';
import { RegionalKey } from '../../../constructs/security/index.ts';
import { testApp, testStack } from '../../support/app.ts';

export const zone = 'eu-west-1a';
export const groupArn =
  'arn:aws:autoscaling:eu-west-1:111122223333:autoScalingGroup:11111111-2222-3333-4444-555555555555:autoScalingGroupName/web';

/** One of each. */
export const catalogue = [
  randomInstanceTermination(),
  instanceLoss(3),
  zonePowerInterruption({ availabilityZone: zone, instances: 3, groupArns: [groupArn] }),
  zoneNetworkDisruption(zone),
  writerFailover(),
  cacheZonePowerInterruption(zone),
  dependencyLatency({
    dependency: 'payments',
    sources: ['payments.example.com', '192.0.2.0/24'],
    instances: 5,
  }),
  regionIsolation({
    otherRegion: 'eu-central-1',
    bucketNames: ['shop-objects'],
    tableNames: ['shop-sessions'],
  }),
];

export function experiments(props: Partial<FaultExperimentsProps> = {}) {
  const stack = testStack();
  const metric = new cloudwatch.Metric({
    namespace: 'Test',
    metricName: 'Errors',
    period: Duration.minutes(1),
  });
  const construct = new FaultExperiments(stack, 'Chaos', {
    service: 'shop',
    experiments: catalogue,
    stopAlarms: [
      new cloudwatch.Alarm(stack, 'UsersHurt', { metric, threshold: 1, evaluationPeriods: 1 }),
    ],
    encryptionKey: new RegionalKey(stack, 'Key', { aliasName: 'shop' }).key,
    ...props,
  });
  return { stack, construct };
}

/** The experiment templates, by name. */
export function templatesIn(stack: Stack) {
  const resources = Template.fromStack(stack).findResources('AWS::FIS::ExperimentTemplate');
  return new Map(
    Object.values(resources).map((resource) => [
      resource.Properties.Tags.Name.replace('shop ', ''),
      resource,
    ]),
  );
}

/** A service of which everything but the logs may be a target. */
export function targetsStack(): Stack {
  const stack = new Stack(testApp(), 'Service', { env: { region: 'eu-west-1' } });
  const vpc = new ec2.Vpc(stack, 'Vpc', { availabilityZones: ['eu-west-1a', 'eu-west-1b'] });
  new autoscaling.AutoScalingGroup(stack, 'Web', {
    vpc,
    instanceType: new ec2.InstanceType('t4g.small'),
    machineImage: ec2.MachineImage.genericLinux({ 'eu-west-1': 'ami-00000000000000000' }),
  });
  new rds.CfnDBCluster(stack, 'Database', { engine: 'aurora-postgresql' });
  new elasticache.CfnReplicationGroup(stack, 'Cache', { replicationGroupDescription: 'Cache' });
  new s3.Bucket(stack, 'Logs');
  const objects = new s3.Bucket(stack, 'Objects');
  const sessions = new dynamodb.TableV2(stack, 'Sessions', {
    partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING },
  });
  allowFaultInjection(stack, 'shop');
  for (const isolated of [...vpc.privateSubnets, objects, sessions]) {
    allowFaultInjection(isolated, 'shop', 'region-isolation');
  }
  return stack;
}
