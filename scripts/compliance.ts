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
import { createApp } from '../lib/stacks/index.ts';
import { planFor, strategies } from '../lib/strategies/index.ts';
import { configUnder, regionNames } from './sample.ts';

/**
 * Synthesizes every strategy under CloudFormation Validate and all four compliance packs of
 * cdk-nag, with their findings as errors, and has cfn-lint look for errors where it is installed.
 * Prints a line for each and ends in 1 if any has findings.
 */
const { context } = JSON.parse(readFileSync(new URL('../cdk.json', import.meta.url), 'utf8'));
const packs = [AwsSolutionsChecks, NIST80053R5Checks, HIPAASecurityChecks, PCIDSS321Checks];

/**
 * What cfn-lint 1.51 does not know yet: the update policy of July 2026, and a property of Region
 * switch plans that the CDK's own specification has.
 */
const notYetKnown = [
  "'AutoScalingInstanceRefresh' was unexpected",
  "'ServiceQuotaChecksEnabled' was unexpected",
];

interface LintFinding {
  readonly Rule: { readonly Id: string };
  readonly Message: string;
  readonly Filename: string;
}

const outdir = mkdtempSync(join(tmpdir(), 'evenkeel-compliance-'));

const cases = [
  ...strategies.map(({ name }) => configUnder(name)),
  ...(['warm-standby', 'active-active'] as const).map((strategy) => ({
    ...configUnder(strategy),
    regions: regionNames.slice(0, 3).map((name) => ({ name })),
  })),
];

try {
  for (const [index, config] of cases.entries()) {
    const { strategy, regions } = config;
    const app = createApp(planFor(config), {
      context,
      outdir: join(outdir, `${index}-${strategy}`),
      analyticsReporting: false,
    });
    Validations.of(app).addPlugins(...packs.map((Pack) => new Pack(app)));
    // The findings are printed by the CDK, which then throws.
    const stacks = app.synth().stacksRecursively;
    const resources = stacks.map(({ template }) => Object.keys(template.Resources ?? {}).length);
    console.log(
      `${strategy}, ${regions.length} Regions: ${stacks.length} stacks, ` +
        `${resources.reduce((sum, count) => sum + count, 0)} resources, ` +
        `the largest has ${Math.max(...resources)}: no findings`,
    );
  }
  lint(globSync('**/*.template.json', { cwd: outdir }).map((file) => join(outdir, file)));
} finally {
  rmSync(outdir, { recursive: true, force: true });
}

function lint(templates: readonly string[]): void {
  const { error, stdout, stderr } = spawnSync(
    'cfn-lint',
    ['--format', 'json', '--ignore-checks', 'W', '--', ...templates],
    { encoding: 'utf8', maxBuffer: 2 ** 26 },
  );
  if (error !== undefined) {
    console.log('cfn-lint is not installed: its opinion is left out');
    return;
  }
  const findings = parsed(stdout) ?? [{ Rule: { Id: 'cfn-lint' }, Message: stderr, Filename: '' }];
  const errors = findings.filter(
    ({ Message }) => !notYetKnown.some((text) => Message.includes(text)),
  );
  for (const { Rule, Message, Filename } of errors)
    console.log(`${Rule.Id} ${Message} ${Filename}`);
  if (errors.length > 0) process.exitCode = 1;
  else console.log(`cfn-lint, ${templates.length} templates: no errors`);
}

/** What cfn-lint has found; undefined when it has not got that far. */
function parsed(stdout: string): LintFinding[] | undefined {
  try {
    return JSON.parse(stdout);
  } catch {
    return undefined;
  }
}
