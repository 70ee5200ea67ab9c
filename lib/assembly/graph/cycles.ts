import type { ResourceNode } from '../model.ts';
import type { InputProblem } from '../problems.ts';
import type { ResourceGraph } from './graph.ts';

/**
 * Resources of one stack that wait for each other, which CloudFormation refuses. References under
 * a condition are left out: they need not all be there at once.
 */
export function findCycles(graph: ResourceGraph): InputProblem[] {
  return components(graph).map((cycle) => {
    const [first] = cycle;
    const names = cycle.map((node) => node.logicalId);
    const shown = names.length > 6 ? [...names.slice(0, 6), `${names.length - 6} more`] : names;
    return {
      code: 'circular-reference',
      severity: 'error',
      ...graph.position(first),
      found: `resources that depend on each other: ${shown.join(', ')}`,
      expected: 'references and DependsOn without a loop',
      fix: 'break the loop, for example by a resource that connects two others',
    };
  });
}

/** Strongly connected components of more than one resource, without recursion (Tarjan). */
function components(graph: ResourceGraph): [ResourceNode, ...ResourceNode[]][] {
  const found: [ResourceNode, ...ResourceNode[]][] = [];
  const order = new Map<ResourceNode, number>();
  const low = new Map<ResourceNode, number>();
  const stack: ResourceNode[] = [];
  const onStack = new Set<ResourceNode>();
  for (const root of graph.nodes) {
    if (order.has(root)) continue;
    const work = [{ node: root, next: 0, targets: targetsOf(graph, root) }];
    visit(root);
    for (let frame = work.at(-1); frame !== undefined; frame = work.at(-1)) {
      const { node } = frame;
      const target = frame.targets[frame.next];
      frame.next += 1;
      if (target !== undefined) {
        if (!order.has(target)) {
          visit(target);
          work.push({ node: target, next: 0, targets: targetsOf(graph, target) });
        } else if (onStack.has(target)) lower(node, order.get(target));
        continue;
      }
      work.pop();
      const parent = work.at(-1);
      if (parent !== undefined) lower(parent.node, low.get(node));
      if (low.get(node) === order.get(node)) close(node);
    }
  }
  return found;

  function visit(node: ResourceNode): void {
    order.set(node, order.size);
    low.set(node, order.size - 1);
    stack.push(node);
    onStack.add(node);
  }

  function lower(node: ResourceNode, value: number | undefined): void {
    low.set(node, Math.min(low.get(node) ?? 0, value ?? Number.POSITIVE_INFINITY));
  }

  function close(node: ResourceNode): void {
    const members = stack.splice(stack.lastIndexOf(node));
    for (const member of members) onStack.delete(member);
    const selfLoop = members.length === 1 && targetsOf(graph, node).includes(node);
    const [first, ...rest] = members;
    if (first !== undefined && (rest.length > 0 || selfLoop)) found.push([first, ...rest]);
  }
}

function targetsOf(graph: ResourceGraph, node: ResourceNode): ResourceNode[] {
  const referenced = graph
    .references(node)
    .filter((edge) => edge.when.length === 0 && (edge.how === 'Ref' || edge.how === 'GetAtt'))
    .map((edge) => edge.to);
  const named = node.dependsOn.flatMap((id) => graph.find(node.stack, id) ?? []);
  return [...new Set([...referenced, ...named])];
}
