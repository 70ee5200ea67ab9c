import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename } from 'node:path';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { App, Stack } from 'aws-cdk-lib/core';
import {
  AwsSolutionsChecks,
  HIPAASecurityChecks,
  NIST80053R5Checks,
  PCIDSS321Checks,
} from 'cdk-nag';
import { graphOf } from '../../lib/assembly/index.ts';
import { review } from '../../lib/review/engine.ts';
import type { HighAvailabilityChecksProps } from '../../lib/review/index.ts';
import { createProfile } from '../../lib/review/profile.ts';
import { rules } from '../../lib/review/rules/index.ts';
import type { Resources } from './edits.ts';

/** A template, with what a tool may know of its deployment. */
export interface Template {
  readonly name: string;
  readonly region: string;
  readonly terminationProtection: boolean;
  readonly body: { readonly Resources: Resources; readonly Outputs?: Record<string, unknown> };
}

/** Every finding as a text that is the same for the same finding of the same resource. */
export type Findings = ReadonlySet<string>;

/** Templates as texts: a fault leaves most of them as they are. */
const texts = new WeakMap<Template['body'], string>();

function textOf(body: Template['body']): string {
  const text = texts.get(body) ?? JSON.stringify(body);
  texts.set(body, text);
  return text;
}

/** What the review finds, of whatever level; the profile is what `--config` says. */
export function evenkeel(
  templates: readonly Template[],
  config: HighAvailabilityChecksProps,
): Findings {
  const graph = graphOf(
    ...templates.map(({ body, ...stack }) => ({ ...stack, template: textOf(body) })),
  );
  const { findings } = review({
    graph,
    rules,
    profile: createProfile(config, graph),
    today: '2026-01-01',
  });
  return new Set(
    findings
      .filter(({ status }) => status === 'fail')
      .map(({ rule, resource, stack }) => `${rule.id} ${resource?.id ?? stack?.id ?? ''}`),
  );
}

const packs = [AwsSolutionsChecks, NIST80053R5Checks, HIPAASecurityChecks, PCIDSS321Checks];

/** All four packs of cdk-nag together, over the template as constructs. */
export function cdkNag(file: string, region: string): Findings {
  const stack = new Stack(new App({ analyticsReporting: false }), 'Included', { env: { region } });
  // CfnInclude does not know this function yet. No rule of cdk-nag follows it to another stack.
  const text = readFileSync(file, 'utf8').replaceAll(/{"Fn::GetStackOutput":{[^}]*}}/g, '"output"');
  writeFileSync(`${file}.included`, text);
  try {
    new CfnInclude(stack, 'Template', { templateFile: `${file}.included` });
  } catch (error) {
    // The CDK itself refuses the template.
    return new Set([`CDK ${(error as Error).message}`]);
  }
  return new Set(
    packs
      .flatMap((Pack) => new Pack(stack).validateScope(stack).violations)
      .flatMap(({ ruleName, violatingResources }) =>
        violatingResources.map(({ constructPath }) => `${ruleName} ${constructPath}`),
      ),
  );
}

// CloudFormation Validate comes with the CDK, which does not export it.
const fromCdk = createRequire(createRequire(import.meta.url).resolve('aws-cdk-lib'));
const { CompositeEngine, TemplateFile } = fromCdk('@aws/cloudformation-validate');
let engine: InstanceType<typeof CompositeEngine> | undefined;
export const cloudFormationValidateVersion: string = fromCdk(
  '@aws/cloudformation-validate/package.json',
).version;

interface Diagnostic {
  readonly ruleId: string;
  readonly message: string;
}

/** Errors and warnings of the built-in rules of CloudFormation Validate. */
export function cloudFormationValidate(file: string): Findings {
  // It takes seconds to make one.
  engine ??= new CompositeEngine();
  const report: { readonly diagnostics: readonly Diagnostic[] } = engine.validateTemplate(
    new TemplateFile(file),
  );
  return new Set(
    report.diagnostics
      // Notes: one of them lists all resources, and would change with any of them.
      .filter(({ ruleId }) => !ruleId.startsWith('I'))
      .map(({ ruleId, message }) => `${ruleId} ${message}`),
  );
}

/** cfn-lint over many templates at once, by file; undefined where it is not installed. */
export function cfnLint(files: readonly string[]): ReadonlyMap<string, Findings> | undefined {
  const { error, stdout } = spawnSync('cfn-lint', ['--format', 'json', '--', ...files], {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (error !== undefined) return undefined;
  const matches: {
    readonly Filename: string;
    readonly Message: string;
    readonly Rule: { readonly Id: string };
  }[] = JSON.parse(stdout);
  return new Map(
    files.map((file) => [
      file,
      new Set(
        matches
          .filter(({ Filename }) => basename(Filename) === basename(file))
          .map(({ Rule, Message }) => `${Rule.Id} ${Message}`),
      ),
    ]),
  );
}

export function cfnLintVersion(): string {
  return (
    spawnSync('cfn-lint', ['--version'], { encoding: 'utf8' }).stdout.trim().split(' ').pop() ?? ''
  );
}

/** The version of an installed package. */
export function versionOf(name: string): string {
  const file = new URL(`../../node_modules/${name}/package.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')).version;
}
