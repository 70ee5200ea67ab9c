import {
  asNumber,
  asString,
  type ResourceGraph,
  type ResourceNode,
} from '../../../assembly/index.ts';
import type { Verdict } from '../../rule.ts';
import { fail, pass, unknown } from '../../verdicts.ts';
import { instancesOf } from './shared.ts';

/** What has to be the same, or at least as large. */
type Comparison = 'same' | 'atLeast';

/** A property of the secondary cluster beside that of the primary one; none if either leaves it out. */
export function compare(
  graph: ResourceGraph,
  cluster: ResourceNode,
  primary: ResourceNode,
  how: Comparison,
  property: readonly string[],
): Verdict | undefined {
  const [own, other] = [cluster, primary].map((one) => graph.get(one, ...property));
  if (own === undefined || other === undefined) return undefined;
  // What neither states is the same default for both.
  if (own.kind === 'absent' || other.kind === 'absent') return undefined;
  const details = { property, evidence: [{ resource: primary, note: 'the primary cluster' }] };
  const read = how === 'same' ? asString : asNumber;
  const [mine, theirs] = [read(own), read(other)];
  if (mine.state !== 'known' || theirs.state !== 'known') {
    return unknown(`${property.join('.')} is not known for both clusters`, details);
  }
  const isGood = how === 'same' ? mine.value === theirs.value : mine.value >= theirs.value;
  const message = `${property.join('.')} is ${mine.value}, and ${theirs.value} in the primary cluster`;
  return isGood ? pass(message, details) : fail(message, details);
}

/** Sizes in order; within a family, each has more of everything than the one before. */
const SIZES = ['small', 'medium', 'large', 'xlarge'];

/** The classes of the instances of both; what is of another family cannot be compared. */
export function compareClasses(
  graph: ResourceGraph,
  cluster: ResourceNode,
  primary: ResourceNode,
): Verdict | undefined {
  const [own = [], other = []] = [cluster, primary].map((one) =>
    instancesOf(graph, one).instances.map((instance) => {
      const name = asString(graph.get(instance, 'DBInstanceClass'));
      return name.state === 'known' ? name.value : undefined;
    }),
  );
  if (own.length === 0 || other.length === 0) return undefined;
  const evidence = [{ resource: primary, note: 'the primary cluster' }];
  const message = `its instances are ${list(own)}, those of the primary cluster ${list(other)}`;
  const ranks = [own, other].map((names) => names.map((name) => rank(name)));
  const families = new Set([...own, ...other].map((name) => name?.split('.')[1]));
  if (list(own) === list(other) && !own.includes(undefined)) return pass(message, { evidence });
  if (families.size > 1 || ranks.flat().includes(undefined)) return unknown(message, { evidence });
  const [mine = 0, theirs = 0] = ranks.map((all) => Math.max(...all.map((one) => one ?? 0)));
  return mine >= theirs ? pass(message, { evidence }) : fail(message, { evidence });
}

/** `db.r7g.large` → 3, `db.r7g.2xlarge` → 5: sizes beyond xlarge are multiples of it. */
function rank(name: string | undefined): number | undefined {
  const size = name?.split('.')[2] ?? '';
  const multiple = /^(\d+)xlarge$/.exec(size)?.[1];
  if (multiple !== undefined) return SIZES.length + Number(multiple);
  const index = SIZES.indexOf(size);
  return index < 0 ? undefined : index + 1;
}

function list(names: readonly (string | undefined)[]): string {
  return [...new Set(names.map((name) => name ?? 'of an unknown class'))].toSorted().join(', ');
}
