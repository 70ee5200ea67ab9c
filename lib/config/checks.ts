import type { Problem } from './problem.ts';

/** Says what is wrong with the value under a key; undefined when nothing is. */
export type Check = (key: string, value: unknown) => Problem | undefined;

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
  return (key, value) => (accepts(value) ? undefined : { key, value, expected, remedy });
}

export function optional(inner: Check): Check {
  return (key, value) => (value === undefined ? undefined : inner(key, value));
}

export function text(pattern: RegExp, expected: string, remedy: string): Check {
  return check((value) => typeof value === 'string' && pattern.test(value), expected, remedy);
}

export function number(
  { from, above, to, whole }: { from?: number; above?: number; to: number; whole?: boolean },
  remedy: string,
): Check {
  const lower = from === undefined ? `above ${above}` : `from ${from}`;
  return check(
    (value) =>
      typeof value === 'number' &&
      (from === undefined || value >= from) &&
      (above === undefined || value > above) &&
      value <= to &&
      (!whole || Number.isInteger(value)),
    `a ${whole ? 'whole ' : ''}number ${lower} to ${to}`,
    remedy,
  );
}

export const truth: Check = check(
  (value) => typeof value === 'boolean',
  'true or false',
  'write it without quotes',
);

/** Runs each check on its field, and reports fields that there is no check for. */
export function fieldProblems(
  prefix: string,
  fields: Fields,
  checks: Readonly<Record<string, Check>>,
): Problem[] {
  const known = Object.keys(checks);
  const misspelt = Object.keys(fields)
    .filter((key) => !known.includes(key))
    .map((key) => ({
      key: prefix + key,
      value: fields[key],
      expected: `one of ${known.join(', ')}`,
      remedy: suggestion(key, known) ?? 'remove it',
    }));
  const wrong = Object.entries(checks).map(([key, run]) => run(prefix + key, fields[key]));
  return [...misspelt, ...wrong.filter((problem) => problem !== undefined)];
}

/** "did you mean …?" for a word that begins one of the known ones, or is close to it. */
export function suggestion(word: string, known: Iterable<string>): string | undefined {
  const near = nearestOf(word, known);
  return near && `did you mean ${near}?`;
}

/** The one of the known words that a word begins, or is closest to; undefined if none is close. */
export function nearestOf(word: string, known: Iterable<string>): string | undefined {
  return [...known]
    .map((candidate) => ({
      candidate,
      distance: word !== '' && candidate.startsWith(word) ? 0 : editDistance(word, candidate),
    }))
    .filter(({ candidate, distance }) => distance <= Math.max(2, candidate.length / 4))
    .sort((a, b) => a.distance - b.distance)[0]?.candidate;
}

/** Levenshtein's distance, a row at a time. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries()) {
      next.push(
        Math.min(
          (next[j] ?? 0) + 1,
          (row[j + 1] ?? 0) + 1,
          (row[j] ?? 0) + (letter === other ? 0 : 1),
        ),
      );
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
