import type { ResourceGraph, ResourceNode } from '../assembly/index.ts';
import { type Judged, placed } from './places.ts';
import type { Evidence, SubjectVerdict } from './rule.ts';

/**
 * The parameters whose defaults are behind a verdict: of those that the check read of its subject and
 * of what belongs to it, the ones without which it would come to something else.
 */
export function parametersBehind(
  verdict: SubjectVerdict,
  outcome: Judged,
  place: string,
  outcomes: readonly Judged[],
  graph: ResourceGraph,
): readonly string[] {
  const read = parametersRead(verdict, outcomes, graph);
  if (verdict.status === 'pass' || read.length > MAX_TRIED) return read;
  const idle = new Set<string>();
  for (const name of read) {
    const tried = new Set([...idle, name]);
    const again = placed(outcome.without(tried)).get(place);
    const isSame = again?.status === verdict.status && again.message === verdict.message;
    if (isSame && again.severity === verdict.severity) idle.add(name);
  }
  return read.filter((name) => !idle.has(name));
}

/** Beyond so many parameters all that were read are named, rather than to try each. */
const MAX_TRIED = 20;

function parametersRead(
  { subject, evidence = [] }: SubjectVerdict,
  outcomes: readonly Judged[],
  graph: ResourceGraph,
): readonly string[] {
  const isOne = subject !== undefined && 'logicalId' in subject;
  let belonging: ReadonlySet<ResourceNode> | undefined;
  const belongs = (node: ResourceNode | undefined) => {
    if (!isOne || node === undefined) return true;
    belonging ??= belongingTo(subject, evidence, graph);
    return belonging.has(node);
  };
  const names = outcomes.flatMap(({ scenario }) =>
    [...scenario.reads].flatMap(([name, nodes]) => ([...nodes].some(belongs) ? [name] : [])),
  );
  return [...new Set(names)].toSorted();
}

/** A resource, what it rests on, what these refer to, and what refers to it. */
function belongingTo(
  subject: ResourceNode,
  evidence: readonly Evidence[],
  graph: ResourceGraph,
): ReadonlySet<ResourceNode> {
  const found = new Set<ResourceNode>();
  const pending = [subject, ...evidence.map(({ resource }) => resource)];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (found.has(node)) continue;
    found.add(node);
    pending.push(...graph.references(node).map(({ to }) => to));
  }
  for (const { from } of graph.referrers(subject)) found.add(from);
  return found;
}
