import { isObject, own } from '../json.ts';
import type { TemplateStack } from '../model.ts';
import type { InputProblem } from '../problems.ts';

/** Conditions that refer to themselves, by way of others or not, which CloudFormation refuses. */
export function findConditionCycles(stacks: readonly TemplateStack[]): InputProblem[] {
  return [...new Set(stacks.map(({ template }) => template))].flatMap((template) => {
    const section = own(template.body, 'Conditions');
    if (!isObject(section)) return [];
    const uses = new Map(Object.keys(section).map((name) => [name, usedBy(section[name])]));
    return [...uses.keys()]
      .filter((name) => leadsTo(name, uses))
      .map((name) => ({
        code: 'circular-reference',
        severity: 'error',
        ...template.locate(['Conditions', name]),
        found: `the condition ${name}, which leads back to itself`,
        expected: 'conditions that end at parameters',
        fix: 'break the loop',
      }));
  });
}

function leadsTo(name: string, uses: ReadonlyMap<string, readonly string[]>): boolean {
  const seen = new Set<string>();
  const pending = [...(uses.get(name) ?? [])];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (next === name) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    pending.push(...(uses.get(next) ?? []));
  }
  return false;
}

/** The conditions that an expression names; templates are at most so deep that this may recur. */
function usedBy(expression: unknown): readonly string[] {
  if (Array.isArray(expression)) return expression.flatMap(usedBy);
  if (!isObject(expression)) return [];
  return Object.entries(expression).flatMap(([key, value]) =>
    key === 'Condition' && typeof value === 'string' ? [value] : usedBy(value),
  );
}
