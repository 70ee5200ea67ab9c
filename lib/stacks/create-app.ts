import { App, type AppProps } from 'aws-cdk-lib/core';
import { ConfigError, type EvenkeelConfig } from '../config/index.ts';
import { planFor } from '../strategies/index.ts';
import { addressProblems } from './addresses.ts';
import { Architecture } from './architecture.ts';

/**
 * The CDK app for a config. Overrides come from the context: `cdk synth -c strategy=NAME` and
 * `-c primary=REGION`.
 *
 * @throws ConfigError with every mistake in the config; nothing is written then
 */
export function createApp(config: EvenkeelConfig, props?: AppProps): App {
  const app = new App({ autoSynth: false, ...props });
  const plan = planFor(config, {
    strategy: app.node.tryGetContext('strategy'),
    primary: app.node.tryGetContext('primary'),
  });
  const problems = addressProblems(plan);
  if (problems.length > 0) throw new ConfigError(problems);
  new Architecture(app, plan.name, { plan });
  return app;
}
