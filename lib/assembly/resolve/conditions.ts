import { isObject, own } from '../json.ts';
import { entry, type TemplateStack } from '../model.ts';
import type { Resolved } from './values.ts';

/**
 * A condition as a formula over atoms `subject = value`. Atoms with one subject exclude each
 * other, so that a parameter is never two things at once.
 */
export type Formula =
  | { readonly op: 'constant'; readonly value: boolean }
  | { readonly op: 'not'; readonly operand: Formula }
  | { readonly op: 'and' | 'or'; readonly operands: readonly Formula[] }
  | Atom;

export interface Atom {
  readonly op: 'atom';
  /** What is compared, the same text for the same thing everywhere in the graph. */
  readonly subject: string;
  readonly value: string;
  /** All values the subject can have, where a parameter lists them. */
  readonly domain?: readonly string[];
  /** The result when every parameter has its default; undefined: no default. */
  readonly byDefault: boolean | undefined;
}

/** Decides an atom: undefined leaves it open. */
export type Decide = (atom: Atom) => boolean | undefined;

/** Three-valued logic: undefined where the open atoms matter. */
export function evaluate(
  formula: Formula,
  decide: Decide,
  known = new Map<Formula, boolean | undefined>(),
): boolean | undefined {
  if (formula.op === 'constant') return formula.value;
  if (formula.op === 'atom') return decide(formula);
  if (known.has(formula)) return known.get(formula);
  let result: boolean | undefined;
  if (formula.op === 'not') {
    const operand = evaluate(formula.operand, decide, known);
    result = operand === undefined ? undefined : !operand;
  } else {
    const decisive = formula.op === 'or';
    result = !decisive;
    for (const operand of formula.operands) {
      const value = evaluate(operand, decide, known);
      if (value === decisive) {
        result = decisive;
        break;
      }
      if (value === undefined) result = undefined;
    }
  }
  known.set(formula, result);
  return result;
}

export const byDefault: Decide = (atom) => atom.byDefault;

/** What conditions need from the resolver. */
export interface ConditionContext {
  resolve(stack: TemplateStack, raw: unknown): Resolved;
  condition(stack: TemplateStack, name: string): Formula;
}

/** The formula of a condition expression (`Fn::Equals`, `Fn::And`, … or `Condition`). */
export function toFormula(context: ConditionContext, stack: TemplateStack, raw: unknown): Formula {
  const keys = isObject(raw) ? Object.keys(raw) : [];
  const [name] = keys;
  if (name === undefined || keys.length !== 1) return undecidable(stack, raw);
  const argument = own(raw, name);
  const list: readonly unknown[] = Array.isArray(argument) ? argument : [];
  switch (name) {
    case 'Condition':
      return typeof argument === 'string'
        ? context.condition(stack, argument)
        : undecidable(stack, raw);
    case 'Fn::Not':
      return list.length === 1
        ? negate(toFormula(context, stack, list[0]))
        : undecidable(stack, raw);
    case 'Fn::And':
    case 'Fn::Or': {
      if (list.length === 0) return undecidable(stack, raw);
      const operands = list.map((operand) => toFormula(context, stack, operand));
      return { op: name === 'Fn::And' ? 'and' : 'or', operands };
    }
    case 'Fn::Equals':
      return list.length === 2 ? equals(context, stack, list[0], list[1]) : undecidable(stack, raw);
    default:
      return undecidable(stack, raw);
  }
}

/**
 * The name of the condition that a parameter has a value, where it chooses a mapping's key. The names
 * of a template's own conditions have no space.
 */
export function keyConditionName(parameter: string, value: string): string {
  return `${parameter} is ${value}`;
}

/** What such a name says; undefined for the name of a condition. */
export function keyCondition(name: string): { parameter: string; value: string } | undefined {
  const [, parameter, value] = /^(\w+) is (.*)$/s.exec(name) ?? [];
  return parameter === undefined || value === undefined ? undefined : { parameter, value };
}

/** A formula that nothing decides: an atom about itself. */
export function undecidable(stack: TemplateStack, raw: unknown): Formula {
  return { op: 'atom', subject: subjectOf(stack, raw), value: 'true', byDefault: undefined };
}

/** The subject of atoms about a parameter that no parent stack passes. */
export function parameterSubject(stack: TemplateStack, parameter: string): string {
  return subjectOf(stack, { Ref: parameter });
}

/**
 * What an atom is about. Stacks of one template are given the same parameters where nobody gives them
 * others, and so are in one case together.
 */
function subjectOf(stack: TemplateStack, raw: unknown): string {
  const name = isObject(raw) && Object.keys(raw).length === 1 ? own(raw, 'Ref') : undefined;
  const isParameter = typeof name === 'string' && !name.startsWith('AWS::');
  const owner = isParameter ? stack.template.file : stack.id;
  return `${owner}#${JSON.stringify(raw) ?? ''}`;
}

function negate(operand: Formula): Formula {
  return operand.op === 'constant'
    ? { op: 'constant', value: !operand.value }
    : { op: 'not', operand };
}

function equals(
  context: ConditionContext,
  stack: TemplateStack,
  rawLeft: unknown,
  rawRight: unknown,
): Formula {
  const left = context.resolve(stack, rawLeft);
  const right = context.resolve(stack, rawRight);
  const both = left.kind === 'literal' && right.kind === 'literal';
  const result = both ? String(left.value) === String(right.value) : undefined;
  if (both && isFixed(left) && isFixed(right)) return { op: 'constant', value: result === true };
  if ((isEmpty(left) && isNeverEmpty(right)) || (isEmpty(right) && isNeverEmpty(left))) {
    return { op: 'constant', value: false };
  }
  if (right.kind === 'literal' && isFixed(right)) {
    return atom(stack, rawLeft, String(right.value), result);
  }
  if (left.kind === 'literal' && isFixed(left)) {
    return atom(stack, rawRight, String(left.value), result);
  }
  const subject = `${origin(stack, rawLeft).key} = ${origin(stack, rawRight).key}`;
  return { op: 'atom', subject, value: 'true', byDefault: result };
}

function isEmpty(value: Resolved): boolean {
  return value.kind === 'literal' && value.value === '' && isFixed(value);
}

/** What a resource is called by is never empty, nor is a text around it. */
function isNeverEmpty(value: Resolved): boolean {
  if (value.kind === 'reference') return isFixed(value);
  return (
    value.kind === 'text' &&
    value.parts.some((part) =>
      part.kind === 'literal' ? part.value !== '' && isFixed(part) : isNeverEmpty(part),
    )
  );
}

function isFixed(value: Resolved): boolean {
  return (value.parameters?.length ?? 0) === 0;
}

function atom(
  stack: TemplateStack,
  raw: unknown,
  value: string,
  result: boolean | undefined,
): Formula {
  const { key, allowed } = origin(stack, raw);
  if (allowed !== undefined && !allowed.includes(value)) return { op: 'constant', value: false };
  return {
    op: 'atom',
    subject: key,
    value,
    byDefault: result,
    ...(allowed !== undefined && { domain: allowed }),
  };
}

/** A nested stack's parameter is what its parent passes, so both name the same subject. */
function origin(
  stack: TemplateStack,
  raw: unknown,
): { key: string; allowed: readonly string[] | undefined } {
  let at = stack;
  let value = raw;
  while (at.parent !== undefined) {
    const name = isObject(value) && Object.keys(value).length === 1 ? own(value, 'Ref') : undefined;
    if (typeof name !== 'string') break;
    const parent = entry(at.parent.stack, 'Resources', at.parent.logicalId);
    const passed = own(own(own(parent, 'Properties'), 'Parameters'), name);
    if (passed === undefined) break;
    value = passed;
    at = at.parent.stack;
  }
  const name = isObject(value) ? own(value, 'Ref') : undefined;
  const allowed =
    typeof name === 'string' ? own(entry(at, 'Parameters', name), 'AllowedValues') : undefined;
  return {
    key: subjectOf(at, value),
    allowed: Array.isArray(allowed) && allowed.length > 0 ? allowed.map(String) : undefined,
  };
}
