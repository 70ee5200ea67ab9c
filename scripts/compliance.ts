import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Validations } from 'aws-cdk-lib/core';
import {
  AwsSolutionsChecks,
  HIPAASecurityChecks,
  NIST80053R5Checks,
  PCIDSS321Checks,
} from 'cdk-nag';
import sample from '../evenkeel.config.ts';
import { createApp } from '../lib/stacks/index.ts';
import { strategies } from '../lib/strategies/index.ts';

/**
 * Synthesizes every strategy under CloudFormation Validate and all four compliance packs of
 * cdk-nag, with their findings as errors, and has cfn-lint look for errors where it is installed.
 * Prints a line for each and ends in 1 if any has findings.
 */
const { context } = JSON.parse(readFileSync(new URL('../cdk.json', import.meta.url), 'utf8'));
const regionNames = ['eu-west-1', 'eu-central-1', 'us-east-1'];
const packs = [AwsSolutionsChecks, NIST80053R5Checks, HIPAASecurityChecks, PCIDSS321Checks];
const outdir = mkdtempSync(join(tmpdir(), 'evenkeel-compliance-'));

const cases = [
  ...strategies.map(({ name }) => ({ strategy: name, regions: 2 })),
  { strategy: 'warm-standby', regions: 3 },
  { strategy: 'active-active', regions: 3 },
];

try {
  for (const { strategy, regions } of cases) {
    const app = createApp(
      { ...sample, strategy, regions: regionNames.slice(0, regions).map((name) => ({ name })) },
      {},
      { context, outdir: join(outdir, `${strategy}-${regions}`), analyticsReporting: false },
    );
    Validations.of(app).addPlugins(...packs.map((Pack) => new Pack(app)));
    // The findings are printed by the CDK, which then throws.
    const stacks = app.synth().stacksRecursively;
    const resources = stacks.map(({ template }) => Object.keys(template.Resources ?? {}).length);
    console.log(
      `${strategy}, ${regions} Regions: ${stacks.length} stacks, ` +
        `${resources.reduce((sum, count) => sum + count, 0)} resources, ` +
        `the largest has ${Math.max(...resources)}: no findings`,
    );
  }
  lint(globSync('**/*.template.json', { cwd: outdir }).map((file) => join(outdir, file)));
} finally {
  rmSync(outdir, { recursive: true, force: true });
}

function lint(templates: readonly string[]): void {
  const { error, status, stdout, stderr } = spawnSync(
    'cfn-lint',
    ['--non-zero-exit-code', 'error', '--ignore-checks', 'W', '--', ...templates],
    { encoding: 'utf8' },
  );
  if (error !== undefined) {
    console.log('cfn-lint is not installed: its opinion is left out');
  } else if (status === 0) {
    console.log(`cfn-lint, ${templates.length} templates: no errors`);
  } else {
    console.log(stdout || stderr);
    process.exitCode = 1;
  }
}
