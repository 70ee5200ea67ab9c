import { graphOf, type JsonObject, type StackInput } from '../../../lib/assembly/index.ts';
import { review } from '../../../lib/review/engine.ts';
import { createProfile, type ProfileOptions } from '../../../lib/review/profile.ts';
import type { Finding, Rule } from '../../../lib/review/rule.ts';
import type { VariantName } from './variants.ts';

/**
 * What a rule is shown, under names that say what is special about it: `fail: { 'one zone': … }`.
 */
export interface RuleSamples {
  /** At least one finding passes, and none fails or is unknown. */
  readonly pass: Readonly<Record<string, Sample>>;
  /** At least one finding fails. */
  readonly fail: Readonly<Record<string, Sample>>;
  /** At least one finding is unknown, and none fails; or why the rule always knows. */
  readonly unknown: Readonly<Record<string, Sample>> | string;
  /** No finding at all. */
  readonly notApplicable?: Readonly<Record<string, Sample>>;
  /** Variants that mean something else for this rule, and why. */
  readonly except?: Partial<Readonly<Record<VariantName, string>>>;
}

/**
 * One stack in eu-west-1, as the YAML of its resources or of a whole template, in parts that are
 * put together; or several stacks, with what else is known about the service.
 */
export type Sample = Parts | SeveralStacks;

export type Parts = string | JsonObject | readonly (string | JsonObject)[];

export interface SeveralStacks {
  /** By `REGION/NAME`; a name alone is a stack of unknown Region. */
  readonly stacks: Readonly<Record<string, Parts | StackSample>>;
  readonly profile?: ProfileOptions;
}

/** A stack with more than a template. */
export interface StackSample extends Omit<StackInput, 'template' | 'name' | 'region'> {
  readonly resources: Parts;
}

/** A sample, ready to be judged or turned into a variant. */
export interface Scene {
  readonly stacks: readonly SceneStack[];
  readonly profile: ProfileOptions;
}

export interface SceneStack extends Omit<StackInput, 'template'> {
  readonly template: TemplateBody;
}

export interface TemplateBody extends JsonObject {
  readonly Resources: Readonly<Record<string, JsonObject>>;
}

export function toScene(sample: Sample): Scene {
  if (!isSeveral(sample)) {
    return {
      stacks: [{ name: 'App', region: 'eu-west-1', template: toTemplate(sample) }],
      profile: {},
    };
  }
  const stacks = Object.entries(sample.stacks).map(([key, stack]) => {
    const [name = '', region] = key.split('/').toReversed();
    const at = { name, ...(region !== undefined && { region }) };
    if (!isStackSample(stack)) return { ...at, template: toTemplate(stack) };
    const { resources, ...more } = stack;
    return { ...at, ...more, template: toTemplate(resources) };
  });
  return { stacks, profile: sample.profile ?? {} };
}

/** What the rule finds in a scene. */
export function findingsIn(rule: Rule, { stacks, profile }: Scene): readonly Finding[] {
  const graph = graphOf(...stacks);
  const today = '2026-01-01';
  return review({ graph, rules: [rule], profile: createProfile(profile, graph), today }).findings;
}

/** `fail Group`, sorted: what a variant must have in common with its sample. */
export function statuses(findings: readonly Finding[]): readonly string[] {
  return [
    ...new Set(findings.map(({ status, resource }) => `${status} ${resource?.logicalId ?? '-'}`)),
  ].toSorted();
}

/** Short forms are spelt out on the way, so that variants have one form to deal with. */
function toTemplate(parts: Parts): TemplateBody {
  const list: readonly (string | JsonObject)[] = Array.isArray(parts) ? parts : [parts];
  const templates = list.map((part) => {
    if (typeof part !== 'string') return { Resources: part } as TemplateBody;
    const isWhole =
      /^\s*(?:AWSTemplateFormatVersion|Parameters|Conditions|Mappings|Resources|Transform):/.test(
        part,
      );
    const text = isWhole ? part : `Resources:\n${part.replaceAll(/^/gm, '  ')}`;
    return graphOf({ template: text }).stacks[0]?.template.body as TemplateBody;
  });
  const sections = new Set(templates.flatMap(Object.keys));
  const merged = [...sections].map((name) => [
    name,
    Object.assign({}, ...templates.map((template) => template[name] ?? {})),
  ]);
  return { Resources: {}, ...Object.fromEntries(merged) };
}

function isSeveral(sample: Sample): sample is SeveralStacks {
  return typeof sample === 'object' && !Array.isArray(sample) && Object.hasOwn(sample, 'stacks');
}

function isStackSample(stack: Parts | StackSample): stack is StackSample {
  return typeof stack === 'object' && !Array.isArray(stack) && Object.hasOwn(stack, 'resources');
}
