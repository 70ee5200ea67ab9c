import {
  asList,
  asString,
  identity,
  leadsTo,
  nameKey,
  type PathSegment,
  type ResourceGraph,
  type ResourceNode,
  referencesIn,
  segmentsOf,
} from '../../../assembly/index.ts';
import type { Verdict } from '../../rule.ts';
import { evidenceOf, fail, pass, unknown } from '../../verdicts.ts';
import { TABLE } from './replicas.ts';

const SCALABLE = 'AWS::ApplicationAutoScaling::ScalableTarget';
const INDEXES = 'GlobalSecondaryIndexes';

/** Judges whether something scales a table and each of its indexes, in both directions. */
export function judgeScaling(graph: ResourceGraph, table: ResourceNode): Verdict {
  const property = ['BillingMode'];
  const own = graph.having([SCALABLE], tablesOf, table);
  const scaled = own.map((target) => scaledBy(graph, target));
  const evidence = evidenceOf(own, 'scales it');
  const indexes = asList(graph.get(table, INDEXES));
  if (indexes.state === 'unknown') return unknown(`${INDEXES} is not known`, { property });
  const names = (indexes.state === 'known' ? indexes.value : []).map((_, i) =>
    asString(graph.get(table, INDEXES, i, 'IndexName')),
  );
  const known = names.flatMap((name) => (name.state === 'known' ? [name.value] : []));
  const missing = ['', ...known].flatMap((index) =>
    ['Read', 'Write'].flatMap((kind) => {
      const resource = index === '' ? 'table' : 'index';
      const wanted = `${index} dynamodb:${resource}:${kind}CapacityUnits`;
      const of = index === '' ? '' : ` of ${index}`;
      return scaled.includes(wanted) ? [] : [`${kind.toLowerCase()} capacity${of}`];
    }),
  );
  const isOpen =
    scaled.includes(undefined) || graph.having([SCALABLE], tablesOf, 'open').length > 0;
  if (missing.length > 0) {
    return isOpen
      ? unknown('what scales the table is not known', { property })
      : fail(`capacity is PROVISIONED, and nothing scales ${missing.join(', ')}`, {
          property,
          evidence,
        });
  }
  return known.length < names.length
    ? unknown('the names of the indexes are not known', { property })
    : pass('read and write capacity scale', { evidence });
}

/** The tables that a scalable target is for, by reference or by name; it may be for an index. */
function tablesOf(graph: ResourceGraph, target: ResourceNode) {
  const id = graph.get(target, 'ResourceId');
  const named = leadsTo(graph, segmentsOf(id)[1] ?? id, [TABLE], target.region);
  return [...referencesIn(id).map(({ node }) => node), named];
}

/** The index, none for the table itself, and the dimension that a target scales. */
function scaledBy(graph: ResourceGraph, target: ResourceNode): string | undefined {
  const dimension = asString(graph.get(target, 'ScalableDimension'));
  const value = graph.get(target, 'ResourceId');
  const id = identity(value) ?? nameKey(value);
  if (dimension.state !== 'known' || id === undefined) return undefined;
  const index = /\/index\/([^/]+)$/.exec(id)?.[1] ?? '';
  return `${index} ${dimension.value}`;
}

/** CloudFormation demands that writes of a global table scale; reads, each replica may fix. */
export function judgeReplicas(graph: ResourceGraph, table: ResourceNode): readonly Verdict[] {
  const replicas = asList(graph.get(table, 'Replicas'));
  if (replicas.state !== 'known') {
    return [unknown('Replicas is not known', { property: ['Replicas'] })];
  }
  return replicas.value.flatMap((_, i) => {
    const replica = ['Replicas', i] as const;
    const indexes = asList(graph.get(table, ...replica, INDEXES));
    const count = indexes.state === 'known' ? indexes.value.length : 0;
    return [
      judgeReads(graph, table, replica),
      ...Array.from({ length: count }, (_, k) =>
        judgeReads(graph, table, [...replica, INDEXES, k]),
      ),
    ];
  });
}

function judgeReads(
  graph: ResourceGraph,
  table: ResourceNode,
  path: readonly PathSegment[],
): Verdict {
  const settings = [...path, 'ReadProvisionedThroughputSettings'];
  const property = [...settings, 'ReadCapacityAutoScalingSettings'];
  const { kind } = graph.get(table, ...property);
  if (kind === 'unknown') return unknown('how reads scale is not known', { property });
  return kind === 'absent'
    ? fail('read capacity of the replica is fixed, expected to scale', { property })
    : pass('read capacity of the replica scales', { property });
}
