import { itemKey, memberKey } from './keys.ts';
import { suggestion } from './nearest.ts';
import type { Problem } from './problem.ts';

/** Says what is wrong with the value under a key: nothing, or everything. */
export type Check = (key: string, value: unknown) => readonly Problem[];

/** A check for each key that an object may have. */
export type Checks = Readonly<Record<string, Check>>;

/** What is known to be an object: its keys can be looked at, its values are still anything. */
export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function check(
  accepts: (value: unknown) => boolean,
  expected: string,
  remedy: string,
): Check {
  return (key, value) => (accepts(value) ? [] : [{ key, value, expected, remedy }]);
}

/** What is left out is right; without it, a field is required. */
export function optional(inner: Check): Check {
  return (key, value) => (value === undefined ? [] : inner(key, value));
}

export function text(pattern: RegExp, expected: string, remedy: string): Check {
  return check((value) => typeof value === 'string' && pattern.test(value), expected, remedy);
}

export function number(
  { from, above, to, whole }: { from?: number; above?: number; to?: number; whole?: boolean },
  remedy: string,
): Check {
  const lower = above === undefined ? `from ${from ?? 0}` : `above ${above}`;
  const range = to === undefined && above === undefined ? `of at least ${from ?? 0}` : lower;
  return check(
    (value) =>
      typeof value === 'number' &&
      (from === undefined || value >= from) &&
      (above === undefined || value > above) &&
      (to === undefined || value <= to) &&
      (!whole || Number.isInteger(value)),
    `a ${whole ? 'whole ' : ''}number ${range}${to === undefined ? '' : ` to ${to}`}`,
    remedy,
  );
}

export const truth: Check = check(
  (value) => typeof value === 'boolean',
  'true or false',
  'write it without quotes',
);

export function oneOf(choices: readonly string[], remedy = 'choose one of them'): Check {
  return (key, value) => {
    if (choices.some((choice) => choice === value)) return [];
    const near = typeof value === 'string' ? suggestion(value, choices) : undefined;
    return [{ key, value, expected: `one of ${choices.join(', ')}`, remedy: near ?? remedy }];
  };
}

export function listOf(item: Check, expected: string, remedy: string): Check {
  return (key, value) =>
    Array.isArray(value)
      ? value.flatMap((each, index) => item(itemKey(key, index), each))
      : [{ key, value, expected, remedy }];
}

/** An object of any keys, with values of one kind. */
export function mapOf(item: Check, expected: string, remedy: string): Check {
  return (key, value) =>
    isFields(value)
      ? Object.entries(value).flatMap(([name, each]) => item(memberKey(key, name), each))
      : [{ key, value, expected, remedy }];
}

/** An object with no other keys than those that there is a check for. */
export function object(checks: Checks): Check {
  const expected = `an object with ${Object.keys(checks).join(', ')}`;
  return (key, value) =>
    isFields(value)
      ? fieldProblems(key, value, checks)
      : [{ key, value, expected, remedy: 'write its keys and values' }];
}

/** Runs each check on its field, and reports fields that there is no check for. */
export function fieldProblems(parent: string, fields: Fields, checks: Checks): readonly Problem[] {
  const known = Object.keys(checks);
  const misspelt = Object.keys(fields)
    .filter((name) => !known.includes(name))
    .map((name) => ({
      key: memberKey(parent, name),
      value: fields[name],
      expected: `one of ${known.join(', ')}`,
      remedy: suggestion(name, known) ?? 'remove it',
    }));
  const wrong = Object.entries(checks).flatMap(([name, run]) =>
    run(memberKey(parent, name), Object.hasOwn(fields, name) ? fields[name] : undefined),
  );
  return [...misspelt, ...wrong];
}
