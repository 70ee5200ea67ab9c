import { asNumber, type ResourceGraph, type ResourceNode } from '../../../assembly/index.ts';
import { AUTO_SCALING_GROUP, instancesLeft, twinOf, zonesOfGroup } from '../../../aws/index.ts';
import { type Profile, peakOf } from '../../profile.ts';
import { regionsLostTo } from '../../regions.ts';
import type { Context, ResourceRule, Verdict } from '../../rule.ts';
import { type Bounds, evidenceOf, fail, judgeCount, pass, unknown } from '../../verdicts.ts';

/** Where each type has its minimum and its maximum. */
const CAPACITY: Readonly<Record<string, { readonly min?: string; readonly max?: string }>> = {
  'AWS::AutoScaling::AutoScalingGroup': { min: 'MinSize', max: 'MaxSize' },
  'AWS::ApplicationAutoScaling::ScalableTarget': { min: 'MinCapacity', max: 'MaxCapacity' },
  'AWS::ECS::Service': { min: 'DesiredCount' },
};

export const rule: ResourceRule = {
  id: 'HA-REG-6',
  consequence: 'the Region is overloaded when it takes over',
  title: 'A Region that takes over runs its share of the peak, and may grow to all of it',
  rationale:
    'A Region that starts with too little is overloaded by the first clients; one with too low a maximum can never carry the load of the other.',
  severity: 'error',
  fix: 'Raise the minimum to the share that is declared, and the maximum to the peak; where no peak is declared, to what the other Region has.',
  wellArchitected: ['REL11-BP05'],
  controls: 'capacity',
  docs: [
    'https://docs.aws.amazon.com/whitepapers/latest/disaster-recovery-workloads-on-aws/disaster-recovery-options-in-the-cloud.html',
    'https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/rel_withstand_component_failures_static_stability.html',
  ],
  appliesTo: [
    'AWS::AutoScaling::AutoScalingGroup',
    'AWS::ApplicationAutoScaling::ScalableTarget',
    'AWS::ECS::Service',
  ],
  check(own, context) {
    const { profile } = context;
    const peak = peakOf(profile, own);
    return regionsLostTo(profile, own.region).flatMap((lost) =>
      peak === undefined ? besideTwin(own, lost, context) : besidePeak(own, lost, peak, context),
    );
  },
};

/** The bounds of a resource, and what each has to reach, as a share of what the service needs. */
function boundsOf({ type }: ResourceNode, { floors }: Profile) {
  const { min, max } = CAPACITY[type] ?? {};
  const bounds = [
    { name: min, share: floors.standbyFraction },
    { name: max, share: 1 },
  ];
  return bounds.flatMap(({ name, share }) => (name === undefined ? [] : [{ name, share }]));
}

/** Whole instances of a share, without the last digits of binary fractions: 0.07 of 100 is 7. */
function whole(share: number, instances: number): number {
  return Math.ceil(share * instances - 1e-9);
}

/** Where the peak is not declared, the lost Region shows what the service needs. */
function besideTwin(own: ResourceNode, lost: string, { graph, profile }: Context): Verdict[] {
  const other = twinOf(graph, own, lost);
  if (other === undefined) return [];
  return boundsOf(own, profile).flatMap(({ name, share }) => {
    const [mine, theirs] = [asNumber(graph.get(own, name)), asNumber(graph.get(other, name))];
    if (mine.state === 'absent' || theirs.state === 'absent') return [];
    const evidence = [{ resource: other, note: `the same in ${lost}` }];
    const details = { property: [name], evidence };
    if (mine.state === 'unknown' || theirs.state === 'unknown') {
      return [unknown(`${name} is not known in both Regions`, details)];
    }
    const wanted = whole(share, theirs.value);
    const message = `${name} is ${mine.value}, at least ${wanted} expected beside ${theirs.value} in ${lost}`;
    return [mine.value >= wanted ? pass(message, details) : fail(message, details)];
  });
}

/**
 * Against the declared peak: a standby Region carries its share alone, and without one of its zones;
 * Regions that are active carry it together when one of them is lost.
 */
function besidePeak(
  own: ResourceNode,
  lost: string,
  peak: number,
  { graph, profile }: Context,
): Verdict[] {
  const allies = alliesOf(graph, profile, own, lost);
  return boundsOf(own, profile).flatMap(({ name, share }) => {
    const counts = [own, ...allies].map((one) => asNumber(graph.get(one, name)));
    const evidence = evidenceOf(allies, ({ region }) => `the same in ${region}`);
    const details = { property: [name], evidence };
    if (counts.some(({ state }) => state === 'absent')) return [];
    const known = counts.flatMap((count) => (count.state === 'known' ? [count.value] : []));
    if (known.length < counts.length) return [unknown(`${name} is not known`, details)];
    const together = known.reduce((sum, count) => sum + count, 0);
    const left = isActive(profile, own)
      ? { min: together, max: together }
      : leftWithoutZone(graph, own, together);
    const what = `what ${name} of ${known.join(' and ')} leaves for ${share} of a peak of ${peak}`;
    return [judgeCount(left, whole(share, peak), what, details)];
  });
}

/** What stands for the same in the other active Regions that are left. */
function alliesOf(graph: ResourceGraph, profile: Profile, own: ResourceNode, lost: string) {
  if (!isActive(profile, own)) return [];
  return profile.regions
    .filter(({ name, role }) => role === 'active' && name !== own.region && name !== lost)
    .flatMap(({ name }) => twinOf(graph, own, name) ?? []);
}

function isActive({ regions }: Profile, { region }: ResourceNode): boolean {
  return regions.some(({ name, role }) => name === region && role === 'active');
}

/** Instances that a group keeps without its fullest zone; where zones are not its own, all. */
function leftWithoutZone(graph: ResourceGraph, own: ResourceNode, instances: number): Bounds {
  if (own.type !== AUTO_SCALING_GROUP) return { min: instances, max: instances };
  const { zones } = zonesOfGroup(graph, own);
  return { min: instancesLeft(instances, zones.min), max: instancesLeft(instances, zones.max) };
}
