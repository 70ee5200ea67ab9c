import {
  type Branches,
  joinText,
  literal,
  partsOf,
  type Resolved,
  unknown,
  withProvenance,
} from '../resolve/values.ts';

/** What of a value matters to a view. */
export interface Facts {
  /** Whether anything in it depends on a condition. */
  readonly isOpen: boolean;
  /** The parameters whose defaults are in it. */
  readonly parameters: readonly string[];
}

/** Most values are plain: they share this, so that there is little to keep. */
const PLAIN: Facts = { isOpen: false, parameters: [] };

const facts = new WeakMap<Resolved, Facts>();

/** Values are shared by all who read them, so that each is looked through once. */
export function factsOf(value: Resolved): Facts {
  const isLeaf = value.kind === 'literal' || value.kind === 'reference' || value.kind === 'absent';
  if (isLeaf && value.parameters === undefined) return PLAIN;
  const known = facts.get(value);
  if (known !== undefined) return known;
  const parts = partsOf(value).map(factsOf);
  const own = value.parameters ?? [];
  const inner = parts.flatMap((part) => part.parameters);
  const isOpen = value.kind === 'branches' || parts.some((part) => part.isOpen);
  const parameters = inner.length === 0 ? own : [...new Set([...own, ...inner])];
  const found = isOpen || parameters.length > 0 ? { isOpen, parameters } : PLAIN;
  facts.set(value, found);
  return found;
}

/** Which side of a branch counts: undefined keeps both. */
export type ChooseBranch = (branches: Branches) => boolean | undefined;

/** The value with every branch decided that the choice decides. */
export function settle(
  value: Resolved,
  choose: ChooseBranch,
  known = new Map<Resolved, Resolved>(),
): Resolved {
  const seen = known.get(value);
  if (seen !== undefined) return seen;
  const result = settleOne(value, choose, (part) => settle(part, choose, known));
  known.set(value, result);
  return result;
}

function settleOne(
  value: Resolved,
  choose: ChooseBranch,
  inner: (part: Resolved) => Resolved,
): Resolved {
  const present = (parts: readonly Resolved[]) => {
    const settled = parts.map(inner);
    const same = settled.every((part, i) => part === parts[i]);
    return same ? undefined : settled.filter((part) => part.kind !== 'absent');
  };
  switch (value.kind) {
    case 'branches': {
      const truth = choose(value);
      if (truth !== undefined)
        return withProvenance(inner(truth ? value.whenTrue : value.whenFalse), value);
      return { ...value, whenTrue: inner(value.whenTrue), whenFalse: inner(value.whenFalse) };
    }
    case 'list': {
      const items = present(value.items);
      return items === undefined ? value : { ...value, items };
    }
    case 'text': {
      const parts = present(value.parts);
      return parts === undefined ? value : withProvenance(joinText(parts), value);
    }
    case 'mapping': {
      const entries = [...value.entries].map(([key, item]) => [key, inner(item)] as const);
      if (entries.every(([key, item]) => item === value.entries.get(key))) return value;
      const kept = entries.filter(([, item]) => item.kind !== 'absent');
      return { ...value, entries: new Map(kept) };
    }
    default:
      return value;
  }
}

/** The value with nothing known of what rests on the defaults of some parameters. */
export function forget(value: Resolved, names: ReadonlySet<string>): Resolved {
  const isOf = (parameters: readonly string[]) => parameters.some((name) => names.has(name));
  if (!isOf(factsOf(value).parameters)) return value;
  if (isOf(value.parameters ?? [])) return forgotten(value);
  const inner = (part: Resolved) => forget(part, names);
  switch (value.kind) {
    case 'branches':
      return { ...value, whenTrue: inner(value.whenTrue), whenFalse: inner(value.whenFalse) };
    case 'list':
      return { ...value, items: value.items.map(inner) };
    case 'text':
      return { ...value, parts: value.parts.map(inner) };
    case 'mapping':
      return {
        ...value,
        entries: new Map([...value.entries].map(([key, item]) => [key, inner(item)])),
      };
    case 'unknown':
      return { ...value, operands: (value.operands ?? []).map(inner) };
    default:
      return value;
  }
}

/**
 * What is left of a value that a deployment may change: of a name, that it is the same wherever it is
 * made of the same parameters, so that what belongs together still does.
 */
function forgotten(value: Resolved): Resolved {
  const names = value.parameters?.join(' ');
  const reason = `it rests on the default of ${names}`;
  const isName = value.kind === 'literal' && /[^\d.]/.test(String(value.value));
  if (!isName || /^(?:true|false)$/i.test(String(value.value))) return unknown('parameter', reason);
  const parts = String(value.value)
    .split(/(\/)/)
    .filter((piece) => piece !== '')
    .map((piece): Resolved => {
      if (piece === '/') return literal(piece);
      return { ...unknown('environment', reason), subject: `${names} ${piece}` };
    });
  return joinText(parts);
}
