import {
  type Resolved,
  type ResourceGraph,
  type ResourceNode,
  targetOf,
  textKey,
} from '../assembly/index.ts';

export const ALIAS = 'AWS::KMS::Alias';
const KEYS = ['AWS::KMS::Key', 'AWS::KMS::ReplicaKey'] as const;

/**
 * The key that a value leads to, by whatever of its names; `aws` for one that AWS manages;
 * undefined: it is not at hand.
 */
export function keyBehind(
  graph: ResourceGraph,
  value: Resolved,
  region: string | undefined,
): ResourceNode | 'aws' | undefined {
  const found = targetOf(graph, value, [...KEYS, ALIAS], region);
  if (found !== undefined && found.type !== ALIAS) return found;
  if (found !== undefined) return keyBehind(graph, graph.get(found, 'TargetKeyId'), found.region);
  const text = textKey(value);
  const [, at, alias] = /^(?:arn:[^:]*:kms:([^:]*):[^:]*:)?(alias\/.+)$/.exec(text ?? '') ?? [];
  if (alias === undefined) return undefined;
  if (alias.startsWith('alias/aws/')) return 'aws';
  // `<AWS.Region>`: that of the stack.
  const home = at === undefined || at.startsWith('<') ? region : at;
  const named = graph
    .having([ALIAS], namesOf, alias)
    .filter((one) => home === undefined || one.region === undefined || one.region === home);
  const [only] = named;
  if (only === undefined || named.length > 1) return undefined;
  return keyBehind(graph, graph.get(only, 'TargetKeyId'), only.region);
}

function namesOf(graph: ResourceGraph, alias: ResourceNode) {
  return [textKey(graph.get(alias, 'AliasName'))];
}

/** The names of the aliases of a key; undefined for one that is known at deployment only. */
export function aliasesOf(
  graph: ResourceGraph,
  key: ResourceNode,
): readonly (string | undefined)[] {
  return graph.having([ALIAS], keysOf, key).map((alias) => textKey(graph.get(alias, 'AliasName')));
}

function keysOf(graph: ResourceGraph, alias: ResourceNode) {
  return [targetOf(graph, graph.get(alias, 'TargetKeyId'), KEYS, alias.region)];
}
