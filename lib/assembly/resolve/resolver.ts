import { isObject, own } from '../json.ts';
import { MAX_RESOLVE_DEPTH } from '../limits.ts';
import { entry, type ResourceNode, type TemplateStack } from '../model.ts';
import { type Formula, keyCondition, toFormula, undecidable } from './conditions.ts';
import { CrossStackIndex } from './cross-stack.ts';
import { resolveDynamicReferences } from './dynamic-references.ts';
import { type FunctionContext, INTRINSICS } from './intrinsics.ts';
import { ABSENT, literal, type Resolved, unknown } from './values.ts';

/** Resolves template values to what they stand for. Never throws; each value is resolved once. */
export class Resolver implements FunctionContext {
  readonly index: CrossStackIndex;
  readonly #nodes: ReadonlyMap<TemplateStack, ReadonlyMap<string, ResourceNode>>;
  // Not weak: the values live as long as the templates, and weak keys make for long collections.
  readonly #values = new Map<TemplateStack, Map<object, Resolved>>();
  readonly #conditions = new WeakMap<TemplateStack, Map<string, Formula>>();
  readonly #open = new Set<string>();
  #depth = 0;

  constructor(nodes: ReadonlyMap<TemplateStack, ReadonlyMap<string, ResourceNode>>) {
    this.#nodes = nodes;
    this.index = new CrossStackIndex(nodes);
  }

  node(stack: TemplateStack, logicalId: string): ResourceNode | undefined {
    return this.#nodes.get(stack)?.get(logicalId);
  }

  resolve(stack: TemplateStack, raw: unknown): Resolved {
    if (typeof raw === 'string') return resolveDynamicReferences(this, stack, literal(raw));
    if (typeof raw === 'number' || typeof raw === 'boolean') return literal(raw);
    if (typeof raw !== 'object' || raw === null) return ABSENT;
    let values = this.#values.get(stack);
    if (values === undefined) {
      values = new Map();
      this.#values.set(stack, values);
    }
    const known = values.get(raw);
    if (known !== undefined) return known;
    if (this.#depth >= MAX_RESOLVE_DEPTH) {
      return unknown('limit', `more than ${MAX_RESOLVE_DEPTH} steps to resolve`);
    }
    // Until it is known, a value that leads back to itself is circular.
    values.set(raw, unknown('circular', 'the value refers to itself'));
    this.#depth += 1;
    const value = this.#compute(stack, raw);
    this.#depth -= 1;
    values.set(raw, value);
    return value;
  }

  /** Guards steps that are named rather than written: an output, a parameter, an index. */
  once(key: string, compute: () => Resolved): Resolved {
    if (this.#open.has(key)) return unknown('circular', `${key} refers to itself`);
    this.#open.add(key);
    const value = compute();
    this.#open.delete(key);
    return value;
  }

  condition(stack: TemplateStack, name: string): Formula {
    let formulas = this.#conditions.get(stack);
    if (formulas === undefined) {
      formulas = new Map();
      this.#conditions.set(stack, formulas);
    }
    const known = formulas.get(name);
    if (known !== undefined) return known;
    const self = undecidable(stack, { Condition: name });
    formulas.set(name, self);
    const key = keyCondition(name);
    const raw = key
      ? { 'Fn::Equals': [{ Ref: key.parameter }, key.value] }
      : entry(stack, 'Conditions', name);
    if (raw === undefined || this.#depth >= MAX_RESOLVE_DEPTH) return self;
    this.#depth += 1;
    const formula = toFormula(this, stack, raw);
    this.#depth -= 1;
    formulas.set(name, formula);
    return formula;
  }

  #compute(stack: TemplateStack, raw: object): Resolved {
    if (Array.isArray(raw)) {
      const items = raw.map((item) => this.resolve(stack, item));
      return { kind: 'list', items: items.filter((item) => item.kind !== 'absent') };
    }
    const name = functionName(raw);
    if (name === undefined) return this.#mapping(stack, raw);
    const intrinsic = INTRINSICS.get(name);
    const argument = own(raw, name);
    if (intrinsic !== undefined) return intrinsic(this, stack, argument);
    const operand = this.resolve(stack, argument);
    return unknown('function', `${name} is decided at deployment`, operand);
  }

  #mapping(stack: TemplateStack, raw: object): Resolved {
    const entries = new Map<string, Resolved>();
    let open = false;
    for (const [key, value] of Object.entries(raw)) {
      if (key === 'Fn::Transform' || key.startsWith('Fn::ForEach::')) open = true;
      const resolved = this.resolve(stack, value);
      if (resolved.kind !== 'absent') entries.set(key, resolved);
    }
    return { kind: 'mapping', entries, open };
  }
}

/** The function a mapping calls: it has one key, `Ref`, `Fn::…` or `Condition` on a text. */
export function functionName(raw: unknown): string | undefined {
  if (!isObject(raw)) return undefined;
  let name: string | undefined;
  for (const key in raw) {
    if (name !== undefined) return undefined;
    name = key;
  }
  if (name === 'Ref' || name?.startsWith('Fn::')) {
    return name.startsWith('Fn::ForEach::') ? undefined : name;
  }
  return undefined;
}
