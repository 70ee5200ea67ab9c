import type { JsonObject } from '../../../lib/assembly/index.ts';
import { rewrite } from './rewrite.ts';
import type { Scene, SceneStack } from './samples.ts';

/** How one half refers to the other. */
type Encoding = 'import' | 'weak' | 'nested';

/**
 * Splits every stack into the resources of the types to keep and all others, which refer to each
 * other across the boundary. Without types, it keeps those that nothing refers to.
 *
 * @returns undefined if there is nothing to split
 */
export function split(scene: Scene, keep: readonly string[], how: Encoding): Scene | undefined {
  const stacks = scene.stacks.map((stack) => splitStack(stack, keep, how));
  if (stacks.every((stack) => stack === undefined)) return undefined;
  return { ...scene, stacks: stacks.flatMap((stack, i) => stack ?? scene.stacks[i] ?? []) };
}

function splitStack(
  stack: SceneStack,
  keep: readonly string[],
  how: Encoding,
): readonly SceneStack[] | undefined {
  if (stack.nested !== undefined || stack.parameters !== undefined) return undefined;
  const { Resources: all, Outputs: _, ...sections } = stack.template;
  const referred = referredIn(all);
  const isKept = (id: string) =>
    keep.length === 0 ? !referred.has(id) : keep.includes(String(all[id]?.Type));
  const ids = Object.keys(all);
  const halves = { app: ids.filter(isKept), base: ids.filter((id) => !isKept(id)) };
  if (halves.app.length === 0 || !halves.base.some((id) => referred.has(id))) return undefined;

  const baseName = `${stack.name ?? 'Sample'}Base`;
  const outputs: Record<'app' | 'base', Record<string, JsonObject>> = { app: {}, base: {} };
  const parameters: Record<string, unknown> = {};
  /** What stands, in one half, for a resource of the other. */
  const across = (from: 'app' | 'base') => (id: string, attribute: string) => {
    const to = from === 'app' ? 'base' : 'app';
    if (!halves[to].includes(id)) return undefined;
    const value = attribute === 'Ref' ? { Ref: id } : { 'Fn::GetAtt': [id, attribute] };
    const output = `${id}${attribute.replaceAll('.', '')}`;
    if (how === 'nested' && from === 'app') {
      parameters[output] = value;
      return { Ref: output };
    }
    const exportName = `${stack.region}-${stack.name}-${to}-${output}`;
    outputs[to][output] = { Value: value, Export: { Name: exportName } };
    if (how === 'nested') return { 'Fn::GetAtt': ['Inner', `Outputs.${output}`] };
    if (how === 'import') return { 'Fn::ImportValue': exportName };
    const StackName = to === 'base' ? baseName : stack.name;
    return { 'Fn::GetStackOutput': { StackName, OutputName: output } };
  };
  const resourcesOf = (half: 'app' | 'base') =>
    Object.fromEntries(
      halves[half].map((id) => {
        const { DependsOn, ...resource } = rewrite(all[id] ?? {}, { reference: across(half) });
        const near = [DependsOn ?? []].flat().filter((on) => halves[half].includes(String(on)));
        return [id, near.length > 0 ? { ...resource, DependsOn: near } : resource];
      }),
    );
  const [app, base] = [resourcesOf('app'), resourcesOf('base')];
  if (how !== 'nested') {
    return [
      {
        ...stack,
        name: baseName,
        template: { ...sections, Resources: base, Outputs: outputs.base },
      },
      { ...stack, template: { ...sections, Resources: app, Outputs: outputs.app } },
    ];
  }
  const given = Object.fromEntries(
    Object.keys(parameters).map((name) => [name, { Type: 'String' }]),
  );
  const own = sections.Parameters as JsonObject | undefined;
  const url = { TemplateURL: 'https://example.com/inner.json' };
  const inner = {
    Type: 'AWS::CloudFormation::Stack',
    Properties: { ...url, Parameters: parameters },
  };
  return [
    {
      ...stack,
      template: { ...sections, Resources: { ...base, Inner: inner } },
      nested: {
        Inner: {
          ...sections,
          Parameters: { ...own, ...given },
          Resources: app,
          Outputs: outputs.app,
        },
      },
    },
  ];
}

function referredIn(resources: Readonly<Record<string, JsonObject>>): ReadonlySet<string> {
  const found = new Set<string>();
  for (const resource of Object.values(resources)) {
    rewrite(resource, { reference: (id) => void found.add(id) });
  }
  return found;
}
