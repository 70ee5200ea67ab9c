import {
  asNumber,
  asString,
  type ResourceGraph,
  type ResourceNode,
  targetOf,
  textKey,
} from '../../../assembly/index.ts';
import { membersOfCluster } from '../../../aws/index.ts';
import type { Verdict } from '../../rule.ts';
import { evidenceOf, fail, pass, unknown } from '../../verdicts.ts';

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
    membersOfCluster(graph, one).members.map((instance) => {
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

/** The parameter groups of both, where both are at hand. */
export function compareParameters(
  graph: ResourceGraph,
  cluster: ResourceNode,
  primary: ResourceNode,
): Verdict | undefined {
  const property = ['DBClusterParameterGroupName'];
  const [own, other] = [cluster, primary].map((one) =>
    targetOf(graph, graph.get(one, ...property), [PARAMETERS], one.region),
  );
  if (own === undefined || other === undefined) return undefined;
  const evidence = evidenceOf([own, other], ({ region }) => `in ${region ?? 'some Region'}`);
  const details = { property, evidence };
  const [mine, theirs] = [own, other].map((group) => parametersOf(graph, group));
  if (mine === undefined || theirs === undefined) {
    return unknown('the parameters of both clusters are not known', details);
  }
  const names = [...new Set([...mine.keys(), ...theirs.keys()])].toSorted();
  const different = names.filter((name) => mine.get(name) !== theirs.get(name));
  return different.length === 0
    ? pass('the parameters are those of the primary cluster', details)
    : fail(`other parameters than the primary cluster: ${different.join(', ')}`, details);
}

const PARAMETERS = 'AWS::RDS::DBClusterParameterGroup';

/** Parameters by name, the family among them; undefined if one is not known. */
function parametersOf(
  graph: ResourceGraph,
  group: ResourceNode,
): ReadonlyMap<string, string> | undefined {
  const values = graph.get(group, 'Parameters');
  if (values.kind !== 'mapping' || values.open) return undefined;
  const all = [['Family', graph.get(group, 'Family')] as const, ...values.entries];
  const known = all.flatMap(([name, value]) => {
    const text = textKey(value);
    return text === undefined ? [] : [[name, text] as const];
  });
  return known.length === all.length ? new Map(known) : undefined;
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
