import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { run } from './support/command.ts';

/**
 * Templates as teams without CDK write them: zones by a parameter, mappings by environment,
 * anchors, an old Classic Load Balancer, SAM. What is said about them was checked by hand, line by
 * line; a change here is a change of what users are told.
 */
const folder = join(import.meta.dirname, 'templates');
const templates = readdirSync(folder).filter((name) => !name.endsWith('.txt'));

test.each(templates)('%s', async (name) => {
  const { out, err } = run(folder, ['review', join(folder, name)]);
  expect(err).toBe('');
  const findings = out.slice(0, out.search(/^\d+ of \d+ rules applied$/m));
  await expect(findings).toMatchFileSnapshot(join(folder, `${name}.txt`));
});

test.each(templates)('%s: every place is the line of the resource or of its property', (name) => {
  const lines = readFileSync(join(folder, name), 'utf8').split('\n');
  const { out } = run(folder, ['review', join(folder, name), '--format', 'json']);
  const { findings } = JSON.parse(out);
  const listed = findings.filter((one: { position?: object }) => one.position !== undefined);
  expect(listed.length).toBeGreaterThan(5);
  for (const { logicalId, property, position } of listed) {
    const text = lines[position.line - 1]?.slice(position.column - 1) ?? '';
    const names = [...(property ?? '').split('.').reverse(), 'Properties', logicalId ?? ''];
    const isThere = names.some((key) => new RegExp(`^["']?${key}\\b`).test(text));
    expect(isThere || logicalId === undefined, `${position.line}:${position.column} ${text}`).toBe(
      true,
    );
  }
});
