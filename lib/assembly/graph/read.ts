import { partsOf, type Reference, type Resolved } from '../resolve/values.ts';

/**
 * A value as a rule wants it. `parameters` names the parameters whose defaults decided it: report
 * those with the finding.
 */
export type Read<T> =
  | { readonly state: 'known'; readonly value: T; readonly parameters: readonly string[] }
  | { readonly state: 'absent' }
  | { readonly state: 'unknown'; readonly reason: string };

/** A number, or a text that is one: `3`, `"3"`. */
export function asNumber(value: Resolved): Read<number> {
  return read(value, 'a number', ({ value: raw }) => {
    if (typeof raw === 'boolean' || (typeof raw === 'string' && raw.trim() === ''))
      return undefined;
    const number = Number(raw);
    return Number.isFinite(number) ? number : undefined;
  });
}

/** A boolean, or a text that is one: `true`, `"true"`, `"True"`. */
export function asBoolean(value: Resolved): Read<boolean> {
  return read(value, 'true or false', ({ value: raw }) => {
    const text = String(raw).toLowerCase();
    return text === 'true' ? true : text === 'false' ? false : undefined;
  });
}

/** A text; numbers and booleans as they would be written. */
export function asString(value: Resolved): Read<string> {
  return read(value, 'a string', ({ value: raw }) => String(raw));
}

/**
 * The items of a list, each still to be read; one plain value counts as a list of one. A reference
 * to a list is unknown, not a list of one.
 */
export function asList(value: Resolved): Read<readonly Resolved[]> {
  if (value.kind === 'list') return known(value.items, value);
  if (value.kind === 'literal') return known([value], value);
  return notLiteral(value, 'a list');
}

/** The entries of a mapping by key. */
export function asMapping(value: Resolved): Read<ReadonlyMap<string, Resolved>> {
  if (value.kind === 'mapping' && value.open) {
    return { state: 'unknown', reason: 'a macro may add entries' };
  }
  return value.kind === 'mapping' ? known(value.entries, value) : notLiteral(value, 'a mapping');
}

/**
 * Values by name, from a list of `{ Key, Value }` (load balancer attributes, tags) or from a
 * mapping. Unknown if one of the names is.
 */
export function asKeyValues(
  value: Resolved,
  key = 'Key',
  valueKey = 'Value',
): Read<ReadonlyMap<string, Resolved>> {
  if (value.kind === 'mapping') return asMapping(value);
  const list = asList(value);
  if (list.state !== 'known') return list;
  const entries = new Map<string, Resolved>();
  for (const item of list.value) {
    const name = item.kind === 'mapping' ? item.entries.get(key) : undefined;
    if (item.kind !== 'mapping' || name?.kind !== 'literal') {
      return { state: 'unknown', reason: 'the name of an entry is not known' };
    }
    entries.set(String(name.value), item.entries.get(valueKey) ?? { kind: 'absent' });
  }
  return known(entries, value);
}

/** Every reference inside a value, at any depth, both sides of branches included. */
export function referencesIn(value: Resolved): readonly Reference[] {
  const found: Reference[] = [];
  const seen = new Set<Resolved>();
  const pending = [value];
  for (let part = pending.pop(); part !== undefined; part = pending.pop()) {
    if (seen.has(part)) continue;
    seen.add(part);
    if (part.kind === 'reference') found.push(part);
    pending.push(...partsOf(part).toReversed());
  }
  return found;
}

function read<T>(
  value: Resolved,
  wanted: string,
  convert: (literal: Resolved & { kind: 'literal' }) => T | undefined,
): Read<T> {
  if (value.kind !== 'literal') return notLiteral(value, wanted);
  const converted = convert(value);
  if (converted !== undefined) return known(converted, value);
  return { state: 'unknown', reason: `${JSON.stringify(value.value)} is not ${wanted}` };
}

function known<T>(value: T, from: Resolved): Read<T> {
  return { state: 'known', value, parameters: from.parameters ?? [] };
}

function notLiteral<T>(value: Resolved, wanted: string): Read<T> {
  switch (value.kind) {
    case 'absent':
      return { state: 'absent' };
    case 'unknown':
      return { state: 'unknown', reason: value.reason };
    case 'branches':
      return { state: 'unknown', reason: `it depends on the condition ${value.condition}` };
    case 'reference':
      return {
        state: 'unknown',
        reason: `${value.attribute} of ${value.node.logicalId} is known at deployment only`,
      };
    case 'text':
      return { state: 'unknown', reason: 'parts of it are known at deployment only' };
    default:
      return { state: 'unknown', reason: `a ${value.kind} is not ${wanted}` };
  }
}
