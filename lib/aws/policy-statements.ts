import { asString, type Resolved } from '../assembly/index.ts';

/** The texts of a value, and whether a part of it is not known. */
export interface Texts {
  readonly texts: readonly string[];
  readonly isOpen: boolean;
}

/** What the statements of a policy allow. */
export function actionsIn(value: Resolved): Texts {
  if (value.kind === 'list') return join(value.items.map(actionsIn));
  if (value.kind !== 'mapping') return { texts: [], isOpen: value.kind === 'unknown' };
  const effect = asString(value.entries.get('Effect') ?? { kind: 'absent' });
  if (effect.state === 'known' && effect.value === 'Deny') return { texts: [], isOpen: false };
  const action = value.entries.get('Action');
  if (action !== undefined) return textsIn(action);
  // It allows whatever it does not name.
  if (value.entries.has('NotAction')) return { texts: [], isOpen: true };
  const inner = ['Statement', 'PolicyDocument'].flatMap((key) => value.entries.get(key) ?? []);
  return join(inner.map(actionsIn));
}

/** All texts inside a value. */
export function textsIn(value: Resolved): Texts {
  if (value.kind === 'literal') return { texts: [String(value.value)], isOpen: false };
  if (value.kind === 'list') return join(value.items.map(textsIn));
  if (value.kind === 'mapping') return join([...value.entries.values()].map(textsIn));
  return { texts: [], isOpen: value.kind !== 'absent' };
}

function join(all: readonly Texts[]): Texts {
  return { texts: all.flatMap(({ texts }) => texts), isOpen: all.some(({ isOpen }) => isOpen) };
}
