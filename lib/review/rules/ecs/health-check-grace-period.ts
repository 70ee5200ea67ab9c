import {
  asList,
  asNumber,
  type ResourceGraph,
  type ResourceNode,
  targetOf,
} from '../../../assembly/index.ts';
import { itemsOf } from '../../../aws/index.ts';
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
    const verdict = judge(asNumber(graph.get(service, 'HealthCheckGracePeriodSeconds')), {
      property: ['HealthCheckGracePeriodSeconds'],
      absent: 0,
      holds: (seconds) => seconds > 0,
      expected: 'more than 0',
    });
    // A task that starts within the time that failing takes needs no more of it.
    const window = windowOf(graph, service);
    const start = startOf(graph, service);
    const isQuick = start > 0 && 2 * start <= window;
    const isLate = !isQuick && (window < ENOUGH || start >= window);
    return { ...verdict, severity: isLate ? 'warning' : 'info' };
  },
};

/** What many tasks start in, in seconds: the time by default, two checks 30 seconds apart. */
const ENOUGH = 60;

/** How many seconds the containers' own health checks give them to start, as far as is known. */
function startOf(graph: ResourceGraph, service: ResourceNode): number {
  const type = 'AWS::ECS::TaskDefinition';
  const definition = targetOf(graph, graph.get(service, 'TaskDefinition'), [type], service.region);
  const containers = definition && itemsOf(graph.get(definition, 'ContainerDefinitions'));
  const periods = (containers ?? []).map((_, i) => {
    const path = ['ContainerDefinitions', i, 'HealthCheck', 'StartPeriod'] as const;
    const read = definition && asNumber(graph.get(definition, ...path));
    return read?.state === 'known' ? read.value : 0;
  });
  return Math.max(0, ...periods);
}

/** After how many seconds a task that does not answer is unhealthy, by default if nothing is known. */
function windowOf(graph: ResourceGraph, service: ResourceNode): number {
  const groups = graph
    .references(service)
    .flatMap(({ to }) => (to.type === 'AWS::ElasticLoadBalancingV2::TargetGroup' ? [to] : []));
  const number = (group: ResourceNode, property: string, absent: number) => {
    const read = asNumber(graph.get(group, property));
    return read.state === 'known' ? read.value : absent;
  };
  const windows = groups.map(
    (group) =>
      number(group, 'HealthCheckIntervalSeconds', 30) * number(group, 'UnhealthyThresholdCount', 2),
  );
  return windows.length === 0 ? ENOUGH : Math.min(...windows);
}
