import {
  asList,
  asNumber,
  asString,
  type PathSegment,
  type ResourceGraph,
  type ResourceNode,
} from '../../../assembly/index.ts';
import { allOf, anyOf, listenerRulesOf, matches } from '../../../aws/index.ts';

/** What is asked of a listener; undefined: it is not known. */
export interface Request {
  readonly path: string | undefined;
  readonly host: string | undefined;
}

/** What answers a request: the targets, or the load balancer itself, by what; undefined: not known. */
export type Answer = 'targets' | 'a redirect' | 'a fixed response' | undefined;

/**
 * Everything that may answer a request, by the rules of a listener in their order, its default last
 * (https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-rules.html).
 */
export function answersOf(
  graph: ResourceGraph,
  listener: ResourceNode,
  request: Request,
): readonly Answer[] {
  const rules = listenerRulesOf(graph, listener).map((node) => {
    const priority = asNumber(graph.get(node, 'Priority'));
    return { node, priority: priority.state === 'known' ? priority.value : undefined };
  });
  const ordered = rules.toSorted((a, b) => (a.priority ?? 0) - (b.priority ?? 0));
  const isOrdered = rules.every(({ priority }) => priority !== undefined);
  const answers: Answer[] = [];
  for (const { node } of ordered) {
    const isTaken = isTakenBy(graph, node, request);
    if (isTaken !== false) answers.push(answerOf(graph, node, 'Actions'));
    if (isTaken === true && isOrdered) return answers;
  }
  return [...answers, answerOf(graph, listener, 'DefaultActions')];
}

function answerOf(graph: ResourceGraph, node: ResourceNode, property: string): Answer {
  const actions = asList(graph.get(node, property));
  if (actions.state !== 'known') return undefined;
  const types = actions.value.map((_, i) => asString(graph.get(node, property, i, 'Type')));
  const [type, ...others] = types;
  // What comes first may ask for a login.
  if (type?.state !== 'known' || others.length > 0) return undefined;
  switch (type.value) {
    case 'forward':
      return 'targets';
    case 'redirect':
      return 'a redirect';
    case 'fixed-response':
      return 'a fixed response';
    default:
      return undefined;
  }
}

/** Whether all conditions of a rule hold for a request, each by one of its values. */
function isTakenBy(
  graph: ResourceGraph,
  rule: ResourceNode,
  request: Request,
): boolean | undefined {
  const conditions = asList(graph.get(rule, 'Conditions'));
  if (conditions.state !== 'known') return undefined;
  return allOf(
    conditions.value.map((_, i) => {
      const field = asString(graph.get(rule, 'Conditions', i, 'Field'));
      if (field.state !== 'known') return undefined;
      const at = (...path: readonly PathSegment[]) => graph.get(rule, 'Conditions', i, ...path);
      const config = { 'path-pattern': 'PathPatternConfig', 'host-header': 'HostHeaderConfig' }[
        field.value
      ];
      if (config === undefined) return undefined;
      const plain = at('Values');
      const values = asList(plain.kind === 'absent' ? at(config, 'Values') : plain);
      if (values.state !== 'known') return undefined;
      const isPath = field.value === 'path-pattern';
      return anyOf(
        values.value.map((value) => {
          const pattern = asString(value);
          if (pattern.state !== 'known') return undefined;
          return isPath
            ? takes(pattern.value, request.path)
            : takes(pattern.value.toLowerCase(), request.host);
        }),
      );
    }),
  );
}

/** Whether a pattern takes a text; one with `?`, for any character, is not evaluated. */
function takes(pattern: string, text: string | undefined): boolean | undefined {
  if (pattern === '*') return true;
  return text === undefined || pattern.includes('?') ? undefined : matches(pattern, text);
}
