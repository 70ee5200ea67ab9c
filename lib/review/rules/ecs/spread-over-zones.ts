import {
  asNumber,
  asString,
  describe,
  type ResourceGraph,
  type ResourceNode,
} from '../../../assembly/index.ts';
import { isDaemon, itemsOf, textOf } from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { fail, judge, pass, unknown } from '../../verdicts.ts';

export const rule: ResourceRule = {
  id: 'HA-ECS-4',
  consequence: 'the next lost zone takes more than its share of the tasks',
  title: 'Tasks are spread over Availability Zones, and stay so',
  rationale:
    'After a zone was lost its tasks run elsewhere; unless they are rebalanced, they stay there, and the next loss takes more of them. Placement by anything but the zone first fills one zone.',
  severity: 'warning',
  fix: 'Set AvailabilityZoneRebalancing to ENABLED, and let the first placement strategy be spread over attribute:ecs.availability-zone.',
  wellArchitected: ['REL10-BP01'],
  controls: 'redundancy',
  docs: ['https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-rebalancing.html'],
  appliesTo: ['AWS::ECS::Service'],
  check(service, { graph }) {
    if (isDaemon(graph, service)) return undefined;
    const property = ['AvailabilityZoneRebalancing'];
    const rebalancing = judge(asString(graph.get(service, ...property)), {
      property,
      absent: 'ENABLED',
      holds: (mode) => mode === 'ENABLED',
      expected: 'ENABLED',
    });
    const own = cannotRebalance(graph, service) ? [] : [rebalancing];
    const strategies = graph.get(service, 'PlacementStrategies');
    // Without any, tasks are spread over zones.
    if (strategies.kind === 'absent') return own.length > 0 ? own : undefined;
    const place = { property: ['PlacementStrategies', 0] };
    const type = asString(graph.get(service, 'PlacementStrategies', 0, 'Type'));
    const field = asString(graph.get(service, 'PlacementStrategies', 0, 'Field'));
    if (type.state === 'unknown' || (type.state === 'known' && field.state === 'unknown')) {
      return [...own, unknown('the first placement strategy is not known', place)];
    }
    if (type.state === 'absent') return own;
    const found = `${type.value} over ${field.state === 'known' ? field.value : 'nothing'}`;
    const isSpread = found === 'spread over attribute:ecs.availability-zone';
    const verdict = isSpread
      ? pass(found, place)
      : fail(`the first strategy is ${found}, expected spread over Availability Zones`, place);
    return [...own, verdict];
  },
};

/**
 * Whether ECS refuses to rebalance a service: one that may have no task above its count, is placed
 * by its zone, runs on external instances or is behind a Classic Load Balancer.
 *
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-rebalancing.html
 */
function cannotRebalance(graph: ResourceGraph, service: ResourceNode): boolean {
  const most = asNumber(graph.get(service, 'DeploymentConfiguration', 'MaximumPercent'));
  if (most.state === 'known' && most.value <= 100) return true;
  if (textOf(graph, service, 'LaunchType', '') === 'EXTERNAL') return true;
  const constraints = itemsOf(graph.get(service, 'PlacementConstraints')) ?? [];
  const balancers = itemsOf(graph.get(service, 'LoadBalancers')) ?? [];
  return (
    constraints.some((one) => describe(one).includes('ecs.availability-zone')) ||
    balancers.some((one) => one.kind === 'mapping' && one.entries.has('LoadBalancerName'))
  );
}
