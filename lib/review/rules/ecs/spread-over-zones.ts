import { asString } from '../../../assembly/index.ts';
import { isDaemon } from '../../../aws/index.ts';
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
    const strategies = graph.get(service, 'PlacementStrategies');
    // Without any, tasks are spread over zones.
    if (strategies.kind === 'absent') return rebalancing;
    const place = { property: ['PlacementStrategies', 0] };
    const type = asString(graph.get(service, 'PlacementStrategies', 0, 'Type'));
    const field = asString(graph.get(service, 'PlacementStrategies', 0, 'Field'));
    if (type.state === 'unknown' || (type.state === 'known' && field.state === 'unknown')) {
      return [rebalancing, unknown('the first placement strategy is not known', place)];
    }
    if (type.state === 'absent') return rebalancing;
    const found = `${type.value} over ${field.state === 'known' ? field.value : 'nothing'}`;
    const isSpread = found === 'spread over attribute:ecs.availability-zone';
    const verdict = isSpread
      ? pass(found, place)
      : fail(`the first strategy is ${found}, expected spread over Availability Zones`, place);
    return [rebalancing, verdict];
  },
};
