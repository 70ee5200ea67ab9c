import type { Resolved, ResourceGraph, ResourceNode } from '../../assembly/index.ts';
import {
  byRegion,
  counterparts,
  type Neutralize,
  neutralizer,
  neutralName,
  neutralStackName,
} from './regional-names.ts';

/** What is not the same in all Regions. */
export interface ParityDifference {
  /** A whole stack or resource that some Regions lack, or a property that differs. */
  readonly kind: 'stack' | 'resource' | 'property';
  /** The stack's or the resource's path, with `<region>` in the place of the Region's name. */
  readonly name: string;
  /** Undefined for a stack. */
  readonly type: string | undefined;
  /** Path below the resource, as `Properties.MinSize`; undefined unless a property differs. */
  readonly property: string | undefined;
  /** By Region, in the order of their names; undefined where there is none. */
  readonly values: ReadonlyMap<string, string | undefined>;
  /** The resources themselves, by Region; empty for a stack. */
  readonly resources: ReadonlyMap<string, ResourceNode>;
}

export interface Parity {
  /** The Regions compared; fewer than two: there is nothing to compare. */
  readonly regions: readonly string[];
  /** Resources that every Region has, differing or not. */
  readonly compared: number;
  readonly differences: readonly ParityDifference[];
}

/** Not worth a difference: texts for people, and CDK's record of its own version. */
const IGNORED_PROPERTIES = new Set(['Tags', 'Description', 'Name', 'AlarmDescription']);
const IGNORED_TYPES = new Set(['AWS::CDK::Metadata']);
const ATTRIBUTES = ['DeletionPolicy', 'UpdateReplacePolicy', 'UpdatePolicy', 'CreationPolicy'];

/**
 * What the stacks of one Region have otherwise than those of another, names of Regions, zones,
 * addresses and accounts aside. Differences may be meant, as a smaller standby is; what is not
 * meant is what fails over badly.
 *
 * @param regions those to compare; stacks and resources of other Regions do not count
 */
export function compareRegions(graph: ResourceGraph, regions: readonly string[]): Parity {
  if (regions.length < 2) return { regions, compared: 0, differences: [] };
  const neutralize = neutralizer(regions);
  const isCompared = (region: string | undefined) =>
    region !== undefined && regions.includes(region);
  const differences: ParityDifference[] = [];
  const lacking = new Set<string>();
  const stacks = byRegion(
    graph.stacks.filter(({ region }) => isCompared(region)),
    (stack) => neutralStackName(neutralize, stack),
  );
  for (const [name, same] of stacks) {
    if (same.size === regions.length) continue;
    for (const stack of same.values()) lacking.add(stack.id);
    const values = new Map(regions.map((r) => [r, same.has(r) ? 'present' : undefined]));
    const [kind, resources] = ['stack', new Map<string, ResourceNode>()] as const;
    differences.push({ kind, name, type: undefined, property: undefined, values, resources });
  }
  let compared = 0;
  for (const same of counterparts(
    graph.nodes.filter(({ region }) => isCompared(region)),
    neutralize,
  ).values()) {
    const [first] = same.values();
    if (first === undefined || IGNORED_TYPES.has(first.type) || lacking.has(first.stack.id))
      continue;
    const about = { name: neutralName(neutralize, first), type: first.type, resources: same };
    if (same.size < regions.length) {
      const values = new Map(regions.map((r) => [r, same.has(r) ? 'present' : undefined]));
      differences.push({ kind: 'resource', ...about, property: undefined, values });
      continue;
    }
    compared += 1;
    const shapes = regions.map((region) => {
      const node = same.get(region);
      return node === undefined ? undefined : shapeOf(graph, node, neutralize);
    });
    for (const { path, values } of differ(shapes)) {
      const byName = new Map(regions.map((region, i) => [region, values[i]]));
      differences.push({ kind: 'property', ...about, property: path, values: byName });
    }
  }
  return { regions, compared, differences };
}

/** Plain data in which equal things of different Regions are equal. */
type Shape = string | { readonly [key: string]: Shape } | readonly Shape[] | undefined;

function shapeOf(graph: ResourceGraph, node: ResourceNode, neutralize: Neutralize): Shape {
  const properties = toShape(graph, graph.get(node), neutralize);
  const attributes = ATTRIBUTES.map((name) => [
    name,
    toShape(graph, graph.attribute(node, name), neutralize),
  ]);
  const isMapping = typeof properties === 'object' && !Array.isArray(properties);
  const kept = isMapping
    ? Object.fromEntries(Object.entries(properties).filter(([key]) => !IGNORED_PROPERTIES.has(key)))
    : properties;
  return { ...Object.fromEntries(attributes), Properties: kept };
}

function toShape(graph: ResourceGraph, value: Resolved, neutralize: Neutralize): Shape {
  const inner = (part: Resolved) => toShape(graph, part, neutralize);
  switch (value.kind) {
    case 'literal':
      return neutralize(String(value.value));
    case 'text':
      return value.parts.map((part) => JSON.stringify(inner(part))).join('');
    case 'list':
      return value.items.map(inner);
    case 'mapping':
      return Object.fromEntries([...value.entries].map(([key, item]) => [key, inner(item)]));
    case 'reference':
      return `<${neutralName(neutralize, value.node)}.${value.attribute}>`;
    case 'zone':
    case 'zones':
      return '<zone>';
    case 'branches':
      return { [`if ${value.condition}`]: inner(value.whenTrue), else: inner(value.whenFalse) };
    case 'absent':
      return undefined;
    case 'unknown':
      return `<${neutralize(value.reason)}>`;
  }
}

interface Difference {
  readonly path: string;
  readonly values: readonly (string | undefined)[];
}

/** The deepest places at which shapes differ. */
function differ(shapes: readonly Shape[], path: readonly (string | number)[] = []): Difference[] {
  const texts = shapes.map((shape) => JSON.stringify(shape));
  if (texts.every((text) => text === texts[0])) return [];
  const lists = shapes.filter((shape) => Array.isArray(shape));
  const isListed =
    lists.length === shapes.length && lists.every((l) => l.length === lists[0]?.length);
  const isMapped = shapes.every((shape) => typeof shape === 'object' && !Array.isArray(shape));
  if (!isListed && !isMapped) return [{ path: path.join('.'), values: shapes.map(show) }];
  const keys = new Set(shapes.flatMap((shape) => Object.keys(shape as object)));
  return [...keys].flatMap((key) => {
    const parts = shapes.map((shape) => (shape as Readonly<Record<string, Shape>>)[key]);
    return differ(parts, [...path, key]);
  });
}

function show(shape: Shape): string | undefined {
  if (shape === undefined || typeof shape === 'string') return shape;
  return JSON.stringify(shape);
}
