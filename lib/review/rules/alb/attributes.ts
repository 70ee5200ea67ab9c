import {
  asKeyValues,
  type Resolved,
  type ResourceGraph,
  type ResourceNode,
} from '../../../assembly/index.ts';

/** A load balancer's or a target group's attribute by its key. */
export function attributeOf(
  graph: ResourceGraph,
  node: ResourceNode,
  property: 'LoadBalancerAttributes' | 'TargetGroupAttributes',
  key: string,
): Resolved {
  const attributes = asKeyValues(graph.get(node, property));
  if (attributes.state === 'absent') return { kind: 'absent' };
  if (attributes.state === 'unknown') {
    return { kind: 'unknown', code: 'attribute', reason: attributes.reason };
  }
  return attributes.value.get(key) ?? { kind: 'absent' };
}

/** The text of a property whose absence has a meaning; undefined: it is not known. */
export function textOf(
  graph: ResourceGraph,
  node: ResourceNode,
  property: string,
  absent: string,
): string | undefined {
  const value = graph.get(node, property);
  if (value.kind === 'absent') return absent;
  return value.kind === 'literal' ? String(value.value) : undefined;
}
