import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');

/** Which folders, and which packages, each folder may import. Nothing else, in neither direction. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  bin: [
    'lib/config',
    'lib/strategies',
    'lib/stacks',
    'lib/assembly',
    'lib/aws',
    'lib/review',
    'lib/resilience',
    'lib/report',
    'lib/formats',
    'lib/validation',
    'evenkeel.config.ts',
    'npm:aws-cdk-lib',
    'npm:cdk-nag',
  ],
  constructs: ['lib/validation', 'npm:aws-cdk-lib', 'npm:constructs'],
  'lib/config': ['lib/validation'],
  // What a plan's parts can hold at all is arithmetic of theirs: addresses, intervals, waiting.
  'lib/strategies': [
    'lib/config',
    'lib/validation',
    'constructs/backup/backup-interval.ts',
    'constructs/network/subnet-layout.ts',
    'constructs/recovery/step-minutes.ts',
  ],
  'lib/stacks': ['constructs', 'lib/config', 'lib/strategies', 'npm:aws-cdk-lib', 'npm:constructs'],
  // The second opinion shares nothing with what it judges.
  'lib/assembly': ['lib/validation', 'npm:yaml'],
  'lib/aws': ['lib/assembly'],
  // At synthesis both opinions judge the templates in one reading.
  'lib/review/cdk': [
    'lib/review',
    'lib/resilience',
    'lib/assembly',
    'lib/formats',
    'npm:aws-cdk-lib',
    'npm:cdk-nag',
    'npm:constructs',
  ],
  'lib/review': [
    'lib/assembly',
    'lib/aws',
    'lib/formats',
    'lib/validation',
    'npm:aws-cdk-lib',
    'npm:cdk-nag',
    'npm:constructs',
  ],
  // What a test framework is told.
  'lib/resilience/testing': ['lib/resilience', 'lib/assembly', 'npm:vitest'],
  'lib/resilience': ['lib/assembly', 'lib/aws', 'lib/formats', 'lib/validation'],
  // One page of what both say.
  'lib/report': ['lib/assembly', 'lib/aws', 'lib/formats', 'lib/resilience', 'lib/review'],
  // How input is checked and mistakes are told, on both sides: nothing of what AWS or a strategy is.
  'lib/validation': [],
  // How a report is written in each format, safely: nothing of what it reports.
  'lib/formats': [],
  // Bundled into a function; users of the package install none of it.
  'lib/schema': ['npm:@aws-sdk/client-secrets-manager', 'npm:pg'],
  // Bundled into what runs on the instances; users of the package install none of it.
  'lib/workload': [
    'npm:@aws-sdk/client-sqs',
    'npm:@aws-sdk/credential-providers',
    'npm:@hono/node-server',
    'npm:@opentelemetry',
    'npm:@smithy/signature-v4',
    'npm:cockatiel',
    'npm:hono',
    'npm:iovalkey',
    'npm:pg',
    'npm:pino',
    'npm:prom-client',
    'npm:valibot',
  ],
};

const importPattern =
  /^(?:import|export)\b[^;']*\bfrom '([^']+)'|^import '([^']+)'|\bimport\('([^']+)'\)/gm;

const sources = globSync('{bin,constructs,lib}/**/*.ts', { cwd: root });

test.each(sources)('%s imports only what its folder may', (file) => {
  const folder = Object.keys(allowed).find((prefix) => file.startsWith(`${prefix}/`));
  const permitted = [folder, ...(allowed[folder ?? ''] ?? [])];
  const foreign = importsOf(file).filter(
    (target) => !permitted.some((place) => target === place || target.startsWith(`${place}/`)),
  );
  expect(foreign).toEqual([]);
});

const rules = sources.filter((file) => /^lib\/review\/rules\/[^/]+\//.test(file));

test.each(rules)('%s imports nothing of another area of rules', (file) => {
  const rulesOfOtherAreas = importsOf(file).filter(
    (target) => target.startsWith('lib/review/rules/') && dirname(target) !== dirname(file),
  );
  expect(rulesOfOtherAreas).toEqual([]);
});

function importsOf(file: string): readonly string[] {
  const text = readFileSync(join(root, file), 'utf8');
  return [...text.matchAll(importPattern)]
    .map(([, ...specifiers]) => specifiers.find((specifier) => specifier !== undefined) ?? '')
    .filter((specifier) => !specifier.startsWith('node:'))
    .map((specifier) =>
      specifier.startsWith('.')
        ? relative(root, join(root, dirname(file), specifier))
        : `npm:${specifier}`,
    );
}

test('every folder with sources has its imports stated', () => {
  const folders = sources.map((file) => file.match(/^(bin|constructs|lib\/[^/]+)/)?.[0]);
  expect(folders.filter((folder) => !Object.hasOwn(allowed, folder ?? ''))).toEqual([]);
});
