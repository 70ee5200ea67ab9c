import { asList, targetOf } from '../../../assembly/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { evidenceOf, fail, pass, unknown } from '../../verdicts.ts';

export const rule: ResourceRule = {
  id: 'HA-ECS-8',
  consequence: 'a task that hangs is never replaced',
  title: 'A service behind no load balancer has a container with a health check',
  rationale:
    'Without a load balancer, only a health check of the task definition tells Amazon ECS that a task hangs, so that the service replaces it; one that is in the image alone is not monitored.',
  severity: 'warning',
  fix: 'Add HealthCheck to the essential container of the task definition.',
  wellArchitected: ['REL11-BP01'],
  controls: 'monitoring',
  docs: ['https://docs.aws.amazon.com/AmazonECS/latest/developerguide/healthcheck.html'],
  appliesTo: ['AWS::ECS::Service'],
  check(service, { graph }) {
    const balancers = asList(graph.get(service, 'LoadBalancers'));
    if (balancers.state === 'unknown') return unknown('LoadBalancers is not known');
    if (balancers.state === 'known' && balancers.value.length > 0) return undefined;
    const property = ['TaskDefinition'];
    const task = targetOf(
      graph,
      graph.get(service, ...property),
      ['AWS::ECS::TaskDefinition'],
      service.region,
    );
    if (task === undefined) return unknown('the task definition is not at hand', { property });
    const details = { property, evidence: evidenceOf([task], 'its task definition') };
    const containers = asList(graph.get(task, 'ContainerDefinitions'));
    if (containers.state !== 'known') return unknown('the containers are not known', details);
    const checks = containers.value.map((_, i) =>
      graph.get(task, 'ContainerDefinitions', i, 'HealthCheck'),
    );
    const checked = checks.filter(({ kind }) => kind !== 'absent');
    if (checked.length === 0) return fail('no container has a HealthCheck', details);
    return checked.some(({ kind }) => kind !== 'unknown')
      ? pass('a container has a HealthCheck', details)
      : unknown('HealthCheck is not known', details);
  },
};
