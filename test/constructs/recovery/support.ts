import { Template } from 'aws-cdk-lib/assertions';
import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as route53 from 'aws-cdk-lib/aws-route53';
import { Duration, type Stack } from 'aws-cdk-lib/core';
import {
  RecoveryApproach,
  RegionSwitchPlan,
  type RegionSwitchPlanProps,
} from '../../../constructs/recovery/index.ts';
import { testApp, testStack } from '../../support/app.ts';

export const primary = 'eu-west-1';
export const standby = 'eu-central-1';
export const regions = [primary, standby] as const;
export const passive = RecoveryApproach.activePassive(primary, standby);
export const active = RecoveryApproach.activeActive(primary, standby);

/** Two Regions with two tiers and an alarm each, and the stack of the plan. */
export function world() {
  const app = testApp();
  const stacks = Object.fromEntries(
    regions.map((region) => [region, testStack(app, `Service-${region}`, region)]),
  );
  const global = testStack(app, 'Global', 'us-east-1');
  const tier = (name: string) =>
    Object.fromEntries(regions.map((region) => [region, group(stacks[region] as Stack, name)]));
  return {
    app,
    global,
    tiers: { web: tier('Web'), workers: tier('Workers') },
    alarms: Object.fromEntries(
      regions.map((region) => [region, alarm(stacks[region] as Stack, 'Impaired')]),
    ),
    zone: zoneIn(global),
  };
}

function zoneIn(stack: Stack) {
  return route53.HostedZone.fromHostedZoneAttributes(stack, 'Zone', {
    hostedZoneId: 'Z0123456789ABCDEFGHIJ',
    zoneName: 'example.com',
  });
}

export function alarm(stack: Stack, id: string) {
  return new cloudwatch.Alarm(stack, id, {
    metric: new cloudwatch.Metric({ namespace: 'Test', metricName: id }),
    threshold: 1,
    evaluationPeriods: 1,
  });
}

export function group(stack: Stack, id: string) {
  const vpc = (stack.node.tryFindChild('Vpc') as ec2.Vpc | undefined) ?? new ec2.Vpc(stack, 'Vpc');
  return new autoscaling.AutoScalingGroup(stack, id, {
    vpc,
    instanceType: new ec2.InstanceType('t4g.small'),
    machineImage: ec2.MachineImage.genericLinux({
      [primary]: 'ami-00000000000000000',
      [standby]: 'ami-00000000000000000',
    }),
  });
}

type World = ReturnType<typeof world>;

/** A plan in the global stack, complete but for what a test changes. */
export function plan(
  props: (world: World) => Partial<RegionSwitchPlanProps> = () => ({}),
  places: World = world(),
) {
  const construct = new RegionSwitchPlan(places.global, 'Recovery', {
    name: 'shop',
    approach: passive,
    recoveryTimeObjective: Duration.minutes(30),
    traffic: { zone: places.zone, recordName: 'app.example.com' },
    database: { name: 'shop' },
    ...props(places),
  });
  return { ...places, construct };
}

/** The plan as the template has it. */
export function planIn(stack: Stack) {
  const [resource] = Object.values(
    Template.fromStack(stack).findResources('AWS::ARCRegionSwitch::Plan'),
  );
  return resource?.Properties;
}
