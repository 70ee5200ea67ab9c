import { Validations } from 'aws-cdk-lib/core';
import { AwsSolutionsChecks } from 'cdk-nag';
import config from '../evenkeel.config.ts';
import { ConfigError } from '../lib/config/index.ts';
import { createApp } from '../lib/stacks/index.ts';

try {
  const app = createApp(config);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  app.synth();
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
