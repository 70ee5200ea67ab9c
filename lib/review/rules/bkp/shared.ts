import {
  asList,
  type Resolved,
  type ResourceGraph,
  type ResourceNode,
} from '../../../assembly/index.ts';

export const PLAN = 'AWS::Backup::BackupPlan';
export const RULES = ['BackupPlan', 'BackupPlanRule'] as const;

/** How to read a property of each rule of a plan; undefined if the rules are not known. */
export function rulesOf(
  graph: ResourceGraph,
  plan: ResourceNode,
): readonly ((...path: readonly string[]) => Resolved)[] | undefined {
  const list = asList(graph.get(plan, ...RULES));
  if (list.state === 'unknown') return undefined;
  const rules = list.state === 'known' ? list.value : [];
  return rules.map(
    (_, i) =>
      (...path) =>
        graph.get(plan, ...RULES, i, ...path),
  );
}
