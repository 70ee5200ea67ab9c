import { asString, type ResourceGraph, type ResourceNode } from '../assembly/index.ts';
import type { Evidence } from './prediction.ts';

/** Where a property's value is written, with the value as far as it is known; null: there is none. */
export function evidenceOf(
  graph: ResourceGraph,
  node: ResourceNode,
  path: readonly (string | number)[],
): Evidence {
  const { file, line } = graph.position(node, ...path);
  if (path.length === 0) return { resource: node.id, file, line };
  const read = asString(graph.get(node, ...path));
  const at = { resource: node.id, property: path.join('.'), file, line };
  // A list, and what nobody knows, is there all the same.
  if (read.state === 'unknown') return at;
  return { ...at, value: read.state === 'known' ? plain(read.value) : null };
}

function plain(text: string): string | number {
  return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
}
