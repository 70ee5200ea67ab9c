import {
  asBoolean,
  asNumber,
  type ResourceGraph,
  type ResourceNode,
} from '../../../assembly/index.ts';
import type { ResourceRule, Verdict } from '../../rule.ts';
import { fail, pass, unknown } from '../../verdicts.ts';
import { GROUP, placementOf } from './shared.ts';

export const asg6: ResourceRule = {
  id: 'HA-ASG-6',
  title:
    'An Auto Scaling group is updated in steps that wait for instances and keep enough of them',
  rationale:
    'Without an update policy instances of two versions run side by side for days; one that does not wait replaces all of them with what may not work.',
  severity: 'warning',
  fix: 'Set UpdatePolicy to AutoScalingInstanceRefresh, or to AutoScalingRollingUpdate with WaitOnResourceSignals and MinInstancesInService.',
  wellArchitected: ['REL08-BP05'],
  docs: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-updatepolicy.html',
  ],
  appliesTo: [GROUP],
  check(group, { graph }) {
    const policy = (...path: string[]) => graph.attribute(group, 'UpdatePolicy', ...path);
    if (policy('AutoScalingInstanceRefresh').kind !== 'absent') return pass('an instance refresh');
    if (policy('AutoScalingRollingUpdate').kind !== 'absent') return judgeRolling(graph, group);
    const replaces = asBoolean(policy('AutoScalingReplacingUpdate', 'WillReplace'));
    if (replaces.state === 'known' && replaces.value)
      return pass('the group is replaced as a whole');
    if (replaces.state === 'unknown')
      return unknown(`WillReplace is not known: ${replaces.reason}`);
    return fail('UpdatePolicy has neither a rolling update nor an instance refresh');
  },
};

function judgeRolling(graph: ResourceGraph, group: ResourceNode): Verdict {
  const policy = (name: string) =>
    graph.attribute(group, 'UpdatePolicy', 'AutoScalingRollingUpdate', name);
  const waits = asBoolean(policy('WaitOnResourceSignals'));
  if (waits.state === 'absent' || (waits.state === 'known' && !waits.value)) {
    return fail('WaitOnResourceSignals is false, expected true: nothing waits for new instances');
  }
  const kept = asNumber(policy('MinInstancesInService'));
  const batch = asNumber(policy('MaxBatchSize'));
  const minimum = asNumber(graph.get(group, 'MinSize'));
  const states = [waits, kept, batch, minimum].map(({ state }) => state);
  if (states.includes('unknown')) return unknown('the numbers of the rolling update are not known');
  const least = minimum.state === 'known' ? minimum.value : 0;
  // Absent, they are 0 and 1.
  const left = Math.max(
    kept.state === 'known' ? kept.value : 0,
    least - (batch.state === 'known' ? batch.value : 1),
  );
  const { max } = placementOf(graph, group).zones;
  // An update may cost as much as the loss of a zone, which the group has to survive anyway.
  const wanted = least - Math.max(Math.min(1, least), Math.ceil(least / Math.max(1, max)));
  const message = `of ${least} instances ${Math.max(0, left)} stay in service`;
  return left >= wanted ? pass(message) : fail(`${message}, expected ${wanted}`);
}
