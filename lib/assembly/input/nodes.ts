import { isObject, own } from '../json.ts';
import type { ResourceNode } from '../model.ts';
import type { StackSource } from './sources.ts';

/** The resources of a stack's template, in the order in which it lists them. */
export function readNodes(stack: StackSource): ResourceNode[] {
  const resources = own(stack.template.body, 'Resources');
  if (!isObject(resources)) return [];
  return Object.entries(resources).flatMap(([logicalId, raw]) => {
    const type = own(raw, 'Type');
    if (!isObject(raw) || typeof type !== 'string') return [];
    return [readNode(stack, logicalId, type, raw)];
  });
}

function readNode(
  stack: StackSource,
  logicalId: string,
  type: string,
  raw: ResourceNode['raw'],
): ResourceNode {
  const condition = own(raw, 'Condition');
  const dependsOn = own(raw, 'DependsOn');
  const path = own(own(raw, 'Metadata'), 'aws:cdk:path');
  const { region, account, constructPath: stackPath } = stack;
  return {
    id: `${stack.id}/${logicalId}`,
    stack,
    logicalId,
    type,
    constructPath:
      typeof path === 'string'
        ? path
        : stackPath === undefined
          ? undefined
          : stack.constructPathOf(stackPath, logicalId),
    region,
    account,
    condition: typeof condition === 'string' ? condition : undefined,
    dependsOn: (Array.isArray(dependsOn) ? dependsOn : [dependsOn]).filter(
      (id) => typeof id === 'string',
    ),
    raw,
  };
}
