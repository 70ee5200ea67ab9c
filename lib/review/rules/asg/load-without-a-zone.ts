import type { ResourceGraph, ResourceNode } from '../../../assembly/index.ts';
import {
  AUTO_SCALING_GROUP,
  instancesLeft,
  isManaged,
  isQueueWorker,
  isSingleton,
  minimumOfGroup,
  reachOf,
  startsEmpty,
  zonesOfGroup,
} from '../../../aws/index.ts';
import type { ResourceRule, Severity } from '../../rule.ts';
import { judgeCount, unknown } from '../../verdicts.ts';
import { isSwitchedOff } from './switched-off.ts';

export const rule: ResourceRule = {
  id: 'HA-ASG-3',
  consequence: 'a lost zone leaves too few instances to carry the load',
  title: 'An Auto Scaling group carries the load with the instances that a lost zone leaves',
  rationale:
    'Launching replacements needs a control plane and capacity that many want at that moment: what is left has to be enough.',
  severity: 'error',
  fix: 'Raise MinSize, or add zones, until what is left without one zone reaches the floor capacityAfterZoneLoss.',
  wellArchitected: ['REL11-BP05'],
  controls: 'capacity',
  docs: [
    'https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/static-stability.html',
  ],
  appliesTo: [AUTO_SCALING_GROUP],
  check(group, { graph, profile }) {
    if (isManaged(graph, group) || startsEmpty(graph, group)) return undefined;
    const details = { property: ['MinSize'], severity: severityOf(graph, group) };
    const minimum = minimumOfGroup(graph, group);
    if (minimum.state === 'unknown') {
      return unknown(`the minimum is not known: ${minimum.reason}`, details);
    }
    const least = minimum.state === 'known' ? minimum.value : 0;
    if (isSwitchedOff(group, least, profile)) return undefined;
    const { zones } = zonesOfGroup(graph, group);
    const left = { min: instancesLeft(least, zones.min), max: instancesLeft(least, zones.max) };
    const what = `instances left of ${least} without one Availability Zone`;
    return judgeCount(left, profile.floors.capacityAfterZoneLoss, what, details);
  },
};

/** What does no request of somebody who waits is launched in another zone, which takes minutes. */
function severityOf(graph: ResourceGraph, group: ResourceNode): Severity {
  if (isQueueWorker(graph, group)) return 'info';
  if (!isSingleton(graph, group)) return rule.severity;
  // A bastion is for its administrators, who wait for the next one.
  const byReach = { anyone: rule.severity, some: 'warning', nobody: 'info' } as const;
  return byReach[reachOf(graph, group) ?? 'some'];
}
