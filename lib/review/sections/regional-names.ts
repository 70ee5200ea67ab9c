import type { ResourceNode, TemplateStack } from '../../assembly/index.ts';

/** Takes out of a text what differs from Region to Region without meaning anything. */
export type Neutralize = (text: string) => string;

/**
 * Replaces the names of Regions, however they are written in it (`eu-west-1`, `EuWest1`), and what
 * every Region has its own of: zones, address ranges, accounts, images, prefix lists.
 */
export function neutralizer(regions: readonly string[]): Neutralize {
  const names = regions.map((region) => region.replaceAll('-', '[-_]?'));
  const pattern =
    names.length === 0 ? undefined : new RegExp(`(?:${names.join('|')})(?!\\d)`, 'gi');
  const known = new Map<string, string>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const neutral = (pattern === undefined ? text : text.replace(pattern, '<region>'))
      .replace(/^<region>[a-z]$/, '<zone>')
      .replaceAll(/\b\d{1,3}(?:\.\d{1,3}){3}(?:\/\d{1,2})?(?![\d.])/g, '<address>')
      .replaceAll(/(?<![\w-])\d{12}(?![\w-])/g, '<account>')
      .replaceAll(/\b(ami|pl)-[0-9a-f]{8,17}\b/g, '<$1>')
      // CDK's hashes of paths, which hold the Region's name.
      .replaceAll(/[0-9A-F]{8}(?![0-9A-Za-z])|(?<=[-_])[0-9a-f]{8}(?![0-9A-Za-z])/g, '<hash>');
    known.set(text, neutral);
    return neutral;
  };
}

/** A stack's name, the same for the stacks of all Regions that are the same but for the Region. */
export function neutralStackName(neutralize: Neutralize, stack: TemplateStack): string {
  return neutralize(stack.constructPath ?? stack.name ?? stack.id);
}

/** A resource's name, the same for its counterparts in other Regions. */
export function neutralName(neutralize: Neutralize, node: ResourceNode): string {
  const { constructPath, stack, logicalId } = node;
  if (constructPath !== undefined) return neutralize(constructPath);
  return `${neutralStackName(neutralize, stack)}/${neutralize(logicalId)}`;
}

/** The same thing in every Region that has it; things of an unknown Region are left out. */
export type Counterparts<T> = ReadonlyMap<string, ReadonlyMap<string, T>>;

/** Resources by their neutral name and type, then by Region. */
export function counterparts(
  nodes: readonly ResourceNode[],
  neutralize: Neutralize,
): Counterparts<ResourceNode> {
  return byRegion(nodes, (node) => `${neutralName(neutralize, node)} ${node.type}`);
}

/** Items by name and Region; of several with one name in one Region, each has its counterpart. */
export function byRegion<T extends { readonly region: string | undefined }>(
  items: readonly T[],
  nameOf: (item: T) => string,
): Counterparts<T> {
  const found = new Map<string, Map<string, T>>();
  for (const item of items) {
    if (item.region === undefined) continue;
    const name = nameOf(item);
    let unique = name;
    for (let i = 2; found.get(unique)?.has(item.region); i++) unique = `${name} ${i}`;
    const same = found.get(unique) ?? new Map<string, T>();
    found.set(unique, same.set(item.region, item));
  }
  return found;
}
