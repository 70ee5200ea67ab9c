import { asNumber } from '../../../assembly/index.ts';
import { twinOf } from '../../../aws/index.ts';
import { regionsLostTo } from '../../regions.ts';
import type { ResourceRule } from '../../rule.ts';
import { fail, pass, unknown } from '../../verdicts.ts';

/** Where each type has its minimum and its maximum. */
const CAPACITY: Readonly<Record<string, { readonly min?: string; readonly max?: string }>> = {
  'AWS::AutoScaling::AutoScalingGroup': { min: 'MinSize', max: 'MaxSize' },
  'AWS::ApplicationAutoScaling::ScalableTarget': { min: 'MinCapacity', max: 'MaxCapacity' },
  'AWS::ECS::Service': { min: 'DesiredCount' },
};

export const rule: ResourceRule = {
  id: 'HA-REG-6',
  consequence: 'the standby Region is overloaded when it takes over',
  title: 'A standby Region runs its share, and may grow as large as the primary Region',
  rationale:
    'A Region that starts with too little is overloaded by the first clients; one with a lower maximum can never carry the load of the other.',
  severity: 'error',
  fix: 'Raise the minimum to the share that the strategy needs, and the maximum to that of the other Region.',
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
  check(own, { graph, profile }) {
    const { standbyFraction } = profile.floors;
    const { min, max } = CAPACITY[own.type] ?? {};
    return regionsLostTo(profile, own.region).flatMap((region) => {
      const other = twinOf(graph, own, region);
      if (other === undefined) return [];
      const evidence = [{ resource: other, note: `the same in ${region}` }];
      return [
        { name: min, fraction: standbyFraction },
        { name: max, fraction: 1 },
      ].flatMap(({ name, fraction }) => {
        if (name === undefined) return [];
        const [mine, theirs] = [asNumber(graph.get(own, name)), asNumber(graph.get(other, name))];
        if (mine.state === 'absent' || theirs.state === 'absent') return [];
        const details = { property: [name], evidence };
        if (mine.state === 'unknown' || theirs.state === 'unknown') {
          return [unknown(`${name} is not known in both Regions`, details)];
        }
        const wanted = fraction * theirs.value;
        const message = `${name} is ${mine.value}, at least ${wanted} expected beside ${theirs.value} in ${region}`;
        return [mine.value >= wanted ? pass(message, details) : fail(message, details)];
      });
    });
  },
};
