import type { ResourceGraph, ResourceNode } from '../assembly/index.ts';
import { AUTO_SCALING_GROUP, minimumOfGroup } from './auto-scaling-groups.ts';
import { leastTasksOf } from './ecs-services.ts';
import { subnetsOfTargets } from './load-balancers.ts';
import { itemsOf, referrersBy } from './lookups.ts';
import { zonesOf } from './network.ts';

/**
 * Whether the targets of a group are in one Availability Zone, for certain, as long as no more of
 * them run than have to: one instance or task, or subnets of one zone.
 */
export function hasOneZone(graph: ResourceGraph, targetGroup: ResourceNode): boolean {
  const services = referrersBy(graph, targetGroup, 'AWS::ECS::Service', 'LoadBalancers');
  const groups = referrersBy(
    graph,
    targetGroup,
    AUTO_SCALING_GROUP,
    'TargetGroupARNs',
    'TrafficSources',
  );
  const fixed = itemsOf(graph.get(targetGroup, 'Targets'));
  const counts = [
    ...services.map((service) => leastTasksOf(graph, service).read),
    ...groups.map((group) => minimumOfGroup(graph, group)),
  ];
  if (fixed === undefined || counts.length + fixed.length === 0) return false;
  if (counts.length + fixed.length === 1) {
    const [least] = counts;
    // A single target that is listed, or one that is asked for: CloudFormation's default for tasks.
    if (least === undefined || least.state === 'absent') return services.length + fixed.length > 0;
    if (least.state === 'known' && least.value <= 1) return true;
  }
  const subnets = fixed.length === 0 ? subnetsOfTargets(graph, targetGroup) : undefined;
  return subnets !== undefined && subnets.length > 0 && zonesOf(graph, subnets).max <= 1;
}
