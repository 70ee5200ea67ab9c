import type { ResourceGraph } from '../graph/graph.ts';
import { isObject, own, type PathSegment } from '../json.ts';
import type { TemplateStack } from '../model.ts';
import type { InputProblem } from '../problems.ts';

/**
 * References, conditions and dependencies that name nothing, which CloudFormation refuses: mostly a
 * misspelt name. What a macro or a module adds is not seen, so that templates with one are left out.
 */
export function danglingNames(graph: ResourceGraph): readonly InputProblem[] {
  const complete = new Set(graph.stacks.filter(isComplete));
  const references = graph
    .unresolved()
    .filter(({ unknown, from }) => unknown.code === 'undefined' && complete.has(from.stack))
    .map(({ from, path, unknown: { reason } }) => {
      const place = ['Resources', from.logicalId, 'Properties', ...path];
      const found = `${reason.replace(`${from.stack.id} has `, '')}, which is referred to`;
      return dangling(from.stack, place, found, 'a parameter or resource of the template');
    });
  return [...references, ...[...complete].flatMap(danglingAttributes)];
}

function isComplete({ template }: TemplateStack): boolean {
  const resources = Object.entries(section(template.body, 'Resources'));
  const isSeen = ([id, raw]: readonly [string, unknown]) =>
    !id.startsWith('Fn::') && !String(own(raw, 'Type')).endsWith('::MODULE');
  return own(template.body, 'Transform') === undefined && resources.every(isSeen);
}

/** Of each resource, what stands beside its properties. */
function danglingAttributes(stack: TemplateStack): readonly InputProblem[] {
  const resources = section(stack.template.body, 'Resources');
  const conditions = section(stack.template.body, 'Conditions');
  return Object.entries(resources).flatMap(([id, raw]) => {
    const at = (key: string) => ['Resources', id, key];
    const condition = own(raw, 'Condition');
    const depends = own(raw, 'DependsOn');
    return [
      ...(typeof condition === 'string' && own(conditions, condition) === undefined
        ? [dangling(stack, at('Condition'), `no condition ${condition}`, 'one of the template')]
        : []),
      ...(Array.isArray(depends) ? depends : [depends])
        .filter((name) => typeof name === 'string' && own(resources, name) === undefined)
        .map((name) =>
          dangling(stack, at('DependsOn'), `no resource ${name}`, 'one of the template'),
        ),
    ];
  });
}

function section(body: unknown, name: string): Readonly<Record<string, unknown>> {
  const found = own(body, name);
  return isObject(found) ? found : {};
}

function dangling(
  { template }: TemplateStack,
  path: readonly PathSegment[],
  found: string,
  expected: string,
): InputProblem {
  return {
    code: 'undefined-name',
    severity: 'warning',
    ...template.locate(path),
    found,
    expected,
    fix: 'correct the name: CloudFormation refuses the template',
  };
}
