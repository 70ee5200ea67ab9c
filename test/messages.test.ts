import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ConfigError } from '../lib/config/index.ts';
import { type EvenkeelConfig, planFor } from '../lib/strategies/index.ts';
import { folderOf } from './assembly/support.ts';
import { run } from './review/support/command.ts';
import { configWith } from './support/config.ts';
import { literalsOf } from './support/literals.ts';

const root = join(import.meta.dirname, '..');

/** How messages are not written, and how the field writes them. */
const INSTEAD: readonly (readonly [RegExp, string])[] = [
  [/(?<!\bthere )\b(is|are|was|were|be) no (?!longer|more|later)/i, 'is not a …, or there is no …'],
  [/\b(is|are) none\b/i, 'is not a …'],
  [/\b(of|in|from|by|at) no [a-z]/i, 'not of any …'],
  [/\b(names|matches) no\b/i, 'does not match any …'],
  [/\bis not an? (option|command|format)\b|\bno such (option|command|file)\b/i, 'unknown option …'],
  [/(days?|hours?|minutes?|seconds?|one|\d|…) at (least|most)\b/i, 'at least …'],
  [/\b(an?|as|empty|of) texts?\b(?! (block|file|record))/i, 'a string'],
  [/\banother (one|[A-Z]\w+) than\b/, 'a different … from'],
  [/\bcan not\b/i, 'cannot'],
  [/\ballows? to\b/i, 'allows … to'],
];

function oddities(text: string): readonly string[] {
  // A program is no message; what it prints comes from texts that are looked at by themselves.
  if (text.startsWith('#!')) return [];
  return INSTEAD.filter(([odd]) => odd.test(text)).map(([, instead]) => `${instead}: ${text}`);
}

test.each([
  ['lib is no folder', 'lib is not a folder'],
  ['--x is no option', 'unknown option --x'],
  ['a key that is none', 'unknown key x'],
  ['must be 7 days at least', 'must be at least 7 days'],
  ['expected a text of one line', 'expected a string of one line'],
  ['is another Region than', 'is a different Region from'],
  ['it is in no template', 'it is not in any template'],
  ['names no resource', 'does not match any resource'],
  ['a role allows to write', 'a role allows it to write'],
  ['can not be read', 'there is no folder, and it cannot be read'],
])('%s is not how the field writes it, %s is', (odd, usual) => {
  expect(oddities(odd)).toHaveLength(1);
  expect(oddities(usual)).toEqual([]);
});

test('what is joined is one text, and what is filled in is left out', () => {
  const source = `a = 'one ' + \`two \${b ? 'x' : \`y \${c}\`} three \` + 'four' + /'[/]{/.test(d);`;
  const texts = literalsOf(source).map(({ text }) => text);
  expect(texts).toEqual(['one two … three four', 'x', 'y …']);
});

describe('texts for users', () => {
  test.each(['bin', 'constructs', 'lib', 'scripts'])('in %s', (folder) => {
    const files = globSync(`${folder}/**/*.ts`, { cwd: root });
    const found = files.flatMap((file) =>
      literalsOf(readFileSync(join(root, file), 'utf8')).flatMap(({ line, text }) =>
        oddities(text).map((odd) => `${file}:${line}: ${odd}`),
      ),
    );
    expect(found).toEqual([]);
  });
});

const VALUES = ['', 'x', -1, true, null, [], [7], { nothing: 1 }];

/** A config with one value replaced, at each place in it. */
function spoilt(value: unknown): readonly unknown[] {
  if (typeof value !== 'object' || value === null) return VALUES;
  const inside = Object.entries(value).flatMap(([key, inner]) =>
    spoilt(inner).map((bad) =>
      Array.isArray(value)
        ? value.with(Number(key), bad)
        : { ...(value as Record<string, unknown>), [key]: bad },
    ),
  );
  return [...VALUES, ...inside];
}

describe('what is put together at run time', () => {
  test('about a config with anything wrong in it', () => {
    const messages = spoilt(configWith()).flatMap((config) => {
      try {
        planFor(config as EvenkeelConfig);
        return [];
      } catch (error) {
        if (error instanceof ConfigError) return [error.message];
        throw error;
      }
    });
    expect(messages.length).toBeGreaterThan(100);
    expect(messages.flatMap(oddities)).toEqual([]);
  });

  test.each(['review', 'predict', 'report'])('about a command line of %s', (command) => {
    const folder = folderOf({
      'list.json': '[]',
      'broken.json': '{',
      'empty.yaml': '',
      'odd.yaml': 'Resources: 7',
      'resource.yaml': 'Resources: { A: 7, B: { Type: 7 } }',
      'no-name.yaml': 'Resources: { A: { Type: "AWS::SNS::Topic" } }',
    });
    const messages = [
      ['--nope'],
      ['--format', 'odd', '--output', 'no/such/file', 'no-name.yaml'],
      ['--output', 'list.json/file', 'no-name.yaml'],
      ['--output', '.', 'no-name.yaml'],
      ['--config', 'list.json', '--objectives', 'list.json', 'no-name.yaml'],
      ['--set', 'odd', '--set', 'need.x=1', '--set', 'hard.x=2', '--facts', 'list.json', '.'],
      ['--scenario', 'odd', '--event', 'odd', '--at', 'odd', '--region', 'odd', '.'],
      ['missing', ''],
      ['.'],
    ].map((args) => {
      const { out, err } = run(folder, [command, ...args]);
      expect(out + err, args.join(' ')).not.toBe('');
      return out + err;
    });
    expect(messages.flatMap(oddities)).toEqual([]);
  });
});
