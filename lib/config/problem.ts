import { inspect } from 'node:util';

/** One mistake in the config, told so that it can be mended without reading the code. */
export interface Problem {
  /** Where it is, for example `regions[1].cidr`. */
  readonly key: string;
  /** What stands there; `undefined` when nothing does. */
  readonly value: unknown;
  /** What would have been right: lower case, no full stop. */
  readonly expected: string;
  /** What to do about it: lower case, no full stop. */
  readonly remedy: string;
}

/** Thrown once, with every mistake that was found. */
export class ConfigError extends Error {
  /** What is wrong, in the order of the config. */
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(
      [heading(problems.length), ...problems.map((problem) => `  ${line(problem)}`)].join('\n'),
    );
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

function heading(count: number): string {
  return `The config has ${count === 1 ? 'a mistake' : `${count} mistakes`}:`;
}

function line({ key, value, expected, remedy }: Problem): string {
  const found =
    value === undefined
      ? 'is missing'
      : `is ${inspect(value, { breakLength: Number.POSITIVE_INFINITY, maxStringLength: 80 })}`;
  return `${key} ${found}, expected ${expected}: ${remedy}`;
}
