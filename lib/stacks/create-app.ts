import { App, type AppProps } from 'aws-cdk-lib/core';
import type { Plan } from '../strategies/index.ts';
import { Architecture } from './architecture.ts';

/**
 * The CDK app of a plan. An `App` makes its output folder as soon as there is one: a config with
 * mistakes ends in `planFor`, before anything is written.
 */
export function createApp(plan: Plan, props?: AppProps): App {
  const app = new App({ autoSynth: false, ...props });
  new Architecture(app, plan.name, { plan });
  return app;
}
