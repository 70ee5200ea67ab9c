import { zonesOfList } from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { judgeCount } from '../../verdicts.ts';

export const rule: ResourceRule = {
  id: 'HA-ECS-2',
  consequence: 'a lost zone takes the service down',
  title: 'The tasks of a service have subnets in several Availability Zones',
  rationale: 'Tasks in one zone are all lost with it, and cannot be started anywhere else.',
  severity: 'error',
  fix: 'List subnets of at least two Availability Zones, better three, in NetworkConfiguration.AwsvpcConfiguration.Subnets.',
  wellArchitected: ['REL10-BP01'],
  controls: 'redundancy',
  docs: ['https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-rebalancing.html'],
  appliesTo: ['AWS::ECS::Service'],
  check(service, { graph, profile }) {
    const property = ['NetworkConfiguration', 'AwsvpcConfiguration', 'Subnets'];
    const subnets = graph.get(service, ...property);
    // In the other network modes, tasks are in the zones of their instances.
    if (subnets.kind === 'absent') return undefined;
    const what = `Availability Zones of ${property.join('.')}`;
    return judgeCount(zonesOfList(graph, subnets), profile.floors.availabilityZones, what, {
      property,
    });
  },
};
