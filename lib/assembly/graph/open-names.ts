import type { ResourceNode } from '../model.ts';
import { mayBeSame } from '../resolve/environment.ts';
import { joinText, type Resolved } from '../resolve/values.ts';
import type { ResourceGraph } from './graph.ts';
import { namedBy, nameKey, nameOf, targetOf } from './names.ts';

/**
 * As `targetOf`; `open` if the value may lead to a resource of these types, but whether it does is
 * known at deployment only.
 */
export function leadsTo(
  graph: ResourceGraph,
  value: Resolved,
  types: readonly string[],
  region?: string,
): ResourceNode | 'open' | undefined {
  const target = targetOf(graph, value, types, region);
  if (target !== undefined) return target;
  if (value.kind === 'unknown') return 'open';
  return candidatesOf(graph, value, types, region).length > 0 ? 'open' : undefined;
}

/** Whether a value, or a part of it, is known at deployment only. */
export function isOpen(value: Resolved): boolean {
  return value.kind === 'text' ? value.parts.some(isOpen) : value.kind === 'unknown';
}

/** A text as the parts between its slashes. */
export function segmentsOf(value: Resolved): readonly Resolved[] {
  const segments: Resolved[][] = [[]];
  for (const part of value.kind === 'text' ? value.parts : [value]) {
    if (part.kind !== 'literal') {
      segments.at(-1)?.push(part);
      continue;
    }
    for (const [i, text] of String(part.value).split('/').entries()) {
      const piece: Resolved = { ...part, value: text };
      if (i === 0) segments.at(-1)?.push(piece);
      else segments.push([piece]);
    }
  }
  return segments.map((parts) => joinText(parts));
}

/** The resources of some types that a name, or an ARN, may be the one of. */
export function candidatesOf(
  graph: ResourceGraph,
  value: Resolved,
  types: readonly string[],
  region?: string,
): readonly ResourceNode[] {
  const symbols = symbolsOf(value);
  if (symbols === undefined || symbols.length === 0) return [];
  const names = tailsOf(symbols);
  if (names.some((name) => name.every(isToken))) {
    return graph.resourcesOf(...types).filter((node) => mayBeSame(node.region, region));
  }
  const all = symbols.some(isToken)
    ? graph.having(types, nameKinds, 'named')
    : graph.having(types, nameKinds, 'open');
  const possible = all.filter((node) => {
    const own = symbolsOf(nameOf(graph, node));
    return own !== undefined && names.some((name) => mayBeEqual(name, own));
  });
  return [...new Set([...namedBy(graph, value, types, region), ...possible])].filter((node) =>
    mayBeSame(node.region, region),
  );
}

function nameKinds(graph: ResourceGraph, node: ResourceNode): readonly string[] {
  const name = nameOf(graph, node);
  if (name.kind === 'absent') return [];
  return isOpen(name) ? ['named', 'open'] : ['named'];
}

const NOT_KNOWN = '<?>';

/** A text as its characters, with a token for each part that is not known; undefined: no text. */
function symbolsOf(value: Resolved): readonly string[] | undefined {
  if (value.kind === 'literal') return [...String(value.value)];
  if (value.kind === 'unknown') return [nameKey(value) ?? NOT_KNOWN];
  if (value.kind !== 'text') return undefined;
  const parts = value.parts.map(symbolsOf);
  return parts.includes(undefined) ? undefined : parts.flatMap((part) => part ?? []);
}

function isToken(symbol: string): boolean {
  return symbol.length > 1 && symbol.startsWith('<');
}

/** Where the name is in an ARN: behind its last colon or slash. */
function tailsOf(symbols: readonly string[]): readonly (readonly string[])[] {
  if (symbols.slice(0, 4).join('') !== 'arn:') return [symbols];
  return [':', '/'].map((separator) => symbols.slice(symbols.lastIndexOf(separator) + 1));
}

/** Whether two texts can be equal, whatever their tokens stand for. */
function mayBeEqual(one: readonly string[], other: readonly string[]): boolean {
  const isSame = (a: string | undefined, b: string | undefined) => a === b && a !== NOT_KNOWN;
  const shorter = Math.min(one.length, other.length);
  let start = 0;
  while (start < shorter && isSame(one[start], other[start])) start += 1;
  let end = 0;
  while (end < shorter - start && isSame(one.at(-1 - end), other.at(-1 - end))) end += 1;
  const [a, b] = [one, other].map((all) => all.slice(start, all.length - end));
  if (a === undefined || b === undefined) return false;
  if (a.length === 0 || b.length === 0) return [...a, ...b].every(isToken);
  const mayMatch = (i: number) => isToken(a.at(i) ?? '') || isToken(b.at(i) ?? '');
  return mayMatch(0) && mayMatch(-1);
}
