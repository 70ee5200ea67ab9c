import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { median } from './statistics.ts';

/** Something that was measured, over some runs. */
export interface Figure {
  readonly name: string;
  /** `s`, `KB`, …; a ratio has none, and is the only kind that other machines can be held against. */
  readonly unit: string;
  readonly values: readonly number[];
  readonly atMost?: number;
  readonly atLeast?: number;
}

export interface Row {
  readonly name: string;
  readonly figures: readonly Figure[];
}

interface RecordedFigure {
  readonly name: string;
  readonly unit: string;
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/** A run, as it is committed: a later run is held against it. */
export interface Result {
  readonly date: string;
  readonly machine: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly rows: readonly { readonly name: string; readonly figures: readonly RecordedFigure[] }[];
}

const root = join(import.meta.dirname, '../..');
const file = join(import.meta.dirname, 'result.json');

export function readResult(): Result {
  return JSON.parse(readFileSync(file, 'utf8'));
}

export function writeResult(rows: readonly Row[]): void {
  const result: Result = {
    date: new Date().toISOString().slice(0, 10),
    machine: thisMachine(),
    versions: versions(),
    rows: rows.map(({ name, figures }) => ({ name, figures: figures.map(recorded) })),
  };
  writeFileSync(file, `${JSON.stringify(result, undefined, 2)}\n`);
}

export function recorded({ name, unit, values }: Figure): RecordedFigure {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return { name, unit, ...rounded({ median: median(values), low, high }) };
}

function rounded<T extends Record<string, number>>(values: T): T {
  const entries = Object.entries(values).map(([key, value]) => [key, Number(value.toPrecision(3))]);
  return Object.fromEntries(entries);
}

/** What is wrong with a figure by its limit; undefined: nothing. */
export function limitMissed({ values, atMost, atLeast }: Figure): string | undefined {
  const middle = median(values);
  if (atMost !== undefined && middle > atMost) return `expected at most ${atMost}`;
  if (atLeast !== undefined && middle < atLeast) return `expected at least ${atLeast}`;
  return undefined;
}

/**
 * What is worse than it was: a median outside of all that was measured then, and by more than a
 * twentieth. Seconds and bytes say more about a machine than about the program, so that those of
 * another machine do not count.
 */
export function worseThan(
  before: Result,
  rows: readonly Row[],
  machine = thisMachine(),
): readonly string[] {
  return rows.flatMap(({ name, figures }) =>
    figures.flatMap((figure) => {
      const then = before.rows
        .find((row) => row.name === name)
        ?.figures.find((one) => one.name === figure.name && one.unit === figure.unit);
      if (then === undefined || (figure.unit !== '' && machine !== before.machine)) return [];
      const now = recorded(figure);
      const isWorse =
        figure.atLeast === undefined
          ? now.median > then.high && now.median > then.median * 1.05
          : now.median < then.low && now.median < then.median / 1.05;
      return isWorse
        ? [`${name}, ${figure.name}: ${shown(now)}, on ${before.date} it was ${shown(then)}`]
        : [];
    }),
  );
}

/** The median, with the lowest and the highest. */
export function shown({ median: middle, low, high, unit }: RecordedFigure): string {
  return `${middle}${unit && ` ${unit}`} (${low} to ${high})`;
}

export function thisMachine(): string {
  const [first] = cpus();
  const gigabytes = Math.round(totalmem() / 1024 ** 3);
  return `${cpus().length} × ${first?.model.trim() ?? process.arch}, ${gigabytes} GiB, ${process.platform}`;
}

function versions(): Readonly<Record<string, string>> {
  const packages = ['aws-cdk', 'aws-cdk-lib', 'cdk-nag', 'constructs'].map((name) => {
    const path = join(root, 'node_modules', name, 'package.json');
    return [name, JSON.parse(readFileSync(path, 'utf8')).version];
  });
  return Object.fromEntries([['node', process.versions.node], ...packages]);
}
