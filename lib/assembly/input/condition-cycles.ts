import { isObject, own } from '../json.ts';
import type { TemplateStack } from '../model.ts';
import type { InputProblem } from '../problems.ts';

/** Conditions that refer to themselves, by way of others or not, which CloudFormation refuses. */
export function findConditionCycles(stacks: readonly TemplateStack[]): InputProblem[] {
  return [...new Set(stacks.map(({ template }) => template))].flatMap((template) => {
    const section = own(template.body, 'Conditions');
    if (!isObject(section)) return [];
    const uses = endless(
      new Map(Object.keys(section).map((name) => [name, usedBy(section[name])])),
    );
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

/** Without those that end: a long chain is looked through once, and not from each of its conditions. */
function endless(
  uses: ReadonlyMap<string, readonly string[]>,
): ReadonlyMap<string, readonly string[]> {
  const users = new Map<string, string[]>();
  const open = new Map<string, number>();
  for (const [name, used] of uses) {
    const known = used.filter((other) => uses.has(other));
    open.set(name, known.length);
    for (const other of known) {
      const list = users.get(other);
      if (list === undefined) users.set(other, [name]);
      else list.push(name);
    }
  }
  const left = new Map(uses);
  const ending = [...open].flatMap(([name, count]) => (count === 0 ? [name] : []));
  for (let name = ending.pop(); name !== undefined; name = ending.pop()) {
    left.delete(name);
    for (const user of users.get(name) ?? []) {
      const count = (open.get(user) ?? 0) - 1;
      open.set(user, count);
      if (count === 0) ending.push(user);
    }
  }
  return left;
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
