import { Template } from 'aws-cdk-lib/assertions';
import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { App, Duration, Stack } from 'aws-cdk-lib/core';
import { ConfigError, MultiAzNetwork, planFor } from 'evenkeel';
import schema from 'evenkeel/predict.schema.json' with { type: 'json' };
import { HighAvailabilityChecks } from 'evenkeel/review';
import { both, instanceLoss, noLaunches } from 'evenkeel/testing';
import 'evenkeel/testing/vitest';
import { expect, test } from 'vitest';

test('constructs of evenkeel are constructs of this app', () => {
  const stack = new Stack(new App(), 'Test', { env: { region: 'eu-west-1' } });
  const { vpc } = new MultiAzNetwork(stack, 'Network', {
    availabilityZones: ['eu-west-1a', 'eu-west-1b'],
    cidr: '10.0.0.0/16',
  });
  expect(vpc.availabilityZones).toEqual(['eu-west-1a', 'eu-west-1b']);
  Template.fromStack(stack).resourceCountIs('AWS::EC2::NatGateway', 2);
});

test('mistakes are told at once, as the errors that can be caught', () => {
  const stack = new Stack(new App(), 'Test', { env: { region: 'eu-west-1' } });
  const network = () =>
    new MultiAzNetwork(stack, 'Network', {
      availabilityZones: ['eu-west-1a'],
      cidr: '10.0.0.0/33',
    });
  expect(network).toThrow(/availabilityZones.*cidr/s);
  // @ts-expect-error the type of a config is checked as well
  expect(() => planFor({ name: 'shop' })).toThrow(ConfigError);
});

test('the review has rules, and a name to acknowledge them under', () => {
  const { name, ruleIds } = new HighAvailabilityChecks();
  expect(name).toBe('evenkeel');
  expect(ruleIds.length).toBeGreaterThan(50);
});

test('vitest asks of an app what it survives, in types that it knows', () => {
  const app = new App();
  const stack = new Stack(app, 'Service', { env: { region: 'eu-west-1' } });
  balancedGroup(stack);
  expect(app).toSurvive(instanceLoss());
  expect(app).toSurvive(both(instanceLoss(), noLaunches()));
  expect(app).toRecoverWithin(Duration.minutes(5), instanceLoss(), 'reads');
  // Nothing is written here, so that nobody can say what would be lost.
  expect(() => expect(app).toLoseAtMost(Duration.minutes(0), instanceLoss())).toThrow(/not known/);
  // @ts-expect-error a length of time is no number
  expect(() => expect(app).toRecoverWithin(5, instanceLoss())).toThrow();
  expect(() => expect(app).not.toSurvive(instanceLoss())).toThrow(/survives\.instance-loss/);
});

test('what predictions are as JSON is described', () => {
  expect(schema.title).toBe('evenkeel predict');
});

/** Two instances behind a load balancer, one of which carries the peak. */
function balancedGroup(stack: Stack): void {
  const subnets = ['subnet-1', 'subnet-2'];
  const targets = new elbv2.CfnTargetGroup(stack, 'Targets', {
    port: 80,
    protocol: 'HTTP',
    vpcId: 'vpc-1',
    healthCheckIntervalSeconds: 10,
  });
  const balancer = new elbv2.CfnLoadBalancer(stack, 'Balancer', { subnets });
  new elbv2.CfnListener(stack, 'Listener', {
    loadBalancerArn: balancer.ref,
    port: 80,
    protocol: 'HTTP',
    defaultActions: [{ type: 'forward', targetGroupArn: targets.ref }],
  });
  new autoscaling.CfnAutoScalingGroup(stack, 'Group', {
    minSize: '2',
    maxSize: '4',
    availabilityZones: ['eu-west-1a', 'eu-west-1b'],
    targetGroupArns: [targets.ref],
  });
}
