import {
  describe,
  physicalName,
  type ResourceGraph,
  type ResourceNode,
} from '../assembly/index.ts';
import { CONFIGURATION, CONFIGURED, type Configured } from './configuration.ts';

/** What reads a secret: by reference, or, as another Region has to, by its name in an ARN. */
export function readersOfSecret(
  graph: ResourceGraph,
  secret: ResourceNode,
): readonly ResourceNode[] {
  const referring = graph
    .referrers(secret)
    .map(({ from }) => from)
    .filter(({ type }) => !type.startsWith('AWS::SecretsManager::'));
  const name = physicalName(graph, secret);
  if (name === undefined) return [...new Set(referring)];
  const naming = graph.having(CONFIGURED, secretsNamedIn, name);
  return [...new Set([...referring, ...naming])];
}

/** An ARN in a text, from the name of the secret on; `*` and `?` stand for what is not known of it. */
const ARN = /:secret:([\w/+=.@?-]+)(\*?)/g;

/**
 * The names of the secrets whose ARNs are in what a resource's code reads. Secrets Manager appends
 * a hyphen and six characters to the name, which an ARN may have, leave out, or have as wildcards.
 */
function secretsNamedIn(graph: ResourceGraph, node: ResourceNode): readonly string[] {
  const text = describe(graph.get(node, ...CONFIGURATION[node.type as Configured]));
  if (!text.includes(':secretsmanager:')) return [];
  return [...text.matchAll(ARN)].flatMap(([, name = '', star]) => [
    name,
    name.replace(/-[a-z0-9?]{6}$/i, ''),
    ...(star === '*' ? [name.replace(/-$/, '')] : []),
  ]);
}
