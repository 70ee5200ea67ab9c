import { readFileSync } from 'node:fs';
import { App, Stack } from 'aws-cdk-lib/core';

/**
 * The feature flags of `cdk.json`. And the CDK does not note for every resource where it was made,
 * which takes a stack trace and is in no template: vitest maps each line of a trace to its source.
 */
export const cdkContext: Readonly<Record<string, unknown>> = {
  ...JSON.parse(readFileSync(new URL('../../cdk.json', import.meta.url), 'utf8')).context,
  'aws:cdk:disable-creation-stack-traces': true,
};

/** An app with the feature flags of `cdk.json`, and nothing in its templates that varies by machine. */
export function testApp(overrides: Record<string, unknown> = {}): App {
  return new App({
    analyticsReporting: false,
    context: { ...cdkContext, ...overrides },
  });
}

/** A stack in a named Region and, as in the sample config, in whichever account it is deployed to. */
export function testStack(app: App = testApp(), id = 'Test', region = 'eu-west-1'): Stack {
  return new Stack(app, id, { env: { region } });
}
