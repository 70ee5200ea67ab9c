import { Match, Template } from 'aws-cdk-lib/assertions';
import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Duration, type Stack, Token } from 'aws-cdk-lib/core';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  MultiAzAutoScalingGroup,
  type MultiAzAutoScalingGroupProps,
} from '../../../constructs/service/index.ts';
import { testApp, testStack } from '../../support/app.ts';
import { findings, unacknowledged } from '../../support/compliance.ts';
import { propertiesOf, testKey, testVpc, warningsOf, workload } from './support.ts';

const GROUP = 'AWS::AutoScaling::AutoScalingGroup';

function define(overrides: Partial<MultiAzAutoScalingGroupProps> = {}, stack = testStack()) {
  const vpc = overrides.vpc ?? testVpc(stack);
  const group = new MultiAzAutoScalingGroup(stack, 'Group', {
    vpc,
    instanceType: new ec2.InstanceType('m7g.large'),
    minimum: 6,
    maximum: 12,
    workload,
    encryptionKey: testKey(stack),
    ...overrides,
  });
  return { stack, vpc, group };
}

function defineBehindLoadBalancer(overrides: Partial<MultiAzAutoScalingGroupProps> = {}) {
  const stack = testStack();
  const vpc = testVpc(stack);
  const loadBalancer = new elbv2.ApplicationLoadBalancer(stack, 'LoadBalancer', { vpc });
  const targetGroup = new elbv2.ApplicationTargetGroup(stack, 'Targets', {
    vpc,
    port: 8080,
    targetType: elbv2.TargetType.INSTANCE,
  });
  loadBalancer.addListener('Http', { port: 80, defaultTargetGroups: [targetGroup], open: false });
  return define({ vpc, targetGroup, ...overrides }, stack);
}

function userDataOf(template: Template): string {
  const [launchTemplate] = propertiesOf(template, 'AWS::EC2::LaunchTemplate');
  return JSON.stringify(launchTemplate.LaunchTemplateData.UserData);
}

describe('by default', () => {
  let stack: Stack;
  let group: MultiAzAutoScalingGroup;
  let template: Template;
  beforeAll(() => {
    ({ stack, group } = define());
    template = Template.fromStack(stack);
  });

  test('spans every zone of the VPC, in private subnets of its own zones (ASG-1)', () => {
    template.hasResourceProperties(GROUP, {
      VPCZoneIdentifier: [1, 2, 3].map((n) => ({
        Ref: Match.stringLikeRegexp(`^VpcPrivateSubnet${n}Subnet`),
      })),
    });
  });

  test('an AZ can be lost without launching anything: two thirds of the minimum remain (ASG-3)', () => {
    template.hasResourceProperties(GROUP, { MinSize: '6', MaxSize: '12' });
    expect(group.azLossFloor).toBe(4);
  });

  test('a deployment keeps the minimum in service and goes on only after instances that work (ASG-6)', () => {
    template.hasResource(GROUP, {
      CreationPolicy: { ResourceSignal: { Count: 6, Timeout: 'PT5M' } },
      UpdatePolicy: {
        AutoScalingRollingUpdate: {
          MinInstancesInService: 6,
          MaxBatchSize: 2,
          WaitOnResourceSignals: true,
          PauseTime: 'PT5M',
          MinSuccessfulInstancesPercent: 100,
          SuspendProcesses: Match.arrayWith(['AZRebalance', 'AlarmNotification']),
        },
      },
    });
  });

  test('a deployment does not reset the size that scaling has chosen (ASG-13)', () => {
    template.hasResource(GROUP, {
      Properties: { DesiredCapacity: Match.absent() },
      UpdatePolicy: { AutoScalingScheduledAction: { IgnoreUnmodifiedGroupSizeProperties: true } },
    });
  });

  test('an instance signals the group it belongs to, with the outcome of its start', () => {
    const [logicalId] = Object.keys(template.findResources(GROUP));
    const script = userDataOf(template);
    expect(script).toContain(`/opt/aws/bin/cfn-signal --stack Test --resource ${logicalId} `);
    expect(script).toContain('-e $exitCode');
  });

  test('an instance that is replaced while healthy is launched anew before it goes', () => {
    template.hasResourceProperties(GROUP, {
      InstanceMaintenancePolicy: { MinHealthyPercentage: 100, MaxHealthyPercentage: 134 },
    });
  });

  test('a zonal shift moves the group out of the zone and leaves its instances alone (ASG-12)', () => {
    template.hasResourceProperties(GROUP, {
      AvailabilityZoneImpairmentPolicy: {
        ZonalShiftEnabled: true,
        ImpairedZoneHealthCheckBehavior: 'IgnoreUnhealthy',
      },
    });
  });

  test('a launch that fails in one zone is made in another', () => {
    template.hasResourceProperties(GROUP, {
      AvailabilityZoneDistribution: { CapacityDistributionStrategy: 'balanced-best-effort' },
    });
  });

  test('there is headroom to replace the instances of a zone while the others run (ASG-8)', () => {
    const [group] = propertiesOf(template, GROUP);
    expect(group.MaxSize - group.MinSize).toBeGreaterThanOrEqual(2);
  });

  test('only the EC2 status checks decide over an instance that serves nobody', () => {
    template.hasResourceProperties(GROUP, {
      HealthCheckType: 'EC2',
      HealthCheckGracePeriod: 300,
      TargetGroupARNs: Match.absent(),
    });
  });

  test('scales on CPU, so that the survivors of a zone run at 90 % or less (ASG-7)', () => {
    template.resourceCountIs('AWS::AutoScaling::ScalingPolicy', 1);
    template.hasResourceProperties('AWS::AutoScaling::ScalingPolicy', {
      PolicyType: 'TargetTrackingScaling',
      TargetTrackingConfiguration: {
        PredefinedMetricSpecification: { PredefinedMetricType: 'ASGAverageCPUUtilization' },
        TargetValue: 60,
      },
    });
  });

  test('shows every group metric, and instance metrics each minute', () => {
    template.hasResourceProperties(GROUP, { MetricsCollection: [{ Granularity: '1Minute' }] });
    template.hasResourceProperties('AWS::EC2::LaunchTemplate', {
      LaunchTemplateData: { Monitoring: { Enabled: true } },
    });
  });

  test('tells of every launch and termination on an encrypted topic that it may publish to (ASG-14)', () => {
    template.hasResourceProperties(GROUP, {
      NotificationConfigurations: [
        {
          TopicARN: { Ref: Match.stringLikeRegexp('^GroupNotifications') },
          NotificationTypes: [
            'autoscaling:EC2_INSTANCE_LAUNCH',
            'autoscaling:EC2_INSTANCE_LAUNCH_ERROR',
            'autoscaling:EC2_INSTANCE_TERMINATE',
            'autoscaling:EC2_INSTANCE_TERMINATE_ERROR',
          ],
        },
      ],
    });
    template.hasResourceProperties('AWS::SNS::Topic', {
      KmsMasterKeyId: stack.resolve((stack.node.findChild('Key') as kms.Key).keyArn),
    });
    template.hasResourceProperties('AWS::KMS::Key', {
      KeyPolicy: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Sid: 'NotificationsOfAutoScalingGroups',
            Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
            Condition: Match.objectLike({
              StringEquals: {
                'kms:CallerAccount': { Ref: 'AWS::AccountId' },
                'kms:ViaService': 'sns.eu-west-1.amazonaws.com',
              },
            }),
          }),
        ]),
      },
    });
  });

  test('is launched from a launch template, of which it takes the newest version (ASG-9)', () => {
    template.hasResourceProperties(GROUP, {
      LaunchConfigurationName: Match.absent(),
      LaunchTemplate: {
        LaunchTemplateId: { Ref: Match.stringLikeRegexp('^GroupLaunchTemplate') },
        Version: { 'Fn::GetAtt': [Match.anyValue(), 'LatestVersionNumber'] },
      },
    });
  });

  test('nobody logs in over SSH, and nothing reaches the instances from outside', () => {
    template.hasResourceProperties('AWS::EC2::LaunchTemplate', {
      LaunchTemplateData: { KeyName: Match.absent() },
    });
    template.hasResourceProperties('AWS::EC2::SecurityGroup', {
      SecurityGroupIngress: Match.absent(),
      SecurityGroupEgress: [Match.objectLike({ CidrIp: '0.0.0.0/0', FromPort: 443, ToPort: 443 })],
    });
  });

  test('metadata are read by IMDSv2 only, and only on the instance', () => {
    template.hasResourceProperties('AWS::EC2::LaunchTemplate', {
      LaunchTemplateData: {
        MetadataOptions: { HttpTokens: 'required', HttpPutResponseHopLimit: 1 },
      },
    });
  });

  test('volumes are encrypted with the given key', () => {
    template.hasResourceProperties('AWS::EC2::LaunchTemplate', {
      LaunchTemplateData: {
        BlockDeviceMappings: [
          {
            Ebs: {
              Encrypted: true,
              VolumeType: 'gp3',
              KmsKeyId: stack.resolve((stack.node.findChild('Key') as kms.Key).keyArn),
            },
          },
        ],
      },
    });
  });

  test('the role can use Session Manager, agent metrics and its log group, and nothing else', () => {
    template.resourceCountIs('AWS::IAM::Policy', 0);
    const [policy] = propertiesOf(template, 'AWS::IAM::ManagedPolicy');
    const actions = policy.PolicyDocument.Statement.flatMap(
      (statement: { Action: string | string[] }) => statement.Action,
    );
    expect(actions.sort()).toEqual([
      'cloudformation:SignalResource',
      'cloudwatch:PutMetricData',
      'logs:CreateLogStream',
      'logs:PutLogEvents',
      'ssm:UpdateInstanceInformation',
      'ssmmessages:CreateControlChannel',
      'ssmmessages:CreateDataChannel',
      'ssmmessages:OpenControlChannel',
      'ssmmessages:OpenDataChannel',
    ]);
  });

  test('logs are encrypted, kept for a year, and outlive the stack', () => {
    template.hasResource('AWS::Logs::LogGroup', {
      Properties: {
        RetentionInDays: 365,
        KmsKeyId: stack.resolve((stack.node.findChild('Key') as kms.Key).keyArn),
      },
      DeletionPolicy: 'Retain',
    });
  });

  test('complies with every pack, with three acknowledgements', () => {
    const own = findings(stack).filter(({ path }) => path.startsWith('Test/Group/'));
    expect(own).toEqual([
      {
        ruleId: 'AwsSolutions-IAM5[Resource::*]',
        path: 'Test/Group/LifecyclePolicy/Resource',
        reason: expect.stringContaining('DescribeAutoScalingInstances'),
      },
      {
        ruleId: 'AwsSolutions-IAM5[Resource::*]',
        path: 'Test/Group/Role/Policy/Resource',
        reason: expect.stringContaining('have no resources to name'),
      },
      {
        ruleId: expect.stringMatching(/autoScalingGroupName\/Test-GroupASG\w+-\*\]$/),
        path: 'Test/Group/LifecyclePolicy/Resource',
        reason: expect.stringContaining('exists before the group'),
      },
    ]);
  });
});

describe('behind a load balancer', () => {
  let stack: Stack;
  let template: Template;
  beforeAll(() => {
    ({ stack } = defineBehindLoadBalancer({ startupTime: Duration.minutes(3) }));
    template = Template.fromStack(stack);
  });

  test('an instance that fails the health check of the load balancer is replaced, after a grace (ASG-4, ASG-5)', () => {
    template.hasResourceProperties(GROUP, {
      HealthCheckType: 'ELB',
      HealthCheckGracePeriod: 180,
      TargetGroupARNs: [{ Ref: Match.stringLikeRegexp('^Targets') }],
    });
  });

  test('a deployment waits as long as an instance may take to start', () => {
    template.hasResource(GROUP, {
      CreationPolicy: { ResourceSignal: { Timeout: 'PT3M' } },
      UpdatePolicy: { AutoScalingRollingUpdate: { PauseTime: 'PT3M' } },
    });
    expect(userDataOf(template)).toContain('\\"$SECONDS\\" -ge 180 ]');
  });

  test('scales on requests per target as well as on CPU', () => {
    template.resourceCountIs('AWS::AutoScaling::ScalingPolicy', 2);
    template.hasResourceProperties('AWS::AutoScaling::ScalingPolicy', {
      TargetTrackingConfiguration: {
        PredefinedMetricSpecification: { PredefinedMetricType: 'ALBRequestCountPerTarget' },
        TargetValue: 6000,
      },
    });
  });

  test('only the load balancer reaches the instances, on the port of the workload', () => {
    expect(propertiesOf(template, 'AWS::EC2::SecurityGroupIngress')).toEqual([
      expect.objectContaining({
        FromPort: 8080,
        ToPort: 8080,
        SourceSecurityGroupId: {
          'Fn::GetAtt': [expect.stringMatching(/^LoadBalancerSecurityGroup/), 'GroupId'],
        },
      }),
    ]);
  });

  test('holds the rate of requests that is asked for', () => {
    const { stack } = defineBehindLoadBalancer({ requestsPerTargetPerMinute: 1200 });
    Template.fromStack(stack).hasResourceProperties('AWS::AutoScaling::ScalingPolicy', {
      TargetTrackingConfiguration: { TargetValue: 1200 },
    });
  });
});

describe('as a standby with a minimum of 0', () => {
  test('waits for no instance, and replaces one at a time once it has been scaled out', () => {
    const { stack } = define({ minimum: 0, maximum: 9 });
    const template = Template.fromStack(stack);
    template.hasResource(GROUP, {
      Properties: { MinSize: '0', MaxSize: '9' },
      CreationPolicy: Match.absent(),
      UpdatePolicy: {
        AutoScalingRollingUpdate: {
          MinInstancesInService: 0,
          MaxBatchSize: 1,
          WaitOnResourceSignals: true,
          PauseTime: 'PT5M',
        },
      },
    });
    expect(unacknowledged(stack).filter((line) => line.includes('Test/Group/'))).toEqual([]);
  });

  test('has nothing to replace when its maximum is 0 as well', () => {
    const { stack } = define({ minimum: 0, maximum: 0 });
    Template.fromStack(stack).hasResource(GROUP, {
      Properties: { MinSize: '0', MaxSize: '0' },
      UpdatePolicy: { AutoScalingRollingUpdate: Match.absent() },
    });
  });
});

describe('its props', () => {
  test.each([
    ['m7g.large', 'arm64'],
    ['m7i.large', 'x86_64'],
  ])('an instance type of %s starts the AL2023 of its own architecture', (type, architecture) => {
    const { stack } = define({ instanceType: new ec2.InstanceType(type) });
    const { Parameters } = Template.fromStack(stack).toJSON();
    const images = Object.values<{ Default: string }>(Parameters)
      .map((parameter) => parameter.Default)
      .filter((name) => name.includes('al2023'));
    expect(images).toEqual([expect.stringMatching(`${architecture}$`)]);
  });

  test('a workload without a readiness command is ready when its commands have succeeded', () => {
    const { stack } = define({ workload: { commands: ['run-the-worker'] } });
    const script = userDataOf(Template.fromStack(stack));
    expect(script).toMatch(/set -euo pipefail\\n.*\\nrun-the-worker"/);
    expect(script).not.toContain('until');
  });

  test('the commands find the Region and the log group in their environment', () => {
    const script = userDataOf(Template.fromStack(define().stack));
    expect(script).toContain("export AWS_REGION='eu-west-1'\\nexport LOG_GROUP_NAME='");
  });

  test('a workload can start in several groups', () => {
    const { stack, vpc } = define();
    new MultiAzAutoScalingGroup(stack, 'Other', {
      vpc,
      instanceType: new ec2.InstanceType('m7g.large'),
      minimum: 3,
      maximum: 6,
      workload,
      encryptionKey: stack.node.findChild('Key') as kms.Key,
    });
    const scripts = Object.values(
      Template.fromStack(stack).findResources('AWS::EC2::LaunchTemplate'),
    ).map((resource) => JSON.stringify(resource).match(/cfn-signal/g));
    expect(scripts).toEqual([['cfn-signal'], ['cfn-signal']]);
  });

  test('a given topic hears of launches and terminations instead of one of its own', () => {
    const stack = testStack();
    const notificationTopic = new sns.Topic(stack, 'Events');
    define({ notificationTopic }, stack);
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::SNS::Topic', 1);
    template.hasResourceProperties(GROUP, {
      NotificationConfigurations: [
        Match.objectLike({ TopicARN: stack.resolve(notificationTopic.topicArn) }),
      ],
    });
  });

  test('what is granted to the group joins its managed policy', () => {
    const { stack, group } = define();
    new sqs.Queue(stack, 'Jobs').grantConsumeMessages(group);
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::IAM::Policy', 0);
    template.hasResourceProperties('AWS::IAM::ManagedPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({ Action: Match.arrayWith(['sqs:ReceiveMessage']) }),
        ]),
      },
    });
  });

  test('a key of another stack of the Region can be given', () => {
    const app = testApp();
    const keys = testStack(app, 'Keys');
    const { stack } = define({ encryptionKey: testKey(keys) }, testStack(app));
    Template.fromStack(stack).hasResourceProperties('AWS::SNS::Topic', {
      KmsMasterKeyId: { 'Fn::GetStackOutput': Match.objectLike({ StackName: 'Keys' }) },
    });
  });
});

test.each<[string, Partial<MultiAzAutoScalingGroupProps>]>([
  ['a start-up time of a minute', { startupTime: Duration.minutes(1) }],
  ['a start-up time of an hour', { startupTime: Duration.hours(1) }],
  ['a maximum that is the minimum', { minimum: 6, maximum: 6 }],
])('%s is legal', (_, overrides) => {
  expect(() => define(overrides)).not.toThrow();
});

test.each([
  [0, 0],
  [6, 6],
])(
  'a group of %i to %i instances does not scale, as target tracking demands',
  (minimum, maximum) => {
    const { group } = define({ minimum, maximum });
    const policies = group.node
      .findAll()
      .filter((child) => autoscaling.CfnScalingPolicy.isCfnScalingPolicy(child));
    expect(policies).toEqual([]);
  },
);

test('two zones are enough', () => {
  const stack = testStack();
  const { group } = define({ vpc: testVpc(stack, 2) }, stack);
  expect(group.azLossFloor).toBe(3);
});

describe('warnings', () => {
  // Read from the construct: synthesis would print them, and a test that prints fails.
  test('a minimum below the number of zones leaves a zone empty (ASG-2)', () => {
    expect(warningsOf(define({ minimum: 2, maximum: 6 }).group)).toEqual([
      "'minimum' of 2 leaves some of the 3 Availability Zones without an instance; 3 or more " +
        'start one in each [ack: evenkeel:availabilityZoneStartsEmpty]',
    ]);
  });

  test('a maximum near the minimum leaves no room to replace a zone', () => {
    expect(warningsOf(define({ minimum: 6, maximum: 7 }).group)).toEqual([
      "'maximum' of 7 leaves no room to replace the 2 instances of an Availability Zone while the " +
        'others run; 8 or more do [ack: evenkeel:noHeadroomForAvailabilityZone]',
    ]);
  });

  test.each([
    [6, 8],
    [3, 6],
    [0, 0],
    [0, 1],
  ])('none for %i to %i instances', (minimum, maximum) => {
    expect(warningsOf(define({ minimum, maximum }).group)).toEqual([]);
  });
});

describe('fails', () => {
  const { stack } = define();
  const targetGroup = new elbv2.ApplicationTargetGroup(stack, 'Targets', {
    vpc: stack.node.findChild('Vpc') as ec2.Vpc,
    port: 80,
  });

  test.each<[string, Partial<MultiAzAutoScalingGroupProps>, string]>([
    [
      'on a negative minimum',
      { minimum: -1 },
      "'minimum' must be a whole number of instances, 0 or more, known at synthesis since the update policy is computed from it; got -1",
    ],
    ['on half an instance', { minimum: 1.5 }, 'computed from it; got 1.5'],
    ['on a minimum that is no number', { minimum: Number.NaN }, 'computed from it; got NaN'],
    [
      'on a token as minimum',
      { minimum: Token.asNumber({ Ref: 'Parameter' }) },
      "'minimum' must be a whole number of instances, 0 or more, known at synthesis since the update policy is computed from it; got a token",
    ],
    [
      'on a token as maximum',
      { maximum: Token.asNumber({ Ref: 'Parameter' }) },
      "'maximum' must be a whole number of instances, 0 or more, known at synthesis since the update policy is computed from it; got a token",
    ],
    [
      'on an infinite maximum',
      { maximum: Number.POSITIVE_INFINITY },
      "'maximum' must be a whole number of instances, 0 or more, known at synthesis since the update policy is computed from it; got Infinity",
    ],
    [
      'on a maximum below the minimum',
      { minimum: 6, maximum: 5 },
      "'maximum' must be at least 'minimum' (6), got 5: raise it, or lower 'minimum'",
    ],
    [
      'on a start-up time of seconds',
      { startupTime: Duration.seconds(59) },
      "'startupTime' must be 1 to 60 minutes, the limit of a rolling update's pause time; got 59 seconds",
    ],
    ['on a start-up time of hours', { startupTime: Duration.hours(2) }, 'got 7200 seconds'],
    [
      'on a rate of 0',
      { targetGroup, requestsPerTargetPerMinute: 0 },
      "'requestsPerTargetPerMinute' must be more than 0, got 0",
    ],
    [
      'on a rate without a target group',
      { requestsPerTargetPerMinute: 100 },
      "'requestsPerTargetPerMinute' counts requests of a load balancer: pass 'targetGroup' as well, or leave it out",
    ],
  ])('%s', (_, overrides, message) => {
    expect(() => define(overrides)).toThrow(message);
  });

  test('on a VPC in one zone', () => {
    const stack = testStack();
    expect(() => define({ vpc: testVpc(stack, 1) }, stack)).toThrow(
      "'vpc' must have private subnets with egress in at least 2 Availability Zones, got 1 (eu-west-1a): one zone cannot be lost; pass a VPC that has them",
    );
  });

  test('once, with every mistake', () => {
    expect(() => define({ minimum: -1, maximum: 0.5, startupTime: Duration.days(1) })).toThrow(
      /^Test\/Group:\n {2}- 'minimum' .*\n {2}- 'maximum' .*\n {2}- 'startupTime' /,
    );
  });
});
