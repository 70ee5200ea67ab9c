import { isObject, own } from '../json.ts';
import type { TemplateStack } from '../model.ts';
import type { InputProblem } from '../problems.ts';

/**
 * What CloudFormation adds to a template when it is deployed, and nobody sees before: the output
 * of macros, loops, and the resources of modules
 * (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/modules.html).
 */
export function notExpanded(stacks: readonly TemplateStack[]): InputProblem[] {
  const seen = new Set<unknown>();
  return stacks.flatMap((stack) => {
    const { template } = stack;
    if (seen.has(template)) return [];
    seen.add(template);
    const warn = (path: string[], found: string): InputProblem => ({
      code: 'not-visible',
      severity: 'warning',
      ...template.locate(path),
      found,
      expected: 'resources that the template itself holds',
      fix: 'review the processed template: what this adds is unknown here',
    });
    const transform = own(template.body, 'Transform');
    const macros = (Array.isArray(transform) ? transform : [transform])
      .map((item) => (isObject(item) ? own(item, 'Name') : item))
      .filter((name) => typeof name === 'string' && name !== 'AWS::LanguageExtensions')
      .map((name) => warn(['Transform'], `the transform ${name}`));
    const resources = own(template.body, 'Resources');
    const loops = Object.keys(isObject(resources) ? resources : {})
      .filter((id) => id.startsWith('Fn::'))
      .map((id) => warn(['Resources', id], id));
    const modules = Object.entries(isObject(resources) ? resources : {})
      .map(([id, resource]) => [id, String(own(resource, 'Type'))] as const)
      .filter(([, type]) => type.endsWith('::MODULE'))
      .map(([id, type]) => warn(['Resources', id], `the module ${type}`));
    return [...macros, ...loops, ...modules];
  });
}
