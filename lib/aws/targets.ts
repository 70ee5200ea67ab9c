import { type Read, type ResourceGraph, type ResourceNode, targetOf } from '../assembly/index.ts';
import { AUTO_SCALING_GROUP, minimumOfGroup } from './auto-scaling-groups.ts';
import { leastTasksOf } from './ecs-services.ts';
import { subnetsOfTargets } from './load-balancers.ts';
import { itemsOf, referrersBy, textOf } from './lookups.ts';
import { zonesOf } from './network.ts';

/**
 * Whether the targets of a group are in one Availability Zone, for certain, as long as no more of
 * them run than have to: one instance or task, or subnets of one zone. A function or a load balancer
 * is one target, and runs in several:
 * https://docs.aws.amazon.com/lambda/latest/dg/security-resilience.html
 */
export function hasOneZone(graph: ResourceGraph, targetGroup: ResourceNode): boolean {
  const type = textOf(graph, targetGroup, 'TargetType', 'instance') ?? '';
  if (!['instance', 'ip'].includes(type)) return false;
  const services = referrersBy(graph, targetGroup, 'AWS::ECS::Service', 'LoadBalancers');
  const properties = ['TargetGroupARNs', 'TrafficSources'];
  const groups = referrersBy(graph, targetGroup, AUTO_SCALING_GROUP, ...properties);
  const listed = itemsOf(graph.get(targetGroup, 'Targets'));
  if (listed === undefined) return false;
  const counts = [
    ...services.map((service) => numberIn(leastTasksOf(graph, service).read)),
    ...groups.map((group) => numberIn(minimumOfGroup(graph, group))),
    ...listed.map(() => 1),
  ];
  if (counts.length === 0 || counts.includes(undefined)) return false;
  if (counts.reduce((sum: number, count) => sum + (count ?? 0), 0) <= 1) return true;
  const registered = subnetsOfTargets(graph, targetGroup);
  const instances = listed.map((_, i) => {
    const id = graph.get(targetGroup, 'Targets', i, 'Id');
    const instance = targetOf(graph, id, ['AWS::EC2::Instance'], targetGroup.region);
    const subnet = instance && graph.get(instance, 'SubnetId');
    return subnet && targetOf(graph, subnet, ['AWS::EC2::Subnet'], targetGroup.region);
  });
  const subnets = [...(registered ?? [undefined]), ...instances];
  const known = subnets.filter((subnet) => subnet !== undefined);
  return known.length > 0 && known.length === subnets.length && zonesOf(graph, known).max <= 1;
}

/** A number of instances or tasks, of which there is one unless more are asked for. */
function numberIn(read: Read<number>): number | undefined {
  if (read.state === 'unknown') return undefined;
  return read.state === 'known' ? read.value : 1;
}
