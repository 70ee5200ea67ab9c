import { isObject, own, type PathSegment } from '../json.ts';
import { entry, type ResourceNode, type TemplateStack } from '../model.ts';
import { compare, type SourcePosition } from '../problems.ts';
import { type Decide, evaluate } from '../resolve/conditions.ts';
import { echoedProperty } from '../resolve/echo.ts';
import { isRegion } from '../resolve/environment.ts';
import { functionName, Resolver } from '../resolve/resolver.ts';
import {
  ABSENT,
  literal,
  overBranches,
  type Resolved,
  unknown,
  withProvenance,
} from '../resolve/values.ts';
import { type Crossing, type Edge, type Unresolved, type Use, usesOf } from './edges.ts';
import { buildLookup, type KeysOf, type Lookup } from './lookup.ts';
import { type Answer, type AnswerOf, answerOf } from './remembered.ts';
import { factsOf, forget, settle } from './settle.ts';

/** Decides conditions for a view of the graph, and may take note of what it decided. */
export interface Assumptions {
  readonly decide: Decide;
  readonly onCondition?: (stack: TemplateStack, condition: string, truth: boolean) => void;
  /** The value that a parameter has by what was decided so far; undefined: its default counts. */
  readonly parameterIs?: (stack: TemplateStack, parameter: string) => string | undefined;
  /** Told of the parameters whose defaults are in what is read, and of which resource that is. */
  readonly onRead?: (parameters: readonly string[], node: ResourceNode | undefined) => void;
  /** Parameters whose defaults count for nothing, to see what rests on them. */
  readonly forgotten?: ReadonlySet<string>;
}

/**
 * All resources of all stacks of an input, and what they refer to.
 *
 * Everything is in a fixed order: stacks as the input lists them, resources as their template
 * does. Nothing here throws for any template.
 */
export class ResourceGraph {
  readonly stacks: readonly TemplateStack[];
  readonly #core: Core;
  readonly #assumptions: Assumptions | undefined;

  constructor(core: Core, assumptions?: Assumptions) {
    this.stacks = core.stacks;
    this.#core = core;
    this.#assumptions = assumptions;
  }

  /** All resources; in a view, those that exist under its assumptions. */
  get nodes(): readonly ResourceNode[] {
    return this.#existing(this.#core.nodes);
  }

  /** The Regions of the stacks, sorted; stacks of an unknown Region add none. */
  get regions(): readonly string[] {
    return this.#core.regions;
  }

  /** The resources of some types, in graph order. */
  resourcesOf(...types: readonly string[]): readonly ResourceNode[] {
    return this.#existing(this.#core.ofTypes(types));
  }

  /**
   * The resources of some types that match: the same as to filter `resourcesOf`, but in a view only
   * the conditions of those that match are decided, and so have to be looked at both ways.
   */
  select(
    types: readonly string[],
    matches: (node: ResourceNode) => boolean | undefined,
  ): readonly ResourceNode[] {
    return this.#existing(this.#core.ofTypes(types).filter(matches));
  }

  /**
   * The resources of some types that have a key: the same as to `select` those of which `keysOf`
   * gives the key, but each is read once for all keys that are ever asked for. A rule that asks for
   * every resource of one type which of another belong to it stays fast for thousands of both.
   */
  having(types: readonly string[], keysOf: KeysOf, key: unknown): readonly ResourceNode[] {
    const lookup = this.#core.lookup(types, keysOf);
    const found = lookup.byKey.get(key) ?? NONE;
    if (lookup.parameters.size > 0) {
      for (const node of found) {
        this.#assumptions?.onRead?.([...(lookup.parameters.get(node) ?? [])], node);
      }
    }
    const changed = this.#restingOnForgotten(lookup);
    const certain = changed.length === 0 ? found : found.filter((node) => !changed.includes(node));
    const open = [...lookup.open, ...changed];
    if (open.length === 0) return this.#existing(certain);
    const more = open.filter((node) => keysOf(this, node).includes(key));
    const at = (node: ResourceNode) => lookup.order.get(node) ?? 0;
    return this.#existing([...certain, ...more].toSorted((a, b) => at(a) - at(b)));
  }

  /**
   * What a function says of a resource, asked once for all views where no condition decides about
   * it. For answers that many rules ask for, and that take a look at many resources.
   */
  remembered<T>(of: AnswerOf<T>, node: ResourceNode): T {
    const answer = this.#core.answer(of, node);
    const isForgotten = answer.reads.some(([parameters]) => this.#forgets(parameters));
    if (answer.isOpen || isForgotten) return of(this, node);
    for (const [parameters, read] of answer.reads) this.#assumptions?.onRead?.(parameters, read);
    return answer.value;
  }

  /** The resources of a Region's stacks, or with `undefined` those of an unknown Region. */
  inRegion(region: string | undefined): readonly ResourceNode[] {
    return this.#existing(this.#core.byRegion.get(region) ?? []);
  }

  /** The resource with an ID, or with a logical ID in a stack. */
  find(id: string): ResourceNode | undefined;
  find(stack: TemplateStack, logicalId: string): ResourceNode | undefined;
  find(at: string | TemplateStack, logicalId = ''): ResourceNode | undefined {
    return typeof at === 'string'
      ? this.#core.byId.get(at)
      : this.#core.resolver.node(at, logicalId);
  }

  /** What a property stands for: `graph.get(service, 'NetworkConfiguration', 'Subnets', 0)`. */
  get(node: ResourceNode, ...path: readonly PathSegment[]): Resolved {
    return this.#read(node, ['Properties', ...path]);
  }

  /** The same beside the properties: `DeletionPolicy`, `UpdatePolicy`, `Metadata`, … */
  attribute(node: ResourceNode, ...path: readonly PathSegment[]): Resolved {
    return this.#read(node, path);
  }

  /** What any value of a stack's template stands for. */
  resolve(stack: TemplateStack, raw: unknown): Resolved {
    return this.#settled(this.#core.resolver.resolve(stack, raw));
  }

  /** Follows a reference to an attribute that merely returns a property, as a subnet's AZ does. */
  follow(value: Resolved): Resolved {
    return this.#settled(echoedProperty(this.#core.resolver, value));
  }

  /** Where the deepest written part of a property's path begins. */
  position(node: ResourceNode, ...path: readonly PathSegment[]): SourcePosition {
    const properties = path.length === 0 ? [] : ['Properties', ...path];
    return node.stack.template.locate(['Resources', node.logicalId, ...properties]);
  }

  /** What a resource's properties refer to, in the order they are written. */
  references(node: ResourceNode): readonly Edge[] {
    return this.#used(this.#core.uses.outgoing.get(node) ?? []);
  }

  /** Who refers to a resource, in graph order. */
  referrers(node: ResourceNode): readonly Edge[] {
    return this.#used(this.#core.uses.incoming.get(node) ?? []);
  }

  /** All references of the graph. */
  get edges(): readonly Edge[] {
    return this.nodes.flatMap((node) => this.references(node));
  }

  /** All uses of values of other stacks, by import, weak reference, exports reader or SSM. */
  get crossings(): readonly Crossing[] {
    return this.#used(this.#core.uses.crossings);
  }

  /** All properties, or those of one resource, that cannot be resolved. */
  unresolved(node?: ResourceNode): readonly Unresolved[] {
    const { unresolved, unresolvedOf } = this.#core.uses;
    return this.#used(node === undefined ? unresolved : (unresolvedOf.get(node) ?? []));
  }

  /**
   * Whether a resource is created: false if its condition, or that of a nested stack around it,
   * is false; undefined if that is open.
   */
  exists(node: ResourceNode): boolean | undefined {
    const { condition, stack } = node;
    const itself = condition === undefined ? true : this.#holds(stack, condition);
    const around = stack.parent && this.find(stack.parent.stack, stack.parent.logicalId);
    if (itself === false || around === undefined) return itself;
    const outer = this.exists(around);
    return outer === true ? itself : outer;
  }

  /** This graph with open conditions decided; `explore` makes these views. */
  under(assumptions: Assumptions): ResourceGraph {
    return new ResourceGraph(this.#core, assumptions);
  }

  #read(node: ResourceNode, path: readonly PathSegment[]): Resolved {
    let raw: unknown = node.raw;
    for (const [i, segment] of path.entries()) {
      const isStructure = Array.isArray(raw) || (isObject(raw) && !functionName(raw));
      const next = isStructure ? own(raw, segment) : undefined;
      if (next === undefined) {
        const value = this.#core.resolver.resolve(node.stack, raw);
        return this.#settled(path.slice(i).reduce<Resolved>(stepInto, value), node);
      }
      raw = next;
    }
    return this.#settled(this.#core.resolver.resolve(node.stack, raw), node);
  }

  #forgets(parameters: Iterable<string>): boolean {
    const forgotten = this.#assumptions?.forgotten;
    return forgotten !== undefined && [...parameters].some((name) => forgotten.has(name));
  }

  #restingOnForgotten({ parameters }: Lookup): readonly ResourceNode[] {
    if (this.#assumptions?.forgotten === undefined) return NONE;
    return [...parameters].flatMap(([node, names]) => (this.#forgets(names) ? [node] : []));
  }

  #settled(value: Resolved, node?: ResourceNode): Resolved {
    const assumptions = this.#assumptions;
    if (assumptions === undefined) return value;
    const decided = factsOf(value).isOpen
      ? settle(value, ({ stack, condition }) => this.#holds(stack, condition))
      : value;
    const settled =
      assumptions.forgotten === undefined ? decided : forget(decided, assumptions.forgotten);
    const { parameters } = factsOf(settled);
    if (parameters.length > 0) assumptions.onRead?.(parameters, node);
    return node === undefined ? settled : this.#assumed(settled, node.stack);
  }

  /**
   * A number, switch or Region that a decided condition says has that value, not its default. Other
   * texts may be names, by which resources are looked up once for all views.
   */
  #assumed(value: Resolved, stack: TemplateStack): Resolved {
    const [name, ...more] = value.parameters ?? [];
    if (value.kind !== 'literal' || name === undefined || more.length > 0) return value;
    const assumed = this.#assumptions?.parameterIs?.(stack, name);
    const isPlain = assumed !== undefined && (SWITCH.test(assumed) || isRegion(assumed));
    if (!isPlain) return value;
    const fallback = own(entry(stack, 'Parameters', name), 'Default');
    const isItself = String(fallback) === String(value.value);
    return isItself ? withProvenance(literal(assumed), value) : value;
  }

  #holds(stack: TemplateStack, condition: string): boolean | undefined {
    const formula = this.#core.resolver.condition(stack, condition);
    const certain = evaluate(formula, () => undefined);
    if (certain !== undefined || this.#assumptions === undefined) return certain;
    const truth = evaluate(formula, this.#assumptions.decide);
    if (truth !== undefined) this.#assumptions.onCondition?.(stack, condition, truth);
    return truth;
  }

  #existing(nodes: readonly ResourceNode[]): readonly ResourceNode[] {
    if (this.#assumptions === undefined || this.#core.isUnconditional(nodes)) return nodes;
    return nodes.filter((node) => this.exists(node) !== false);
  }

  #used<T extends Use>(uses: readonly T[]): readonly T[] {
    if (this.#assumptions === undefined || this.#core.isUnconditional(uses)) return uses;
    return uses.filter(
      ({ from, when }) =>
        this.exists(from) !== false &&
        when.every(({ branches: { stack, condition }, truth }) => {
          return (this.#holds(stack, condition) ?? truth) === truth;
        }),
    );
  }
}

/** Beside names of Regions, what a decided condition says of a value for good: numbers and switches. */
const SWITCH = /^(?:\d+|true|false)$/;

/** Whether a resource is there whatever the conditions are, as far as that needs no look at them. */
function isAlways({ condition, stack }: ResourceNode): boolean {
  return condition === undefined && stack.parent === undefined;
}

/** One step into a resolved value. */
function stepInto(value: Resolved, segment: PathSegment): Resolved {
  return overBranches(value, (side) => {
    if (side.kind === 'absent') return ABSENT;
    if (side.kind === 'list' && typeof segment === 'number') {
      return withProvenance(side.items[segment] ?? ABSENT, side);
    }
    if (side.kind === 'mapping' && typeof segment === 'string') {
      const found = side.entries.get(segment);
      if (found !== undefined) return withProvenance(found, side);
      return side.open ? unknown('macro', `a macro may set ${segment}`) : ABSENT;
    }
    return unknown(
      side.kind === 'unknown' ? side.code : 'invalid',
      `${segment} of a ${side.kind}`,
      side,
    );
  });
}

const NONE: readonly ResourceNode[] = [];

/** The data that a graph and its views share. */
export class Core {
  readonly stacks: readonly TemplateStack[];
  readonly nodes: readonly ResourceNode[];
  readonly byId: ReadonlyMap<string, ResourceNode>;
  readonly byRegion: ReadonlyMap<string | undefined, readonly ResourceNode[]>;
  readonly regions: readonly string[];
  readonly resolver: Resolver;
  readonly #unconditional = new WeakMap<readonly (ResourceNode | Use)[], boolean>();
  readonly #byType: ReadonlyMap<string, readonly ResourceNode[]>;
  readonly #byTypes = new Map<string, readonly ResourceNode[]>();
  readonly #lookups = new WeakMap<KeysOf, Map<string, Lookup>>();
  readonly #answers = new WeakMap<AnswerOf<unknown>, Map<ResourceNode, Answer<unknown>>>();
  #uses: ReturnType<typeof indexUses> | undefined;

  constructor(stacks: readonly TemplateStack[], nodes: readonly ResourceNode[]) {
    this.stacks = stacks;
    this.nodes = nodes;
    this.byId = new Map(nodes.map((node) => [node.id, node]));
    this.#byType = Map.groupBy(nodes, (node) => node.type);
    this.byRegion = Map.groupBy(nodes, (node) => node.region);
    this.regions = [...new Set(stacks.flatMap((stack) => stack.region ?? []))].toSorted(compare);
    const byStack = new Map<TemplateStack, Map<string, ResourceNode>>();
    for (const stack of stacks) byStack.set(stack, new Map());
    for (const node of nodes) byStack.get(node.stack)?.set(node.logicalId, node);
    this.resolver = new Resolver(byStack);
  }

  /** The resources of some types, in graph order. */
  ofTypes(types: readonly string[]): readonly ResourceNode[] {
    const [only = ''] = types;
    if (types.length === 1) return this.#byType.get(only) ?? NONE;
    const key = types.join();
    const found = this.#byTypes.get(key) ?? this.nodes.filter(({ type }) => types.includes(type));
    this.#byTypes.set(key, found);
    return found;
  }

  lookup(types: readonly string[], keysOf: KeysOf): Lookup {
    const byTypes = this.#lookups.get(keysOf) ?? new Map<string, Lookup>();
    this.#lookups.set(keysOf, byTypes);
    const key = types.length === 1 ? (types[0] ?? '') : types.join();
    const found =
      byTypes.get(key) ?? buildLookup(new ResourceGraph(this), this.ofTypes(types), keysOf);
    byTypes.set(key, found);
    return found;
  }

  answer<T>(of: AnswerOf<T>, node: ResourceNode): Answer<T> {
    const answers = (this.#answers.get(of) ?? new Map()) as Map<ResourceNode, Answer<T>>;
    this.#answers.set(of, answers);
    const found = answers.get(node) ?? answerOf(new ResourceGraph(this), of, node);
    answers.set(node, found);
    return found;
  }

  /** Whether no condition, also of a nested stack around it, decides about any of a list. */
  isUnconditional(list: readonly (ResourceNode | Use)[]): boolean {
    if (list.length === 0) return true;
    const known = this.#unconditional.get(list);
    if (known !== undefined) return known;
    const found = list.every((one) =>
      'when' in one ? one.when.length === 0 && isAlways(one.from) : isAlways(one),
    );
    this.#unconditional.set(list, found);
    return found;
  }

  /** References of the whole graph, computed when first asked for. */
  get uses() {
    this.#uses ??= indexUses(this.resolver, this.nodes);
    return this.#uses;
  }
}

function indexUses(resolver: Resolver, nodes: readonly ResourceNode[]) {
  const outgoing = new Map<ResourceNode, readonly Edge[]>();
  const incoming = new Map<ResourceNode, Edge[]>();
  const crossings: Crossing[] = [];
  const unresolved: Unresolved[] = [];
  for (const node of nodes) {
    const uses = usesOf(resolver, node);
    outgoing.set(node, uses.edges);
    for (const item of uses.crossings) crossings.push(item);
    for (const item of uses.unresolved) unresolved.push(item);
    for (const edge of uses.edges) {
      const list = incoming.get(edge.to);
      if (list === undefined) incoming.set(edge.to, [edge]);
      else list.push(edge);
    }
  }
  const unresolvedOf = Map.groupBy(unresolved, (use) => use.from);
  return { outgoing, incoming, crossings, unresolved, unresolvedOf };
}
