import { isObject, own } from '../json.ts';

/** Construct path of a resource, by the path of the stack that owns it and its logical ID. */
export type ConstructPaths = (stackPath: string, logicalId: string) => string | undefined;

/** `[construct path, logical ID]` */
export type PathEntry = readonly [path: string, logicalId: string];

/** Metadata of a stack's artifact: `/Stack/Queue/Resource` → `aws:cdk:logicalId` entries. */
export function pathsFromMetadata(metadata: unknown): PathEntry[] {
  if (!isObject(metadata)) return [];
  return Object.entries(metadata).flatMap(([path, entries]) => {
    const list: readonly unknown[] = Array.isArray(entries) ? entries : [];
    const found = list.find((item) => own(item, 'type') === 'aws:cdk:logicalId');
    const id = own(found, 'data');
    return typeof id === 'string' ? [[path.replace(/^\//, ''), id] as const] : [];
  });
}

/** The construct tree (`tree.json`): only the resources of constructs CDK generates carry IDs. */
export function pathsFromTree(tree: unknown): PathEntry[] {
  const found: PathEntry[] = [];
  const pending: unknown[] = [own(tree, 'tree')];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    const id = own(own(node, 'attributes'), 'aws:cdk:cloudformation:logicalId');
    const path = own(node, 'path');
    if (typeof id === 'string' && typeof path === 'string') found.push([path, id]);
    const children = own(node, 'children');
    if (isObject(children)) pending.push(...Object.values(children));
  }
  return found;
}

/**
 * Assigns each resource to the innermost stack around it. The resource of a nested stack at
 * `A/N.NestedStack/N.NestedStackResource` says that `A/N` is one.
 */
export function indexPaths(stackPath: string, entries: readonly PathEntry[]): ConstructPaths {
  const owners = new Set([stackPath]);
  for (const [path] of entries) {
    const nested = nestedStackPath(path);
    if (nested !== undefined) owners.add(nested);
  }
  const byOwner = new Map<string, string>();
  for (const [path, logicalId] of entries) {
    let owner = path;
    do owner = owner.slice(0, Math.max(owner.lastIndexOf('/'), 0));
    while (owner !== '' && !owners.has(owner));
    const key = `${owner}\n${logicalId}`;
    if (!byOwner.has(key)) byOwner.set(key, path);
  }
  return (owner, logicalId) => byOwner.get(`${owner}\n${logicalId}`);
}

/** The path of the nested stack whose resource has this path. */
export function nestedStackPath(resourcePath: string): string | undefined {
  return /^(.+)\.NestedStack\/[^/]+\.NestedStackResource$/.exec(resourcePath)?.[1];
}
