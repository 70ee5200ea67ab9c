import { asList, asNumber } from '../../../assembly/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { judge } from '../../verdicts.ts';

export const rule: ResourceRule = {
  id: 'HA-ECS-5',
  consequence: 'tasks that are still starting are replaced again and again',
  title: 'A service behind a load balancer gives new tasks time to start',
  rationale:
    'Without a grace period a task that is still starting counts as unhealthy and is replaced, again and again: worst when everything starts cold after a failure.',
  severity: 'warning',
  fix: 'Set HealthCheckGracePeriodSeconds to the time that a task takes to become healthy.',
  wellArchitected: ['REL11-BP03'],
  docs: [
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service_definition_parameters.html',
  ],
  appliesTo: ['AWS::ECS::Service'],
  check(service, { graph }) {
    const attached = asList(graph.get(service, 'LoadBalancers'));
    if (attached.state === 'absent') return undefined;
    if (attached.state === 'known' && attached.value.length === 0) return undefined;
    // The time to stop is no part of it: ECS stops a task after the load balancer has let it go.
    return judge(asNumber(graph.get(service, 'HealthCheckGracePeriodSeconds')), {
      property: ['HealthCheckGracePeriodSeconds'],
      absent: 0,
      holds: (seconds) => seconds > 0,
      expected: 'more than 0',
    });
  },
};
