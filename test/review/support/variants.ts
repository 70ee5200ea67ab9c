import { isDeepStrictEqual } from 'node:util';
import type { JsonObject } from '../../../lib/assembly/index.ts';
import { rewrite } from './rewrite.ts';
import type { Scene, SceneStack, TemplateBody } from './samples.ts';
import { split } from './split.ts';

/** Ways to write one thing differently, each of which a rule must see through. */
export type VariantName = keyof typeof VARIANTS | keyof typeof CONDITIONED;

/** Each makes another scene that means the same; undefined where it does not apply. */
export const VARIANTS = {
  /** Every plain value is the default of a parameter, and so a text. */
  parameters: (scene) => each(scene, withParameters),
  /** What the judged resources refer to is in another stack, which exports it. */
  import: (scene, keep) => split(scene, keep, 'import'),
  /** The same by `Fn::GetStackOutput`. */
  weak: (scene, keep) => split(scene, keep, 'weak'),
  /** The judged resources are in a nested stack, and are given the others as parameters. */
  nestedParameters: (scene, keep) => split(scene, keep, 'nested'),
  /** Each stack is a nested stack of another. */
  nested: (scene) => each(scene, asNested),
} as const satisfies Record<string, Variant>;

export type Variant = (scene: Scene, keep: readonly string[]) => Scene | undefined;

/**
 * Each puts two samples into one, and a condition between them: one that passes and one that
 * fails, so that it fails under one side of the condition.
 */
export const CONDITIONED = {
  /** Properties that differ are `Fn::If`. */
  if: (one, other) => pair(one, other, mergeByIf),
  /** Every resource has a condition. */
  condition: (one, other) => pair(one, other, mergeByCondition),
} as const satisfies Record<string, (one: Scene, other: Scene) => Scene | undefined>;

type Change = (stack: SceneStack) => SceneStack | undefined;

function each(scene: Scene, change: Change): Scene | undefined {
  const stacks = scene.stacks.map(change);
  if (stacks.some((stack) => stack === undefined)) return undefined;
  return { ...scene, stacks: stacks.filter((stack) => stack !== undefined) };
}

function withParameters(stack: SceneStack): SceneStack {
  const defaults: Record<string, JsonObject> = {};
  const template = mapResources(stack.template, (resource) =>
    rewrite(resource, {
      scalar: (value) => {
        const name = `Value${Object.keys(defaults).length}`;
        defaults[name] = { Type: 'String', Default: String(value) };
        return { Ref: name };
      },
    }),
  );
  const own = template.Parameters as JsonObject | undefined;
  return { ...stack, template: { ...template, Parameters: { ...own, ...defaults } } };
}

function asNested(stack: SceneStack): SceneStack | undefined {
  // A nested stack has no name by which exports of the sample could be found.
  if (stack.nested !== undefined || stack.parameters !== undefined) return undefined;
  const properties = { TemplateURL: 'https://example.com/inner.json' };
  const inner = { Type: 'AWS::CloudFormation::Stack', Properties: properties };
  return {
    ...stack,
    template: { Resources: { Inner: inner } },
    nested: { Inner: stack.template },
  };
}

/** `First` is open: it depends on a parameter without a default. */
const FIRST = {
  Parameters: { Which: { Type: 'String' } },
  Conditions: {
    First: { 'Fn::Equals': [{ Ref: 'Which' }, 'first'] },
    Second: { 'Fn::Not': [{ Condition: 'First' }] },
  },
};

function pair(
  one: Scene,
  other: Scene,
  merge: (a: TemplateBody, b: TemplateBody) => TemplateBody | undefined,
): Scene | undefined {
  const around = ({ stacks, profile }: Scene) => [
    profile,
    stacks.map(({ template: { Resources: _, ...sections }, ...stack }) => [stack, sections]),
  ];
  const hasConditions = one.stacks.some(({ template }) => template.Conditions !== undefined);
  if (hasConditions || !isDeepStrictEqual(around(one), around(other))) return undefined;
  return each(one, (stack) => {
    const second = other.stacks[one.stacks.indexOf(stack)]?.template;
    const template = second && merge(stack.template, second);
    if (template === undefined) return undefined;
    const own = stack.template.Parameters as JsonObject | undefined;
    const parameters = { ...own, ...FIRST.Parameters };
    return { ...stack, template: { ...template, ...FIRST, Parameters: parameters } };
  });
}

function mergeByIf(one: TemplateBody, other: TemplateBody): TemplateBody | undefined {
  const noValue = { Ref: 'AWS::NoValue' };
  const merged: Record<string, JsonObject> = {};
  const only = (resource: JsonObject, Condition: string) => ({ ...resource, Condition });
  for (const id of new Set([...Object.keys(one.Resources), ...Object.keys(other.Resources)])) {
    const a = one.Resources[id];
    const b = other.Resources[id];
    if (a === undefined || b === undefined) {
      merged[id] = a === undefined ? only(b ?? {}, 'Second') : only(a, 'First');
      continue;
    }
    const { Properties: left, ...restA } = a as { Properties?: JsonObject };
    const { Properties: right, ...restB } = b as { Properties?: JsonObject };
    // Only properties can depend on a condition.
    if (!isDeepStrictEqual(restA, restB)) return undefined;
    const keys = new Set([...Object.keys(left ?? {}), ...Object.keys(right ?? {})]);
    const properties = [...keys].map((key) => {
      const [x = noValue, y = noValue] = [left?.[key], right?.[key]];
      return [key, isDeepStrictEqual(x, y) ? x : { 'Fn::If': ['First', x, y] }];
    });
    merged[id] = { ...restA, Properties: Object.fromEntries(properties) };
  }
  return { Resources: merged };
}

function mergeByCondition(one: TemplateBody, other: TemplateBody): TemplateBody {
  const renamed = (template: TemplateBody, Condition: string) => {
    const names = Object.keys(template.Resources);
    const rename = (name: string) => (names.includes(name) ? `${name}${Condition}` : name);
    return Object.entries(template.Resources).map(([id, resource]) => [
      rename(id),
      { ...rewrite(resource, { name: rename }), Condition },
    ]);
  };
  const resources = [...renamed(one, 'First'), ...renamed(other, 'Second')];
  return { Resources: Object.fromEntries(resources) };
}

function mapResources(
  template: TemplateBody,
  change: (resource: JsonObject) => JsonObject,
): TemplateBody {
  const entries = Object.entries(template.Resources).map(([id, one]) => [id, change(one)]);
  return { ...template, Resources: Object.fromEntries(entries) };
}
