import { inspect } from 'node:util';

/** One mistake in a config, told so that it can be mended without reading the code. */
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

/** A line for people: key, value, what was expected, and what to do. */
export function formatProblem({ key, value, expected, remedy }: Problem): string {
  const found = value === undefined ? 'is missing' : `is ${shown(value)}`;
  return `${key} ${found}, expected ${expected}: ${remedy}`;
}

/** A value in one line, long texts and lists cut short. */
export function shown(value: unknown): string {
  return inspect(value, { breakLength: Number.POSITIVE_INFINITY, maxStringLength: 80 });
}
