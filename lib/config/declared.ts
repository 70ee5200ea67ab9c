/**
 * A config as it is meant: a key that is `undefined` is one that is left out, however deep it is,
 * and a hole in a list is an `undefined` in it, which the checks of the list report.
 */
export function declared(value: unknown, around: readonly unknown[] = []): unknown {
  // What contains itself is left to the checks, which look no deeper than they know keys.
  if (typeof value !== 'object' || value === null || around.includes(value)) return value;
  const inner = [...around, value];
  if (Array.isArray(value)) return Array.from(value, (item) => declared(item, inner));
  if (!isPlain(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, field]) => field !== undefined)
      .map(([key, field]) => [key, declared(field, inner)]),
  );
}

/** Whether it is written as `{ … }`: a date or a map is no part of a config, and stays what it is. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
