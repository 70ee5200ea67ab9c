import { Template } from 'aws-cdk-lib/assertions';
import { App, Stack } from 'aws-cdk-lib/core';
import { ConfigError, MultiAzNetwork, planFor } from 'evenkeel';
import { HighAvailabilityChecks } from 'evenkeel/review';
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
