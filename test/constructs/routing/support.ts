import { Template } from 'aws-cdk-lib/assertions';
import * as route53 from 'aws-cdk-lib/aws-route53';
import type { Stack } from 'aws-cdk-lib/core';
import {
  GlobalRouting,
  type GlobalRoutingProps,
  type RoutingPolicy,
} from '../../../constructs/routing/index.ts';
import { testApp, testStack } from '../../support/app.ts';

export const [first, second, third, fourth] = [
  'eu-west-1',
  'eu-central-1',
  'us-east-1',
  'us-west-2',
];
export const regions = [first, second, third, fourth];

/** The global stack with the global record, and the construct. */
export function route(
  policy: RoutingPolicy,
  props: Partial<GlobalRoutingProps> | ((stack: Stack) => Partial<GlobalRoutingProps>) = {},
) {
  const stack = testStack(testApp(), 'Global', 'us-east-1');
  const zone = zoneIn(stack);
  const routing = new GlobalRouting(stack, 'Routing', {
    zone,
    recordName: 'app.example.com',
    policy,
    ...(typeof props === 'function' ? props(stack) : props),
  });
  return { stack, routing };
}

/** The zone of all tests, given by id. */
export function zoneIn(stack: Stack, hostedZoneId = 'Z0123456789ABCDEFGHIJ') {
  return route53.HostedZone.fromHostedZoneAttributes(stack, 'Zone', {
    hostedZoneId,
    zoneName: 'example.com',
  });
}

/** The global stack's template under a policy. */
export function templateOf(policy: RoutingPolicy): Template {
  return Template.fromStack(route(policy).stack);
}
