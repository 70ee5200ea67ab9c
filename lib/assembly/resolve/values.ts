import { MAX_BRANCHES, MAX_TEXT_LENGTH } from '../limits.ts';
import type { ResourceNode, TemplateStack } from '../model.ts';
import type { Formula } from './conditions.ts';

/** How a value travels from the place that uses it to the resource it stands for. */
export type ReferenceKind =
  | 'Ref'
  | 'GetAtt'
  | 'import'
  | 'weak'
  | 'exportsReader'
  | 'nested'
  | 'ssm'
  | 'secretsmanager';

/** One step across a stack's boundary, from the consumer's side. */
export interface Hop {
  readonly how: Exclude<ReferenceKind, 'Ref' | 'GetAtt'>;
  /** Export, output or parameter name. */
  readonly name: string;
  /** The Region and account it is looked up in; undefined: unknown. */
  readonly region: string | undefined;
  readonly account: string | undefined;
  /** The stack that provides it; undefined: no stack of the input does. */
  readonly stack: TemplateStack | undefined;
  /** The resource that carries it: an SSM parameter, an exports writer, a secret. */
  readonly node?: ResourceNode;
}

/** Where a value comes from; on every kind of result. */
export interface Provenance {
  /** Stack boundaries crossed, nearest first. */
  readonly via?: readonly Hop[];
  /** Parameters whose default decided this value: a deployment may give others. */
  readonly parameters?: readonly string[];
}

export interface Literal extends Provenance {
  readonly kind: 'literal';
  readonly value: string | number | boolean;
}

/** A text that is known in part; `parts` are literals, references and unknowns in order. */
export interface Text extends Provenance {
  readonly kind: 'text';
  readonly parts: readonly Resolved[];
}

export interface List extends Provenance {
  readonly kind: 'list';
  readonly items: readonly Resolved[];
}

export interface Mapping extends Provenance {
  readonly kind: 'mapping';
  readonly entries: ReadonlyMap<string, Resolved>;
  /** Whether a macro or a loop adds entries that cannot be seen. */
  readonly open: boolean;
}

/** `Ref` of a resource, or one of its attributes. */
export interface Reference extends Provenance {
  readonly kind: 'reference';
  readonly node: ResourceNode;
  /** `Ref`, or the attribute's name: `Arn`, `Endpoint.Address`. */
  readonly attribute: string;
}

/** The Availability Zone at an index of a list of them: its name is known at deployment only. */
export interface Zone extends Provenance {
  readonly kind: 'zone';
  readonly index: number;
  readonly region: string | undefined;
  /** The parameter that it comes from; undefined: `Fn::GetAZs`. */
  readonly parameter?: string | undefined;
}

/**
 * `Fn::GetAZs`, all Availability Zones of a Region, however many the account sees; or those of a
 * parameter, of which whoever deploys chooses each once.
 */
export interface Zones extends Provenance {
  readonly kind: 'zones';
  readonly region: string | undefined;
  /** The parameter that they come from; undefined: `Fn::GetAZs`. */
  readonly parameter?: string | undefined;
}

/** `Fn::If` on a condition that the template alone does not decide. */
export interface Branches extends Provenance {
  readonly kind: 'branches';
  readonly stack: TemplateStack;
  readonly condition: string;
  readonly formula: Formula;
  /** What the condition is when every parameter has its default; undefined: not decided. */
  readonly truth: boolean | undefined;
  readonly whenTrue: Resolved;
  readonly whenFalse: Resolved;
}

/** Not there, or `AWS::NoValue`. */
export interface Absent extends Provenance {
  readonly kind: 'absent';
}

/** Why a value cannot be known. */
export type UnknownCode =
  | 'parameter'
  | 'environment'
  | 'attribute'
  | 'import'
  | 'weak'
  | 'exportsReader'
  | 'nested'
  | 'ssm'
  | 'secretsmanager'
  | 'condition'
  | 'function'
  | 'macro'
  | 'undefined'
  | 'invalid'
  | 'circular'
  | 'limit';

export interface Unknown extends Provenance {
  readonly kind: 'unknown';
  readonly code: UnknownCode;
  /** What could not be resolved, as a clause: `parameter X has no default`. */
  readonly reason: string;
  /** The parameter or pseudo parameter that stands for it: `AWS::AccountId`. */
  readonly subject?: string;
  /** The stack whose parameter it is: another stack's of that name may have another value. */
  readonly stack?: string;
  /** What it is computed from: references in here still lead to resources. */
  readonly operands?: readonly Resolved[];
}

/** What a template value stands for. */
export type Resolved =
  | Literal
  | Text
  | List
  | Mapping
  | Reference
  | Zone
  | Zones
  | Branches
  | Absent
  | Unknown;

export const ABSENT: Absent = { kind: 'absent' };

export function literal(value: Literal['value'], from: Provenance = {}): Literal {
  return { kind: 'literal', value, ...provenance(from) };
}

export function unknown(code: UnknownCode, reason: string, ...operands: Resolved[]): Unknown {
  return { kind: 'unknown', code, reason, ...(operands.length > 0 && { operands }) };
}

/** The same value, also depending on what `others` depend on. */
export function withProvenance<T extends Resolved>(value: T, ...others: Provenance[]): T {
  if (!others.some((o) => o.via !== undefined || o.parameters !== undefined)) return value;
  const from = [...others, value];
  const via = new Map(from.flatMap((o) => o.via ?? []).map((hop) => [hopKey(hop), hop]));
  const parameters = new Set(from.flatMap((o) => o.parameters ?? []));
  return { ...value, ...provenance({ via: [...via.values()], parameters: [...parameters] }) };
}

function hopKey(hop: Hop): string {
  return [hop.how, hop.stack?.id ?? '', hop.region ?? '', hop.account ?? '', hop.name].join('\n');
}

function provenance({ via, parameters }: Provenance): Provenance {
  return {
    ...(via !== undefined && via.length > 0 && { via }),
    ...(parameters !== undefined && parameters.length > 0 && { parameters }),
  };
}

/** Applies a function to a value, or to both sides of every branch of it. */
export function overBranches(value: Resolved, fn: (side: Resolved) => Resolved): Resolved {
  if (value.kind !== 'branches') return fn(value);
  const whenTrue = overBranches(value.whenTrue, fn);
  return { ...value, whenTrue, whenFalse: overBranches(value.whenFalse, fn) };
}

/**
 * A function of several arguments, applied to every combination of their branches; unknown if
 * there are more than anyone writes.
 */
export function overCombinations<T extends readonly Resolved[]>(
  values: T,
  fn: (...sides: { [K in keyof T]: Resolved }) => Resolved,
): Resolved {
  const combinations = values.reduce((product, value) => product * countSides(value), 1);
  if (combinations > MAX_BRANCHES) {
    return unknown('limit', `more than ${MAX_BRANCHES} combinations of conditions`, ...values);
  }
  const combine = (sides: readonly Resolved[]): Resolved => {
    const next = values[sides.length];
    if (next === undefined) return fn(...(sides as { [K in keyof T]: Resolved }));
    return overBranches(next, (side) => combine([...sides, side]));
  };
  return combine([]);
}

function countSides(value: Resolved): number {
  if (value.kind !== 'branches') return 1;
  return countSides(value.whenTrue) + countSides(value.whenFalse);
}

/** The values that a value is made of. */
export function partsOf(value: Resolved): readonly Resolved[] {
  switch (value.kind) {
    case 'list':
      return value.items;
    case 'text':
      return value.parts;
    case 'mapping':
      return [...value.entries.values()];
    case 'branches':
      return [value.whenTrue, value.whenFalse];
    case 'unknown':
      return value.operands ?? [];
    default:
      return [];
  }
}

/** Whether a value has more parts, at any depth, than the limit; long texts count as several. */
export function isLargerThan(limit: number, value: Resolved): boolean {
  const pending = [value];
  let size = 0;
  for (let part = pending.pop(); part !== undefined; part = pending.pop()) {
    size += part.kind === 'literal' ? 1 + String(part.value).length / 1024 : 1;
    if (size > limit) return true;
    for (const inner of partsOf(part)) pending.push(inner);
  }
  return false;
}

/** Puts texts together: literals melt, one single part is itself. */
export function joinText(parts: readonly Resolved[]): Resolved {
  const flat: Resolved[] = [];
  let length = 0;
  for (const part of parts.flatMap((p) => (p.kind === 'text' ? carry(p) : [p]))) {
    if (part.kind === 'absent') continue;
    const last = flat.at(-1);
    if (part.kind === 'literal') length += String(part.value).length;
    if (length > MAX_TEXT_LENGTH || flat.length > MAX_TEXT_LENGTH / 16) {
      return unknown('limit', `the text is longer than ${MAX_TEXT_LENGTH} characters`);
    }
    if (part.kind === 'list' || part.kind === 'mapping' || part.kind === 'zones') {
      return unknown('invalid', `a ${part.kind} inside a string`, ...parts);
    }
    if (part.kind === 'literal' && last?.kind === 'literal') {
      flat[flat.length - 1] = withProvenance(literal(`${last.value}${part.value}`), last, part);
    } else if (!(part.kind === 'literal' && part.value === '' && parts.length > 1)) {
      flat.push(part);
    }
  }
  const [only] = flat;
  if (only === undefined) return literal('');
  return flat.length === 1 ? only : { kind: 'text', parts: flat };
}

function carry(text: Text): Resolved[] {
  return text.parts.map((part) => withProvenance(part, text));
}

/** A value in words, for messages: known parts as they are, the rest as `${…}`. */
export function describe(value: Resolved, depth = 0): string {
  const inner = (part: Resolved) => (depth > 4 ? '…' : describe(part, depth + 1));
  switch (value.kind) {
    case 'literal':
      return String(value.value);
    case 'text':
      return value.parts.map((p) => (p.kind === 'literal' ? p.value : `\${${inner(p)}}`)).join('');
    case 'list':
      return `[${value.items.map(inner).join(', ')}]`;
    case 'mapping':
      return `{${[...value.entries].map(([key, item]) => `${key}: ${inner(item)}`).join(', ')}}`;
    case 'reference':
      return value.attribute === 'Ref'
        ? value.node.logicalId
        : `${value.node.logicalId}.${value.attribute}`;
    case 'zone':
      return `Availability Zone ${value.index} of ${value.parameter ?? value.region ?? 'the Region'}`;
    case 'zones':
      return `the Availability Zones of ${value.parameter ?? value.region ?? 'the Region'}`;
    case 'branches':
      return `${inner(value.whenTrue)} if ${value.condition}, else ${inner(value.whenFalse)}`;
    case 'absent':
      return 'nothing';
    case 'unknown':
      return value.reason;
  }
}
