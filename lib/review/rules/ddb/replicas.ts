import {
  asBoolean,
  asList,
  type PathSegment,
  type ResourceGraph,
  type ResourceNode,
} from '../../../assembly/index.ts';
import type { Verdict } from '../../rule.ts';
import { judge, unknown } from '../../verdicts.ts';

export const TABLE = 'AWS::DynamoDB::Table';
export const GLOBAL_TABLE = 'AWS::DynamoDB::GlobalTable';

/** Judges a switch that a table has, or each replica of a global table. */
export function judgeSwitch(
  graph: ResourceGraph,
  table: ResourceNode,
  ...path: readonly PathSegment[]
): Verdict | readonly Verdict[] {
  const judged = (...property: readonly PathSegment[]) =>
    judge(asBoolean(graph.get(table, ...property)), {
      property,
      absent: false,
      holds: (isOn) => isOn,
      expected: 'true',
    });
  if (table.type === TABLE) return judged(...path);
  const replicas = asList(graph.get(table, 'Replicas'));
  if (replicas.state !== 'known')
    return unknown('Replicas is not known', { property: ['Replicas'] });
  return replicas.value.map((_, i) => judged('Replicas', i, ...path));
}
