import { App, type AppProps } from 'aws-cdk-lib/core';
import { ConfigError, type EvenkeelConfig, type Overrides } from '../config/index.ts';
import { planFor } from '../strategies/index.ts';
import { addressProblems } from './addresses.ts';
import { Architecture } from './architecture.ts';

/**
 * The CDK app for a config.
 *
 * @throws ConfigError with every mistake in the config, before anything is written: an `App` makes
 *   its output folder as soon as there is one
 */
export function createApp(
  config: EvenkeelConfig,
  overrides: Overrides = {},
  props?: AppProps,
): App {
  const plan = planFor(config, overrides);
  const problems = addressProblems(plan);
  if (problems.length > 0) throw new ConfigError(problems);

  const app = new App({ autoSynth: false, ...props });
  new Architecture(app, plan.name, { plan });
  return app;
}
