import { type ResourceGraph, type ResourceNode, referencesIn } from '../assembly/index.ts';

/**
 * Whether an output passes a resource, or one attribute of it, on to where it cannot be seen. If a
 * stack of the input takes the resource, those that it is meant for are in the input.
 */
export function isHandedOut(
  graph: ResourceGraph,
  resource: ResourceNode,
  attribute?: string,
): boolean {
  const { stack } = resource;
  const outputs = stack.template.body.Outputs;
  if (typeof outputs !== 'object' || outputs === null) return false;
  const isTaken = graph.referrers(resource).some(({ from }) => from.stack !== stack);
  const values = Object.values(outputs).map((output) => graph.resolve(stack, output));
  return (
    !isTaken &&
    values.some((value) =>
      referencesIn(value).some(
        (reference) =>
          reference.node.id === resource.id &&
          (attribute === undefined || reference.attribute === attribute),
      ),
    )
  );
}
