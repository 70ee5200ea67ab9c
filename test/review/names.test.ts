import { describe, expect, test } from 'vitest';
import { reviewSample } from './support/command.ts';

/** A template in which one resource names another: `OWN` is its name, `NAME` how others call it. */
interface Case {
  readonly rule: string;
  readonly of: string;
  readonly resources: string;
}

const alarm = (namespace: string, metric: string, dimension: string) => `
  Topic: { Type: AWS::SNS::Topic }
  Alarm:
    Type: AWS::CloudWatch::Alarm
    Properties:
      Namespace: ${namespace}
      MetricName: ${metric}
      Dimensions: [{ Name: ${dimension}, Value: NAME }]
      AlarmActions: [!Ref Topic]
`;
const instances = (type: string) =>
  ['Writer', 'Reader']
    .map(
      (id) => `
  ${id}: { Type: ${type}, Properties: { DBClusterIdentifier: NAME } }`,
    )
    .join('');
const aurora = `
  Named: { Type: AWS::RDS::DBCluster, Properties: { Engine: aurora-mysql, DBClusterIdentifier: OWN } }
`;
const queue = `
  Named: { Type: AWS::SQS::Queue, Properties: { QueueName: OWN, RedrivePolicy: { deadLetterTargetArn: arn } } }
`;

const CASES: readonly Case[] = [
  { rule: 'HA-AUR-1', of: 'Named', resources: aurora + instances('AWS::RDS::DBInstance') },
  {
    rule: 'HA-OTH-3',
    of: 'Named',
    resources: `
  Named: { Type: AWS::Neptune::DBCluster, Properties: { DBClusterIdentifier: OWN, DBSubnetGroupName: !Ref Group } }
  Group: { Type: AWS::Neptune::DBSubnetGroup, Properties: { SubnetIds: [!Ref A, !Ref B] } }
  A: { Type: AWS::EC2::Subnet, Properties: { AvailabilityZone: eu-west-1a } }
  B: { Type: AWS::EC2::Subnet, Properties: { AvailabilityZone: eu-west-1b } }
  ${instances('AWS::Neptune::DBInstance')}`,
  },
  {
    rule: 'HA-ASG-7',
    of: 'Named',
    resources: `
  Named:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties: { AutoScalingGroupName: OWN, MinSize: 2, MaxSize: 4 }
  Policy:
    Type: AWS::AutoScaling::ScalingPolicy
    Properties: { AutoScalingGroupName: NAME, PolicyType: TargetTrackingScaling }
`,
  },
  {
    rule: 'HA-DDB-3',
    of: 'Named',
    resources: `
  Named:
    Type: AWS::DynamoDB::Table
    Properties: { TableName: OWN, BillingMode: PROVISIONED, ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 5 } }
  ${['Read', 'Write']
    .map(
      (kind) => `
  ${kind}:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    Properties:
      ResourceId: !Join ['/', [table, NAME]]
      ServiceNamespace: dynamodb
      ScalableDimension: dynamodb:table:${kind}CapacityUnits
`,
    )
    .join('')}`,
  },
  {
    rule: 'HA-SQS-1',
    of: 'Named',
    resources: `
  Named: { Type: AWS::SQS::Queue, Properties: { QueueName: OWN } }
  Function:
    Type: AWS::Lambda::Function
    Properties:
      DeadLetterConfig:
        TargetArn: !Join [':', ['arn:aws:sqs', !Ref 'AWS::Region', !Ref 'AWS::AccountId', NAME]]
`,
  },
  {
    rule: 'HA-SQS-6',
    of: 'Named',
    resources: queue + alarm('AWS/SQS', 'ApproximateAgeOfOldestMessage', 'QueueName'),
  },
  {
    rule: 'HA-OBS-2',
    of: 'Named',
    resources: `
  Named: { Type: AWS::AutoScaling::AutoScalingGroup, Properties: { AutoScalingGroupName: OWN } }
  ${alarm('AWS/EC2', 'CPUUtilization', 'AutoScalingGroupName')}`,
  },
  {
    rule: 'HA-OBS-4',
    of: 'Named',
    resources: `
  Named: { Type: AWS::SNS::Topic, Properties: { TopicName: OWN } }
  Alarm: { Type: AWS::CloudWatch::Alarm, Properties: { AlarmActions: [!Ref Named] } }
  Subscription:
    Type: AWS::SNS::Subscription
    Properties:
      TopicArn: !Join [':', ['arn:aws:sns', !Ref 'AWS::Region', !Ref 'AWS::AccountId', NAME]]
`,
  },
  {
    rule: 'HA-ECS-1',
    of: 'Named',
    resources: `
  Named: { Type: AWS::ECS::Service, Properties: { ServiceName: OWN } }
  Target:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    Properties: { ResourceId: !Join ['/', [service, web, NAME]], ServiceNamespace: ecs, MinCapacity: 3 }
`,
  },
];

const parameters = 'Parameters: { Env: { Type: String }, Other: { Type: String } }';

function judge({ rule, of, resources }: Case, own: string, name: string): string {
  const text = resources.replaceAll('OWN', own).replaceAll('NAME', name);
  const { failed, unknown, passed } = reviewSample([parameters, `Resources:\n${text}`].join('\n'));
  if (failed.includes(`${rule} ${of}`)) return 'fail';
  if (unknown.includes(`${rule} ${of}`)) return 'unknown';
  return (passed[rule] ?? 0) > 0 ? 'pass' : 'not judged';
}

const env = "!Join ['', [!Ref Env, -orders]]";
const other = "!Join ['', [!Ref Other, -orders]]";

describe.each(CASES)('$rule on a resource that is named', (one) => {
  test.each([
    ['by a literal', 'orders', 'orders', 'pass'],
    ['by a parameter', '!Ref Env', '!Ref Env', 'pass'],
    ['around a parameter', env, env, 'pass'],
    ['around another parameter', env, other, 'unknown'],
    ['around a parameter, where it is called by a literal', env, 'prod-orders', 'unknown'],
    ['by a literal, where it is called around a parameter', 'prod-orders', env, 'unknown'],
    ['otherwise around the same parameter', env, "!Join ['', [!Ref Env, -bills]]", 'fail'],
    ['around a parameter, where it is called otherwise', env, 'prod-bills', 'fail'],
    ['otherwise by a literal', 'orders', 'bills', 'fail'],
  ])('%s', (_, own, name, expected) => {
    expect(judge(one, own, name)).toBe(expected);
  });
});

test.each([
  ['AWS/RDS', 'CPUUtilization', 'DBInstanceIdentifier', 'orders-1', 'pass'],
  ['AWS/RDS', 'CPUUtilization', 'DBInstanceIdentifier', 'bills-1', 'fail'],
])('HA-OBS-2 on a cluster by the name of an instance: %s %s %s %s', (...args) => {
  const [namespace, metric, dimension, name, expected] = args;
  const resources = `
  ${aurora}
  Writer: { Type: AWS::RDS::DBInstance, Properties: { DBClusterIdentifier: orders, DBInstanceIdentifier: orders-1 } }
  ${alarm(namespace, metric, dimension)}`;
  expect(judge({ rule: 'HA-OBS-2', of: 'Named', resources }, 'orders', name)).toBe(expected);
});

test.each([
  ['my-cache-001', 'pass'],
  ['my-cache-0001-001', 'pass'],
  ['my-cache-2', 'fail'],
  ['my-cache-old-001', 'fail'],
])('HA-OBS-2 on a cache by the name of a node: %s', (name, expected) => {
  const resources = `
  Named: { Type: AWS::ElastiCache::ReplicationGroup, Properties: { ReplicationGroupId: OWN } }
  ${alarm('AWS/ElastiCache', 'EngineCPUUtilization', 'CacheClusterId')}`;
  expect(judge({ rule: 'HA-OBS-2', of: 'Named', resources }, 'my-cache', name)).toBe(expected);
});

test.each([
  ['!Ref Env', 'orders', 'unknown'],
  ['!Ref Env', 'bills', 'fail'],
  ['NumberOfMessagesSent', 'orders', 'fail'],
])('HA-SQS-6 where an alarm looks at the metric %s of %s', (metric, name, expected) => {
  const resources = queue + alarm('AWS/SQS', metric, 'QueueName');
  expect(judge({ rule: 'HA-SQS-6', of: 'Named', resources }, 'orders', name)).toBe(expected);
});

test.each([
  ['orders', ['HA-SQS-6 Named'], []],
  ['bills', [], ['HA-SQS-6 Named']],
])('HA-SQS-6 in an unknown Region where an alarm of a known one names %s', (...args) => {
  const [name, unknowns, failures] = args;
  const { failed, unknown } = reviewSample({
    stacks: {
      App: queue.replace('OWN', 'orders'),
      'eu-west-1/Monitoring': alarm(
        'AWS/SQS',
        'ApproximateAgeOfOldestMessage',
        'QueueName',
      ).replace('NAME', name),
    },
  });
  const ofRule = (found: string) => found.startsWith('HA-SQS-6');
  expect([unknown.filter(ofRule), failed.filter(ofRule)]).toEqual([unknowns, failures]);
});
