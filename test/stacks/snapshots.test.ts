import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import sample from '../../scripts/sample.config.ts';
import { documented } from '../../scripts/sample.ts';
import { alarmTable, dashboardLines, withoutAlarms } from '../support/alarms.ts';
import { configWith } from '../support/config.ts';
import {
  normalizeTemplate,
  resourceLines,
  synthesize,
  type Template,
} from '../support/templates.ts';

const folder = join(import.meta.dirname, 'snapshots');

/** JSON with what fits into a line in one line. */
function printed(value: unknown, indent = ''): string {
  const line = JSON.stringify(value);
  if (typeof value !== 'object' || value === null || indent.length + line.length <= 120) {
    return indent === '' ? `${line}\n` : line;
  }
  const inner = `${indent} `;
  const [open, close, lines] = Array.isArray(value)
    ? ['[', ']', value.map((item) => printed(item, inner))]
    : ['{', '}', Object.entries(value).map(([key, item]) => `"${key}": ${printed(item, inner)}`)];
  const text = `${open}\n${lines.map((each) => inner + each).join(',\n')}\n${indent}${close}`;
  return indent === '' ? `${text}\n` : text;
}

describe.each(documented.map(({ name }) => name))('%s', (strategy) => {
  test('is what was reviewed', async () => {
    for (const { name, region, template } of synthesize(configWith({ strategy }))) {
      const matches = async (text: string, kind: string) => {
        const file = join(folder, strategy, `${name}.${kind}`);
        if (text === '') expect(existsSync(file), file).toBe(false);
        else await expect(text).toMatchFileSnapshot(file);
      };
      await matches(resourceLines(template), 'resources.txt');
      // Strategies and Regions differ in what the lines above show. In full, one of each is enough.
      if (strategy !== sample.strategy || region === sample.regions[1]?.name) continue;
      await matches(alarmTable(template), 'alarms.txt');
      await matches(dashboardLines(template), 'dashboard.txt');
      await matches(printed(normalizeTemplate(withoutAlarms(template))), 'template.json');
    }
  });
});

test('the snapshots stay small enough to be read', () => {
  const sizes = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => ({ file, size: statSync(join(folder, file)) }))
    .filter(({ size }) => size.isFile());
  const large = sizes.filter(({ size }) => size.size > 100_000);
  expect(large.map(({ file }) => file)).toEqual([]);
  expect(sizes.reduce((sum, { size }) => sum + size.size, 0)).toBeLessThan(1_000_000);
});

test('only what a reader would not notice is taken out of a template', () => {
  const template = {
    Parameters: { BootstrapVersion: { Type: 'String' }, Own: { Type: 'String' } },
    Rules: { CheckBootstrapVersion: {} },
    Resources: {
      Function: {
        Type: 'AWS::Lambda::Function',
        Properties: { Code: { S3Key: `${'0af1'.repeat(16)}.zip`, S3Bucket: 'assets' } },
      },
    },
  };
  expect(normalizeTemplate(template as Template)).toEqual({
    Parameters: { Own: { Type: 'String' } },
    Resources: {
      Function: {
        Type: 'AWS::Lambda::Function',
        Properties: { Code: { S3Key: '<asset-hash>.zip', S3Bucket: 'assets' } },
      },
    },
  });
});
