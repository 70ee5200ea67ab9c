import {
  describe,
  physicalName,
  type ResourceGraph,
  type ResourceNode,
} from '../../../assembly/index.ts';
import { CONFIGURATION, CONFIGURED, type Configured } from '../configuration.ts';

/** What reads a secret: by reference, or, as another Region has to, by its name in an ARN. */
export function readersOf(graph: ResourceGraph, secret: ResourceNode): readonly ResourceNode[] {
  const referring = graph
    .referrers(secret)
    .map(({ from }) => from)
    .filter(({ type }) => !type.startsWith('AWS::SecretsManager::'));
  const name = physicalName(graph, secret);
  if (name === undefined) return [...new Set(referring)];
  const naming = graph.select(CONFIGURED, (one) =>
    names(describe(graph.get(one, ...CONFIGURATION[one.type as Configured])), name),
  );
  return [...new Set([...referring, ...naming])];
}

/** What follows a name in an ARN: nothing, six characters, or wildcards for them. */
const AFTER = /^(?:-[a-z0-9?]{6}|-?\*)?(?![\w/+=.@-])/i;

/** Whether a text has the ARN of a secret, with the six characters at its end or without. */
function names(text: string, secret: string): boolean {
  if (!text.includes(':secretsmanager:')) return false;
  const [, ...rests] = text.split(`:secret:${secret}`);
  return rests.some((rest) => AFTER.test(rest));
}
