/** A step into a template: a key or a list index. */
export type PathSegment = string | number;

/** The keys of a JSON or YAML mapping. */
export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A key that the object itself holds: templates may name things `constructor` or `__proto__`. */
export function own(value: unknown, key: PathSegment): unknown {
  if (Array.isArray(value)) return typeof key === 'number' ? value[key] : undefined;
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** Sets a key as data, whatever it is called. */
export function setOwn(target: object, key: string, value: unknown): void {
  Object.defineProperty(target, key, {
    value,
    enumerable: true,
    writable: true,
    configurable: true,
  });
}

/** A value's kind in words, for messages. */
export function kindOf(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a mapping';
  return `${typeof value === 'string' ? 'the text' : `the ${typeof value}`} ${quote(value)}`;
}

/** A short form of a value that is safe to print on one line. */
function quote(value: unknown): string {
  const text = JSON.stringify(value) ?? 'undefined';
  return text.length <= 60 ? text : `${text.slice(0, 57)}…${text.slice(-1)}`;
}

/**
 * Levels of nesting, and the number of values and of keys, counted without recursion and given up
 * beyond the limits. What a YAML alias repeats counts each time.
 */
export function measure(
  root: unknown,
  maxDepth: number,
  maxValues: number,
): { depth: number; values: number; keys: number } {
  let level: unknown[] = [root];
  let depth = 0;
  let values = 0;
  let keys = 0;
  while (level.length > 0 && depth <= maxDepth && values <= maxValues) {
    values += level.length;
    const next: unknown[] = [];
    for (const value of level) {
      if (typeof value !== 'object' || value === null) continue;
      const children: readonly unknown[] = Array.isArray(value) ? value : Object.values(value);
      if (!Array.isArray(value)) keys += children.length;
      for (const child of children) next.push(child);
      if (values + next.length > maxValues) break;
    }
    if (next.length > 0) depth += 1;
    level = next;
  }
  return { depth, values, keys };
}
