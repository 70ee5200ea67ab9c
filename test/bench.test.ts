import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readBenchOptions } from '../scripts/bench/options.ts';
import { limitMissed, type Result, worseThan } from '../scripts/bench/result.ts';
import { growth, median } from '../scripts/bench/statistics.ts';

const root = join(import.meta.dirname, '..');

test('a mistake in its command line ends the benchmark with 2, all of them told', () => {
  const args = [join(root, 'scripts/bench.ts'), '--pears', '3', '--runs', 'many'];
  const { status, stderr, stdout } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr.split('\n')).toEqual([
    'bench: unknown option --pears',
    'bench: unexpected argument 3',
    'bench: --runs is many, expected a whole number from 1 to 999',
    'Run npm run bench -- --help for all options.',
    '',
  ]);
});

test('what is recorded is all of it', () => {
  expect(readBenchOptions(['--record', '--only', 'synth'])).toEqual({
    problems: ['--record writes all rows: leave out --only'],
  });
  expect(readBenchOptions(['--runs', '3'])).toEqual({ runs: 3, only: '', record: false });
});

const before: Result = {
  date: '2026-01-01',
  machine: 'this one',
  versions: {},
  rows: [
    {
      name: 'synth',
      figures: [
        { name: 'ratio', unit: '', median: 2, low: 1.9, high: 2.1 },
        { name: 'CPU time', unit: 's', median: 8, low: 7, high: 9 },
        { name: 'throughput', unit: '', median: 0.95, low: 0.9, high: 1 },
      ],
    },
  ],
};
const run = (ratio: number, seconds: number, throughput: number) => [
  {
    name: 'synth',
    figures: [
      { name: 'ratio', unit: '', values: [ratio] },
      { name: 'CPU time', unit: 's', values: [seconds] },
      { name: 'throughput', unit: '', values: [throughput], atLeast: 0.8 },
    ],
  },
];

test.each([
  ['nothing while all is within what was measured', run(2.1, 9, 0.9), 'this one', []],
  ['a ratio, on any machine', run(2.3, 8, 0.95), 'another', ['ratio: 2.3 (2.3 to 2.3)']],
  ['no seconds of another machine', run(2, 20, 0.95), 'another', []],
  ['seconds of the same machine', run(2, 20, 0.95), 'this one', ['CPU time: 20 s (20 to 20)']],
  ['less, where more is better', run(2, 8, 0.85), 'this one', ['throughput: 0.85 (0.85 to 0.85)']],
])('a run says what got worse: %s', (_, rows, machine, worse) => {
  const told = worseThan(before, rows, machine).map((line) => line.split(', on')[0]);
  expect(told).toEqual(worse.map((line) => `synth, ${line}`));
});

test('limits are those of the median', () => {
  const figure = { name: 'ratio', unit: '', values: [1, 2, 9] };
  expect(limitMissed({ ...figure, atMost: 2 })).toBeUndefined();
  expect(limitMissed({ ...figure, atMost: 1.9 })).toBe('expected at most 1.9');
  expect(limitMissed({ ...figure, atLeast: 2.1 })).toBe('expected at least 2.1');
});

test('growth is the exponent of the steepest step', () => {
  expect(
    growth([
      [10, 1],
      [100, 10],
      [1_000, 100],
    ]),
  ).toBeCloseTo(1);
  expect(
    growth([
      [10, 1],
      [100, 10],
      [1_000, 1_000],
    ]),
  ).toBeCloseTo(2);
  expect(median([4, 1, 3, 2])).toBe(2.5);
});
