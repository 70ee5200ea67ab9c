import {
  asList,
  identity,
  type Resolved,
  type ResourceGraph,
  type ResourceNode,
} from '../assembly/index.ts';

/** What refers to a resource by one of its properties, in graph order, each once. */
export function referrersBy(
  graph: ResourceGraph,
  to: ResourceNode,
  type: string,
  ...properties: readonly string[]
): readonly ResourceNode[] {
  const edges = graph
    .referrers(to)
    .filter(({ from, path }) => from.type === type && properties.includes(String(path[0])));
  return [...new Set(edges.map(({ from }) => from))];
}

/** Whether two values lead to one resource, by whatever attribute, or are one text. */
export function isSameThing(one: Resolved, other: Resolved): boolean {
  if (one.kind === 'reference' && other.kind === 'reference') return one.node === other.node;
  const key = identity(one);
  return key !== undefined && key === identity(other);
}

/** The key of a thing for look-ups: equal where `isSameThing` holds; undefined: it is not known. */
export function thingKey(value: Resolved): ResourceNode | string | undefined {
  return value.kind === 'reference' ? value.node : identity(value);
}

/** A resource as a value, as properties of other resources hold it. */
export function asValue(node: ResourceNode): Resolved {
  return { kind: 'reference', node, attribute: 'Ref' };
}

/** The text of a value, with a space for each part that is not known. */
export function wordsOf(value: Resolved): string {
  if (value.kind === 'literal') return String(value.value);
  return value.kind === 'text' ? value.parts.map(wordsOf).join('') : ' ';
}

/** The text of a property whose absence has a meaning; undefined: it is not known. */
export function textOf(
  graph: ResourceGraph,
  node: ResourceNode,
  property: string,
  absent: string,
): string | undefined {
  const value = graph.get(node, property);
  if (value.kind === 'absent') return absent;
  return value.kind === 'literal' ? String(value.value) : undefined;
}

/** A list's items, or none where the list is absent; undefined if the list is not known. */
export function itemsOf(value: Resolved): readonly Resolved[] | undefined {
  const list = asList(value);
  return list.state === 'known' ? list.value : list.state === 'absent' ? [] : undefined;
}

/** Whether a text is as a pattern says, in which `*` stands for any text. */
export function matches(pattern: string, text: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return pattern === text;
  if (!text.startsWith(first) || !text.endsWith(last)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at <= text.length - last.length;
}
