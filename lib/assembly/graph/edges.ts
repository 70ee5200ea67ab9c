import { isObject, own, type PathSegment } from '../json.ts';
import type { ResourceNode } from '../model.ts';
import { functionName, type Resolver } from '../resolve/resolver.ts';
import {
  type Branches,
  type Hop,
  partsOf,
  type ReferenceKind,
  type Resolved,
  type Unknown,
} from '../resolve/values.ts';

/** A branch under which a reference is there. */
export interface Choice {
  readonly branches: Branches;
  readonly truth: boolean;
}

/** Where in a resource something is used: a path below its `Properties`. */
export interface Use {
  readonly from: ResourceNode;
  readonly path: readonly PathSegment[];
  /** The conditions under which it is used; empty: always. */
  readonly when: readonly Choice[];
}

/** One resource referring to another, in the same stack or through any encoding across stacks. */
export interface Edge extends Use {
  readonly to: ResourceNode;
  /** `Ref`, or the attribute of `to` that is used. */
  readonly attribute: string;
  /** The encoding that the consumer's template uses. */
  readonly how: ReferenceKind;
  readonly via: readonly Hop[];
}

/** A resource using a value of another stack, whether or not the value leads to a resource. */
export interface Crossing extends Use {
  readonly hop: Hop;
}

/** A property that cannot be resolved. */
export interface Unresolved extends Use {
  readonly unknown: Unknown;
}

export interface Uses {
  readonly edges: Edge[];
  readonly crossings: Crossing[];
  readonly unresolved: Unresolved[];
}

/** Values looked at per property; beyond it only a template made to exhaust us goes. */
const MAX_VISITS = 20_000;

/** What the properties of a resource refer to. */
export function usesOf(resolver: Resolver, from: ResourceNode): Uses {
  const uses: Uses = { edges: [], crossings: [], unresolved: [] };
  const path: PathSegment[] = [];
  const walk = (raw: unknown): void => {
    const isText = typeof raw === 'string';
    if (isText ? raw.includes('{{resolve:') : functionName(raw) !== undefined) {
      collect(resolver.resolve(from.stack, raw), { from, path: [...path], when: [] }, uses);
    } else if (Array.isArray(raw)) {
      for (const [i, item] of raw.entries()) step(i, item);
    } else if (isObject(raw)) {
      for (const [key, value] of Object.entries(raw)) step(key, value);
    }
  };
  const step = (segment: PathSegment, value: unknown) => {
    path.push(segment);
    walk(value);
    path.pop();
  };
  walk(own(from.raw, 'Properties'));
  return uses;
}

function collect(value: Resolved, use: Use, uses: Uses): void {
  const seen = new Set<string>();
  let visits = 0;
  const visit = (part: Resolved, when: readonly Choice[], outer: readonly Hop[]): void => {
    visits += 1;
    if (visits > MAX_VISITS) return;
    const via = part.via === undefined ? outer : [...new Set([...outer, ...part.via])];
    for (const hop of part.via ?? []) {
      if (!isNew(seen, 'hop', hop.how, hop.name, hop.stack?.id, ...whenKey(when))) continue;
      if (hop.how !== 'nested') uses.crossings.push({ ...use, when, hop });
      const { node } = hop;
      const isTarget = part.kind === 'reference' && part.node === node;
      if (node !== undefined && !isTarget) {
        uses.edges.push({ ...use, when, to: node, attribute: hop.name, how: hop.how, via });
      }
    }
    switch (part.kind) {
      case 'reference': {
        const { node: to, attribute } = part;
        if (!isNew(seen, 'edge', to.id, attribute, ...whenKey(when))) return;
        const how = via[0]?.how ?? (attribute === 'Ref' ? 'Ref' : 'GetAtt');
        uses.edges.push({ ...use, when, to, attribute, how, via });
        return;
      }
      case 'branches':
        for (const truth of [true, false]) {
          const chosen = when.find(({ branches }) => isSameCondition(branches, part))?.truth;
          if (chosen === !truth) continue;
          const inner = chosen === truth ? when : [...when, { branches: part, truth }];
          visit(truth ? part.whenTrue : part.whenFalse, inner, via);
        }
        return;
      case 'unknown':
        if (isNew(seen, 'unknown', part.reason, ...whenKey(when))) {
          uses.unresolved.push({ ...use, when, unknown: part });
        }
    }
    for (const inner of partsOf(part)) visit(inner, when, via);
  };
  visit(value, use.when, []);
}

function isSameCondition(a: Branches, b: Branches): boolean {
  return a.stack === b.stack && a.condition === b.condition;
}

function isNew(seen: Set<string>, ...parts: (string | undefined)[]): boolean {
  const key = parts.join('\n');
  if (seen.has(key)) return false;
  seen.add(key);
  return true;
}

function whenKey(when: readonly Choice[]): string[] {
  return when.map(({ branches, truth }) => `${branches.stack.id}#${branches.condition}=${truth}`);
}
