import { expect, test } from 'vitest';
import { reviewSample } from './support/command.ts';
import { subnets } from './support/parts.ts';
import type { Sample } from './support/samples.ts';

/**
 * Templates that tools which look at one resource, or one template, at a time judge wrongly: each
 * with the rule that has to judge it rightly.
 */
interface Case {
  readonly rule: string;
  readonly template: Sample;
}

const databases = `
  Cluster:
    Type: AWS::RDS::DBCluster
    DeletionPolicy: Snapshot
    UpdateReplacePolicy: Snapshot
    Properties:
      Engine: aurora-postgresql
      DeletionProtection: true
      BackupRetentionPeriod: 14
      CopyTagsToSnapshot: true
  Writer:
    Type: AWS::RDS::DBInstance
    Properties: { Engine: aurora-postgresql, DBClusterIdentifier: !Ref Cluster, MonitoringInterval: 60 }
  Reader:
    Type: AWS::RDS::DBInstance
    Properties: { Engine: aurora-postgresql, DBClusterIdentifier: !Ref Cluster, MonitoringInterval: 60 }
`;
const selection = (what: string) => `
  Selection:
    Type: AWS::Backup::BackupSelection
    Properties:
      BackupPlanId: plan
      BackupSelection: { SelectionName: data, IamRoleArn: role, ${what} }
`;
const group = (properties: string) => `
  Group:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties: { MinSize: '2', MaxSize: '4', ${properties} }
`;
const twoZones = 'VPCZoneIdentifier: [!Ref SubnetA, !Ref SubnetB]';
/** Lets a service send to the queue. */
const sentBy = (service: string) => `
  Policy:
    Type: AWS::SQS::QueuePolicy
    Properties:
      Queues: [!Ref DeadLetters]
      PolicyDocument:
        Statement: [{ Effect: Allow, Principal: { Service: ${service} }, Action: 'sqs:SendMessage', Resource: !GetAtt DeadLetters.Arn }]
`;
const deadLetters = `
  DeadLetters: { Type: AWS::SQS::Queue }
`;
const alarm = (actions: string) => `
  Topic: { Type: AWS::SNS::Topic }
  Alarm:
    Type: AWS::CloudWatch::Alarm
    Properties: { Namespace: AWS/SQS, MetricName: NumberOfMessagesSent, ${actions} }
`;

/** Right as they are, and reported by other tools. */
const RIGHT: Readonly<Record<string, Case>> = {
  'instances of Aurora without MultiAZ': { rule: 'HA-AUR-1', template: databases },
  'instances of Aurora without deletion protection': { rule: 'HA-AUR-5', template: databases },
  'instances of Aurora without backups of their own': { rule: 'HA-AUR-6', template: databases },
  'instances of Aurora that patch themselves by default': {
    rule: 'HA-AUR-13',
    template: databases,
  },
  'instances of Aurora of which the cluster is in a backup plan': {
    rule: 'HA-BKP-1',
    template: [databases, selection("Resources: ['arn:aws:rds:*:*:cluster:*']")],
  },
  'a resource that a backup plan selects by its tag': {
    rule: 'HA-BKP-1',
    template: [
      `
      Files:
        Type: AWS::EFS::FileSystem
        Properties: { FileSystemTags: [{ Key: backup, Value: daily }] }
      `,
      selection(
        'ListOfTags: [{ ConditionType: STRINGEQUALS, ConditionKey: backup, ConditionValue: daily }]',
      ),
    ],
  },
  'a member of a global database without backtrack': {
    rule: 'HA-AUR-14',
    template: `
      Cluster:
        Type: AWS::RDS::DBCluster
        Properties: { Engine: aurora-mysql, GlobalClusterIdentifier: orders }
    `,
  },
  'a group that names subnets and no Availability Zones': {
    rule: 'HA-ASG-1',
    template: [subnets(), group(twoZones)],
  },
  'several types of health check in one text': {
    rule: 'HA-ASG-4',
    template: [
      subnets(),
      'Targets: { Type: AWS::ElasticLoadBalancingV2::TargetGroup }',
      group(`${twoZones}, TargetGroupARNs: [!Ref Targets], HealthCheckType: 'ELB,EBS'`),
    ],
  },
  'a group without DesiredCapacity, which begins with its minimum': {
    rule: 'HA-ASG-2',
    template: [subnets(), group(twoZones)],
  },
  'dead letters in another stack': {
    rule: 'HA-SQS-1',
    template: {
      stacks: {
        'eu-west-1/Shared': `
          Resources: { DeadLetters: { Type: AWS::SQS::Queue } }
          Outputs: { Arn: { Value: !GetAtt DeadLetters.Arn, Export: { Name: dead-letters } } }
        `,
        'eu-west-1/App': `
          Queue:
            Type: AWS::SQS::Queue
            Properties:
              RedrivePolicy: { deadLetterTargetArn: !ImportValue dead-letters, maxReceiveCount: 5 }
        `,
      },
    },
  },
  'dead letters of a topic': {
    rule: 'HA-SQS-1',
    template: [
      deadLetters,
      sentBy('sns.amazonaws.com'),
      `
      Subscription:
        Type: AWS::SNS::Subscription
        Properties:
          Protocol: https
          RedrivePolicy: { deadLetterTargetArn: !GetAtt DeadLetters.Arn }
      `,
    ],
  },
  'dead letters of a rule of EventBridge': {
    rule: 'HA-SQS-1',
    template: [
      deadLetters,
      sentBy('events.amazonaws.com'),
      `
      Rule:
        Type: AWS::Events::Rule
        Properties:
          EventPattern: { source: [orders] }
          Targets: [{ Id: one, Arn: one, DeadLetterConfig: { Arn: !GetAtt DeadLetters.Arn } }]
      `,
    ],
  },
  'dead letters of a schedule': {
    rule: 'HA-SQS-1',
    template: [
      deadLetters,
      `
      Schedule:
        Type: AWS::Scheduler::Schedule
        Properties: { Target: { DeadLetterConfig: { Arn: !GetAtt DeadLetters.Arn } } }
      `,
    ],
  },
  'dead letters of a function': {
    rule: 'HA-SQS-1',
    template: [
      deadLetters,
      `
      Worker:
        Type: AWS::Lambda::Function
        Properties: { DeadLetterConfig: { TargetArn: !GetAtt DeadLetters.Arn } }
      `,
    ],
  },
  'a parameter that defaults to true, and "true" as a text': {
    rule: 'HA-AUR-5',
    template: `
      Parameters: { Protect: { Type: String, Default: 'true' } }
      Resources:
        One: { Type: AWS::RDS::DBCluster, Properties: { DeletionProtection: !Ref Protect } }
        Other: { Type: AWS::RDS::DBCluster, Properties: { DeletionProtection: 'true' } }
    `,
  },
  'a condition of which both sides are right': {
    rule: 'HA-AUR-6',
    template: `
      Parameters: { Stage: { Type: String } }
      Conditions: { IsProduction: !Equals [!Ref Stage, production] }
      Resources:
        Cluster:
          Type: AWS::RDS::DBCluster
          Properties: { BackupRetentionPeriod: !If [IsProduction, 35, 7] }
    `,
  },
  'a regional NAT gateway': {
    rule: 'HA-NET-3',
    template: [
      subnets(),
      `
      Nat:
        Type: AWS::EC2::NatGateway
        Properties: { AvailabilityMode: regional, VpcId: !Ref Vpc }
      `,
      ...['A', 'B', 'C'].map(
        (zone) => `
      Table${zone}: { Type: AWS::EC2::RouteTable, Properties: { VpcId: !Ref Vpc } }
      Route${zone}:
        Type: AWS::EC2::Route
        Properties: { RouteTableId: !Ref Table${zone}, NatGatewayId: !Ref Nat, DestinationCidrBlock: 0.0.0.0/0 }
      Association${zone}:
        Type: AWS::EC2::SubnetRouteTableAssociation
        Properties: { RouteTableId: !Ref Table${zone}, SubnetId: !Ref Subnet${zone} }
      `,
      ),
    ],
  },
};

test.each(Object.entries(RIGHT))('%s: passes', (_, { rule, template }) => {
  const { failed, unknown, passed } = reviewSample(template);
  expect([...failed, ...unknown].filter((found) => found.startsWith(`${rule} `))).toEqual([]);
  expect(passed[rule]).toBeGreaterThan(0);
});

/** Wrong, and passed by other tools. */
const WRONG: Readonly<Record<string, Case>> = {
  'Aurora with one instance': {
    rule: 'HA-AUR-1',
    template: `
      Cluster: { Type: AWS::RDS::DBCluster, Properties: { Engine: aurora-postgresql } }
      Writer: { Type: AWS::RDS::DBInstance, Properties: { DBClusterIdentifier: !Ref Cluster } }
    `,
  },
  'a replica of a global table without point-in-time recovery': {
    rule: 'HA-DDB-1',
    template: `
      Table:
        Type: AWS::DynamoDB::GlobalTable
        Properties:
          Replicas:
            - Region: eu-west-1
              PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true }
            - Region: eu-central-1
    `,
  },
  'two subnets of one Availability Zone': {
    rule: 'HA-ALB-1',
    template: [
      `
      One: { Type: AWS::EC2::Subnet, Properties: { AvailabilityZone: eu-west-1a } }
      Two: { Type: AWS::EC2::Subnet, Properties: { AvailabilityZone: eu-west-1a } }
      Balancer:
        Type: AWS::ElasticLoadBalancingV2::LoadBalancer
        Properties: { Subnets: [!Ref One, !Ref Two] }
      `,
    ],
  },
  'Neptune with one instance, in whatever subnet group': {
    rule: 'HA-OTH-3',
    template: [
      subnets(),
      `
      Group:
        Type: AWS::Neptune::DBSubnetGroup
        Properties: { SubnetIds: [!Ref SubnetA, !Ref SubnetB, !Ref SubnetC] }
      Cluster: { Type: AWS::Neptune::DBCluster, Properties: { DBSubnetGroupName: !Ref Group } }
      One: { Type: AWS::Neptune::DBInstance, Properties: { DBClusterIdentifier: !Ref Cluster } }
      `,
    ],
  },
  'an alarm that acts only when all is well': {
    rule: 'HA-OBS-1',
    template: alarm('OKActions: [!Ref Topic]'),
  },
  'a message that is hidden for twice as long as its function runs': {
    rule: 'HA-SQS-4',
    template: `
      Queue: { Type: AWS::SQS::Queue, Properties: { VisibilityTimeout: 60 } }
      Worker: { Type: AWS::Lambda::Function, Properties: { Timeout: 30 } }
      Mapping:
        Type: AWS::Lambda::EventSourceMapping
        Properties: { EventSourceArn: !GetAtt Queue.Arn, FunctionName: !Ref Worker }
    `,
  },
  'a condition of which one side is wrong': {
    rule: 'HA-AUR-6',
    template: `
      Parameters: { Stage: { Type: String } }
      Conditions: { IsProduction: !Equals [!Ref Stage, production] }
      Resources:
        Cluster:
          Type: AWS::RDS::DBCluster
          Properties: { BackupRetentionPeriod: !If [IsProduction, 35, 1] }
    `,
  },
  'two zones where three were asked for, as CDK writes a VPC without a Region': {
    rule: 'HA-NET-11',
    template: {
      stacks: {
        App: ['0', '1'].map(
          (index) => `
      Vpc: { Type: AWS::EC2::VPC, Metadata: { 'aws:cdk:path': App/Vpc/Resource } }
      Subnet${index}:
        Type: AWS::EC2::Subnet
        Properties: { VpcId: !Ref Vpc, AvailabilityZone: !Select [${index}, !GetAZs ''] }
      `,
        ),
      },
    },
  },
};

test.each(Object.entries(WRONG))('%s: fails', (_, { rule, template }) => {
  const { failed } = reviewSample(template);
  expect(failed.filter((found) => found.startsWith(`${rule} `))).not.toEqual([]);
});

test('a mapping of a queue needs no destination for failures, as a stream does', () => {
  const template = `
    Queue: { Type: AWS::SQS::Queue }
    Mapping:
      Type: AWS::Lambda::EventSourceMapping
      Properties: { EventSourceArn: !GetAtt Queue.Arn, FunctionName: worker }
  `;
  const { failed, unknown } = reviewSample(template);
  expect([...failed, ...unknown].filter((found) => found.startsWith('HA-LAM-3'))).toEqual([]);
});

test('a queue of dead letters needs no queue of dead letters', () => {
  const template = [
    deadLetters,
    `
    Queue:
      Type: AWS::SQS::Queue
      Properties:
        RedrivePolicy: { deadLetterTargetArn: !GetAtt DeadLetters.Arn, maxReceiveCount: 5 }
    `,
  ];
  expect(reviewSample(template).passed['HA-SQS-1']).toBe(2);
});

test('a zone by its name, where a template is made for one Region, is no finding', () => {
  const { failed } = reviewSample(subnets());
  expect(failed.filter((found) => / Subnet/.test(found))).toEqual([]);
});

test('a listener that other stacks are given may have an empty default group', () => {
  const { failed, unknown } = reviewSample(`
    Resources:
      Balancer: { Type: AWS::ElasticLoadBalancingV2::LoadBalancer }
      Listener:
        Type: AWS::ElasticLoadBalancingV2::Listener
        Properties: { LoadBalancerArn: !Ref Balancer, DefaultActions: [{ Type: forward, TargetGroupArn: !Ref Empty }] }
      Empty: { Type: AWS::ElasticLoadBalancingV2::TargetGroup }
    Outputs: { Listener: { Value: !Ref Listener, Export: { Name: listener } } }
  `);
  expect(failed.filter((found) => found.startsWith('HA-ALB-10 '))).toEqual([]);
  expect(unknown.filter((found) => found.startsWith('HA-ALB-10 '))).not.toEqual([]);
});
