import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as rds from 'aws-cdk-lib/aws-rds';
import { App, Duration, Stack, Validations } from 'aws-cdk-lib/core';
import { HighAvailabilityPack } from 'evenkeel/cdk-nag';
import { HighAvailabilityChecks, type HighAvailabilityChecksProps } from 'evenkeel/review';
import { azLoss, instanceLoss } from 'evenkeel/testing';
import 'evenkeel/testing/jest';
import { MyAppStack } from '../lib/my-app-stack';

const options: HighAvailabilityChecksProps = { strategy: 'multi-az' };

beforeEach(() => {
  // CDK prints its report, which is the point here.
  jest.spyOn(console, 'error').mockImplementation();
});

test('the stack of the README has a NAT gateway in each Availability Zone', () => {
  const stack = new MyAppStack(new App(), 'MyApp');
  Template.fromStack(stack).resourceCountIs('AWS::EC2::NatGateway', 3);
});

test.each([
  ['plugin', new HighAvailabilityChecks(options)],
  ['pack for cdk-nag', new HighAvailabilityPack(options)],
])('the %s fails the synthesis of a database in one Availability Zone', (_, plugin) => {
  const app = new App();
  const stack = new Stack(app, 'Data', { env: { region: 'eu-west-1' } });
  new rds.CfnDBInstance(stack, 'Database', { multiAz: false });
  Validations.of(app).addPlugins(plugin);
  expect(() => app.synth()).toThrow();
  const report = readFileSync(join(app.outdir, 'validation-report.json'), 'utf8');
  expect(report).toContain('HA-AUR-8');
});

test('jest asks of an app what it survives, in types that it knows', () => {
  const app = new App();
  const stack = new Stack(app, 'Service', { env: { region: 'eu-west-1' } });
  balancedGroup(stack);
  expect(app).toSurvive(instanceLoss());
  expect(app).toRecoverWithin(Duration.minutes(5), instanceLoss(), 'reads');
  // Nothing is written here, so that nobody can say what would be lost.
  expect(() => expect(app).toLoseAtMost(Duration.minutes(0), instanceLoss())).toThrow(/not known/);
  // @ts-expect-error a scenario is a text
  expect(() => expect(app).toSurvive(5)).toThrow();
  expect(() => expect(app).not.toSurvive(instanceLoss())).toThrow(/survives\.instance-loss/);
  expect(() => expect(app).toSurvive(azLoss('eu-west-1z'))).toThrow(/does not match anything/);
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
