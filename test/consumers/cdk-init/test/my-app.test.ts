import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import * as rds from 'aws-cdk-lib/aws-rds';
import { App, Stack, Validations } from 'aws-cdk-lib/core';
import { HighAvailabilityPack } from 'evenkeel/cdk-nag';
import { HighAvailabilityChecks, type HighAvailabilityChecksProps } from 'evenkeel/review';
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
