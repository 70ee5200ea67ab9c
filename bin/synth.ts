import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Validations } from 'aws-cdk-lib/core';
import { AwsSolutionsChecks } from 'cdk-nag';
import { ConfigError, contextProblems } from '../lib/config/index.ts';
import { HighAvailabilityChecks } from '../lib/review/index.ts';
import { createApp } from '../lib/stacks/index.ts';
import { type EvenkeelConfig, planFor } from '../lib/strategies/index.ts';
import { profileOf } from './profile.ts';
import { warnOf } from './warnings.ts';

// CloudFormation Validate takes longer than the rest of the synthesis together. `npm run compliance`
// applies it to every strategy, and CDK_VALIDATION=true to this run: docs/adr/0009.
process.env.CDK_VALIDATION ??= 'false';

// What `cdk synth -c KEY=VALUE` sets. It is read before there is an app, whose output folder a
// config with mistakes must not leave behind.
const context = JSON.parse(process.env.CDK_CONTEXT_JSON ?? '{}');
const { config = 'evenkeel.config.ts', strategy, primary, firstDeployment, addRegion } = context;

try {
  const misspelt = contextProblems(context);
  if (misspelt.length > 0) throw new ConfigError(misspelt);
  const plan = planFor(await load(config), { strategy, primary, firstDeployment, addRegion });
  // The CDK's command line looks for findings in the stacks that it was asked for, and without a
  // name that is none of those inside a Stage: the app fails by itself.
  const app = createApp(plan, {
    postCliContext: { '@aws-cdk/core:failSynthOnValidationErrors': true },
  });
  warnOf(app, plan);
  Validations.of(app).addPlugins(
    new AwsSolutionsChecks(app),
    // Before there is a hosted zone, its stack is all there is, and that is no architecture.
    ...(plan.domain.hostedZoneId === undefined
      ? []
      : [new HighAvailabilityChecks(profileOf(plan))]),
  );
  app.synth();
} catch (error) {
  // The findings are printed when the synthesis ends in them.
  const isExpected =
    error instanceof ConfigError || (error instanceof Error && error.name === 'ValidationFailed');
  if (!isExpected) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

async function load(file: string): Promise<EvenkeelConfig> {
  const path = resolve(file);
  const problem = (expected: string, remedy: string) =>
    new ConfigError([{ key: '-c config', value: file, expected, remedy }]);
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) {
    throw problem(
      'a file that exports a config by default',
      'name it relative to the folder in which cdk runs, or leave it out',
    );
  }
  try {
    return (await import(pathToFileURL(path).href)).default;
  } catch (error) {
    throw problem('a TypeScript or JavaScript module that can be loaded', reasonOf(error));
  }
}

/** What is wrong with a module, and the file and line, which Node writes above the message. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const [reason = ''] = error.message.split('\n');
  const place = /(?:file:\/\/)?(\/\S+?:\d+)(?::\d+)?\)?$/m.exec(error.stack ?? '')?.[1];
  return place === undefined ? reason : `${reason}, at ${place}`;
}
