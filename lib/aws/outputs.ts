import {
  type ResourceGraph,
  type ResourceNode,
  referencesIn,
  type TemplateStack,
} from '../assembly/index.ts';

/**
 * Whether an output passes a resource, or one attribute of it, on to where it cannot be seen. If a
 * stack of the input takes the resource, those that it is meant for are in the input.
 */
export function isHandedOut(
  graph: ResourceGraph,
  resource: ResourceNode,
  attribute?: string,
): boolean {
  const isTaken = graph.referrers(resource).some(({ from }) => from.stack !== resource.stack);
  return (
    !isTaken &&
    outputsOf(resource.stack).some((output) => names(graph, output, resource, attribute))
  );
}

/** Whether an output exports a resource to other stacks, and does not merely show it to people. */
export function isExported(graph: ResourceGraph, resource: ResourceNode): boolean {
  return outputsOf(resource.stack).some(
    (output) => Object.hasOwn(output, 'Export') && names(graph, output, resource),
  );
}

function outputsOf({ template }: TemplateStack): readonly object[] {
  const { Outputs: outputs } = template.body;
  if (typeof outputs !== 'object' || outputs === null) return [];
  return Object.values(outputs).filter((one) => typeof one === 'object' && one !== null);
}

function names(
  graph: ResourceGraph,
  output: object,
  { id, stack }: ResourceNode,
  attribute?: string,
): boolean {
  return referencesIn(graph.resolve(stack, output)).some(
    (reference) =>
      reference.node.id === id && (attribute === undefined || reference.attribute === attribute),
  );
}
