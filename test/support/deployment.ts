import { fullDiff, ResourceImpact } from '@aws-cdk/cloudformation-diff';
import { holdsData, identifiers, replacingProperties } from './specification.ts';
import type { Resource, SynthesizedStack, Template } from './templates.ts';

/** What `cdk deploy '**'` comes to, as far as templates tell. */
export interface Deployment {
  /** Why CloudFormation refuses it, and where; later stacks are as they were. */
  readonly refused: string | undefined;
  /** What it replaces, as `STACK LOGICAL_ID`. */
  readonly replaced: readonly string[];
  /** Who reads what is replaced and is told of it, as `STACK LOGICAL_ID <- REPLACED`. */
  readonly told: readonly string[];
  /** Who still has the old value after it, likewise. */
  readonly stale: readonly string[];
}

type Templates = Map<string, Template>;

/**
 * Deploys templates over those that are deployed, stack by stack, by the rules of CloudFormation:
 *
 * - an export that another stack imports can be neither removed nor changed
 *   (https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-importvalue.html);
 * - what has a name of its own cannot be replaced under the same name
 *   (https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-name.html);
 * - who reads another stack's output is not told when it changes
 *   (https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-getstackoutput.html);
 * - a template's parameter that is read from Parameter Store is read anew each time
 *   (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-supplied-parameter-types.html).
 */
export function deploy(
  before: readonly SynthesizedStack[],
  after: readonly SynthesizedStack[],
): Deployment {
  const deployed: Templates = new Map(before.map(({ name, template }) => [name, template]));
  const replaced = new Set<string>();
  const result = (refused?: string): Deployment => ({
    refused,
    replaced: [...replaced],
    ...readers(before, after, replaced),
  });
  for (const { name, template } of after) {
    const old = deployed.get(name);
    if (old !== undefined) {
      const ids = replacedIn(old, template);
      const refused = [
        ...fixedNames(old, template, ids),
        ...lockedExports(name, template, ids, deployed),
      ];
      if (refused.length > 0) return result(`${name}: ${refused.join('; ')}`);
      for (const id of ids) replaced.add(`${name} ${id}`);
    }
    deployed.set(name, template);
    const missing = missingImports(name, template, deployed);
    if (missing.length > 0) return result(`${name}: nothing exports ${missing.join(', ')}`);
  }
  return result();
}

/** The resources that a change of templates replaces, what stands on them included. */
function replacedIn(old: Template, current: Template): string[] {
  const ids: string[] = [];
  fullDiff(settled(old), settled(current)).resources.forEachDifference((id, { changeImpact }) => {
    if (changeImpact === ResourceImpact.WILL_REPLACE || changeImpact === ResourceImpact.MAY_REPLACE)
      ids.push(id);
  });
  return ids;
}

/** With the account as the text that it is: a config that names it changes no value. */
function settled(template: Template): Template {
  const text = JSON.stringify(template).replaceAll('{"Ref":"AWS::AccountId"}', '"111122223333"');
  return JSON.parse(text, (_, value) => {
    const [separator, parts] = value?.['Fn::Join'] ?? [];
    return separator === '' && Array.isArray(parts) ? joined(parts) : value;
  });
}

function joined(parts: readonly unknown[]): unknown {
  const merged: unknown[] = [];
  for (const part of parts) {
    const last = merged.at(-1);
    if (typeof last === 'string' && typeof part === 'string')
      merged[merged.length - 1] = last + part;
    else merged.push(part);
  }
  return merged.length === 1 ? merged[0] : { 'Fn::Join': ['', merged] };
}

/** What would be replaced by a resource of the same name. */
function fixedNames(old: Template, current: Template, ids: readonly string[]): string[] {
  const name = (resource: Resource | undefined) =>
    identifiers(resource?.Type ?? '').map((key) => resource?.Properties?.[key]);
  return ids.filter((id) => {
    const [was, is] = [name(old.Resources[id]), name(current.Resources[id])];
    return (
      is.some((part) => typeof part === 'string') && JSON.stringify(is) === JSON.stringify(was)
    );
  });
}

/** The exports in use that a stack would lose or change. */
function lockedExports(
  name: string,
  current: Template,
  ids: readonly string[],
  deployed: Templates,
): string[] {
  const others = [...deployed].filter(([other]) => other !== name).map(([, each]) => each);
  const inUse = new Set(others.flatMap(importsOf));
  const [was, is] = [exportsOf(deployed.get(name)), exportsOf(current)];
  return [...was].flatMap(([exported, value]) => {
    const changed =
      is.get(exported) !== value || ids.some((id) => value.includes(JSON.stringify(id)));
    return changed && inUse.has(exported) ? [exported] : [];
  });
}

export function exportsOf(template: Template | undefined): Map<string, string> {
  return new Map(
    Object.values(template?.Outputs ?? {}).flatMap(({ Export, Value }) =>
      Export === undefined ? [] : [[Export.Name, JSON.stringify(Value)]],
    ),
  );
}

export function importsOf(template: unknown): string[] {
  return [...JSON.stringify(template ?? '').matchAll(/\{"Fn::ImportValue":"([^"]+)"\}/g)].map(
    ([, name]) => name ?? '',
  );
}

function missingImports(name: string, template: Template, deployed: Templates): string[] {
  const exported = new Set([...deployed.values()].flatMap((each) => [...exportsOf(each).keys()]));
  return [...new Set(importsOf(template))].filter((each) => !exported.has(each) && name !== each);
}

/** A use of another stack's output. */
export interface WeakReference {
  readonly logicalId: string;
  readonly type: string;
  /** The top-level property that it is in. */
  readonly property: string;
  readonly producer: string;
  readonly output: string;
}

export function weakReferences({ template }: SynthesizedStack): WeakReference[] {
  return Object.entries(template.Resources).flatMap(([logicalId, { Type, Properties = {} }]) =>
    Object.entries(Properties).flatMap(([property, value]) =>
      [...JSON.stringify(value).matchAll(/"Fn::GetStackOutput":(\{[^{}]*\})/g)].map(([, json]) => {
        const { StackName, OutputName } = JSON.parse(json ?? '');
        return { logicalId, type: Type, property, producer: StackName, output: OutputName };
      }),
    ),
  );
}

/** Who reads what was replaced: told, when it is another output that it reads. */
function readers(
  before: readonly SynthesizedStack[],
  after: readonly SynthesizedStack[],
  replaced: ReadonlySet<string>,
): Pick<Deployment, 'told' | 'stale'> {
  const told = new Set<string>();
  const stale = new Set<string>();
  for (const stack of after) {
    const known = before.filter(({ name }) => name === stack.name).flatMap(weakReferences);
    for (const { logicalId, property, producer, output } of weakReferences(stack)) {
      const source = after.find(({ name }) => name === producer);
      const replacedSources = sourcesOf(source?.template, output).filter((id) =>
        replaced.has(`${producer} ${id}`),
      );
      if (replacedSources.length === 0) continue;
      const line = `${stack.name} ${logicalId} <- ${producer} ${replacedSources}`;
      const isStale = known.some(
        (was) => was.logicalId === logicalId && was.property === property && was.output === output,
      );
      (isStale ? stale : told).add(line);
    }
  }
  return { told: [...told], stale: [...stale] };
}

/** The resources whose values an output has: those that it refers to, and what they in turn repeat. */
export function sourcesOf(template: Template | undefined, output: string): string[] {
  const from = (value: unknown): string[] =>
    [
      ...JSON.stringify(value ?? '').matchAll(/"Fn::GetAtt":\["(\w+)","(\w+)"|"Ref":"(\w+)"/g),
    ].flatMap(([, id = '', attribute = '', ref]) => [
      ref ?? id,
      // An attribute that is a property as well, such as the value of a parameter.
      ...from(template?.Resources[id]?.Properties?.[attribute]),
    ]);
  return [...new Set(from(template?.Outputs?.[output]?.Value))];
}

/** Where data is, and what it stands on, in whichever stack that is: as `STACK LOGICAL_ID`. */
export function underData(stacks: readonly SynthesizedStack[]): Set<string> {
  const exported = new Map(
    stacks.flatMap(({ name, template }) =>
      Object.values(template.Outputs ?? {}).flatMap(({ Export, Value }) =>
        Export === undefined ? [] : [[Export.Name, { name, value: Value }] as const],
      ),
    ),
  );
  const found = new Set<string>();
  const visit = (name: string, id: string): void => {
    const template = stacks.find((stack) => stack.name === name)?.template;
    const resource = template?.Resources[id];
    if (resource === undefined || found.has(`${name} ${id}`)) return;
    found.add(`${name} ${id}`);
    const fixed = holdsData(resource.Type) ? replacingProperties(resource.Type) : undefined;
    for (const [property, value] of Object.entries(resource.Properties ?? {})) {
      if (fixed?.includes(property) === false) continue;
      for (const referred of referredIn(value)) visit(name, referred);
      for (const imported of importsOf(value)) {
        const source = exported.get(imported);
        for (const referred of referredIn(source?.value)) visit(source?.name ?? '', referred);
      }
    }
  };
  for (const { name, template } of stacks) {
    for (const [id, { Type }] of Object.entries(template.Resources)) {
      if (holdsData(Type)) visit(name, id);
    }
  }
  return found;
}

function referredIn(value: unknown): string[] {
  return [...JSON.stringify(value ?? '').matchAll(/"(?:Ref":|Fn::GetAtt":\[)"(\w+)"/g)].map(
    ([, id]) => id ?? '',
  );
}
