import { Match, Template } from 'aws-cdk-lib/assertions';
import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { aws_autoscaling as interfaces } from 'aws-cdk-lib/interfaces';
import { describe, expect, test } from 'vitest';
import { AutoScalingAlarms, gateDeployments, MultiAzAutoScalingGroup } from '../../../index.ts';
import { testStack } from '../../support/app.ts';
import { crowdedVpc, testVpc, warningsOf } from '../service/support.ts';
import { plainAlerts, plainGroup, takeWarnings } from './support.ts';

/** The alarms on a group, with the template that they make. */
function watched<Group extends interfaces.IAutoScalingGroupRef>(
  groupIn: (stack: ReturnType<typeof testStack>) => Group,
) {
  const stack = testStack();
  const group = groupIn(stack);
  new AutoScalingAlarms(stack, 'Alarms', { alerts: plainAlerts(stack), group });
  return { warnings: takeWarnings(stack), template: Template.fromStack(stack) };
}

/** The floor that the alarm on instances in service holds, if there is one. */
function floorIn(template: Template): number | undefined {
  const [alarm] = Object.values(
    template.findResources('AWS::CloudWatch::Alarm', {
      Properties: { MetricName: 'GroupInServiceInstances' },
    }),
  );
  return alarm?.Properties.Threshold;
}

const collectionsIn = (template: Template) =>
  Object.values(template.findResources('AWS::AutoScaling::AutoScalingGroup'))[0]?.Properties
    .MetricsCollection;

describe('alarms on a plain group', () => {
  const { warnings, template } = watched(plainGroup);

  test('hold what the loss of a zone leaves of its minimum', () => {
    // 6 instances in 3 zones.
    expect(floorIn(template)).toBe(4);
  });

  test('have it publish the metrics that they read, since silence is a failure to them', () => {
    const published = collectionsIn(template).flatMap(
      ({ Metrics }: { Metrics: string[] }) => Metrics,
    );
    expect(published).toEqual(
      expect.arrayContaining(['GroupInServiceInstances', 'GroupDesiredCapacity']),
    );
  });

  test('see everything that they need', () => {
    expect(warnings).toEqual([]);
  });
});

test.each<[string, Partial<autoscaling.AutoScalingGroupProps>, unknown]>([
  ['all metrics', { groupMetrics: [autoscaling.GroupMetrics.all()] }, [{ Granularity: '1Minute' }]],
  [
    'one of them',
    {
      groupMetrics: [new autoscaling.GroupMetrics(autoscaling.GroupMetric.IN_SERVICE_INSTANCES)],
    },
    [
      { Granularity: '1Minute', Metrics: ['GroupInServiceInstances'] },
      { Granularity: '1Minute', Metrics: ['GroupDesiredCapacity'] },
    ],
  ],
])('a group that publishes %s gets no more than it lacks', (_, props, expected) => {
  const { template } = watched((stack) => plainGroup(stack, props));
  expect(collectionsIn(template)).toEqual(expected);
});

test('two subnets in a zone are one zone', () => {
  const { template } = watched((stack) =>
    plainGroup(
      stack,
      { vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS } },
      crowdedVpc(stack),
    ),
  );
  expect(floorIn(template)).toBe(4);
});

test('an L1 is as good', () => {
  const { template } = watched(
    (stack) =>
      new autoscaling.CfnAutoScalingGroup(stack, 'Group', {
        minSize: '4',
        maxSize: '8',
        vpcZoneIdentifier: testVpc(stack, 2).selectSubnets({
          subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS,
        }).subnetIds,
      }),
  );
  expect(floorIn(template)).toBe(2);
  expect(collectionsIn(template)).toHaveLength(2);
});

test('what cannot be seen of an imported group is warned of, and its floor is not guessed', () => {
  const { warnings, template } = watched((stack) =>
    autoscaling.AutoScalingGroup.fromAutoScalingGroupName(stack, 'Group', 'web'),
  );
  expect(floorIn(template)).toBeUndefined();
  expect(warnings).toEqual(['evenkeel:azLossFloorUnknown', 'evenkeel:groupMetricsUnknown']);
});

test('neither is the floor of a group in imported subnets, which name no zone', () => {
  const { warnings, template } = watched((stack) =>
    plainGroup(
      stack,
      {},
      ec2.Vpc.fromVpcAttributes(stack, 'Vpc', {
        vpcId: 'vpc-1',
        availabilityZones: ['eu-west-1a', 'eu-west-1b'],
        privateSubnetIds: ['subnet-1', 'subnet-2'],
        privateSubnetRouteTableIds: ['rtb-1', 'rtb-2'],
      }),
    ),
  );
  expect(floorIn(template)).toBeUndefined();
  expect(warnings).toEqual(['evenkeel:azLossFloorUnknown']);
});

test('an imported group comes with its floor where it is told', () => {
  const { warnings, template } = watched((stack) =>
    MultiAzAutoScalingGroup.fromMultiAzAutoScalingGroupAttributes(stack, 'Group', {
      autoScalingGroupName: 'web',
      minimum: 9,
      azCount: 3,
    }),
  );
  expect(floorIn(template)).toBe(6);
  expect(warnings).toEqual(['evenkeel:groupMetricsUnknown']);
  template.hasResourceProperties('AWS::CloudWatch::Alarm', {
    Dimensions: [{ Name: 'AutoScalingGroupName', Value: 'web' }],
  });
});

describe('a gate over the deployments of a plain group', () => {
  const alarmIn = (stack: ReturnType<typeof testStack>) =>
    new cloudwatch.Alarm(stack, 'Errors', {
      metric: new cloudwatch.Metric({ namespace: 'Shop', metricName: 'Errors' }),
      threshold: 1,
      evaluationPeriods: 1,
      treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
    });

  test('replaces its update policy, and has it wait for the alarms', () => {
    const stack = testStack();
    gateDeployments(plainGroup(stack, { updatePolicy: autoscaling.UpdatePolicy.rollingUpdate() }), {
      alarms: [alarmIn(stack)],
    });
    Template.fromStack(stack).hasResource('AWS::AutoScaling::AutoScalingGroup', {
      UpdatePolicy: {
        AutoScalingRollingUpdate: Match.absent(),
        AutoScalingInstanceRefresh: {
          Preferences: {
            // A third of the group, which spans three zones.
            MaxHealthyPercentage: 134,
            AlarmSpecification: { Alarms: [{ Ref: Match.stringLikeRegexp('^Errors') }] },
          },
        },
      },
      DependsOn: Match.arrayWith([Match.stringLikeRegexp('^Errors')]),
    });
  });

  test('warns of an alarm that it cannot look into', () => {
    const stack = testStack();
    const alarm = cloudwatch.Alarm.fromAlarmName(stack, 'Errors', 'errors');
    gateDeployments(plainGroup(stack), { alarms: [alarm] });
    expect(warningsOf(alarm)).toEqual([expect.stringContaining('evenkeel:gateAlarmUnknown')]);
  });

  test('fails for an imported group, whose update policy is elsewhere', () => {
    const stack = testStack();
    const group = autoscaling.AutoScalingGroup.fromAutoScalingGroupName(stack, 'Group', 'web');
    expect(() => gateDeployments(group, { alarms: [alarmIn(stack)] })).toThrow(
      "Test/Group: 'group' must be defined in this app, since its update policy is part of its template, got an imported one",
    );
  });
});
