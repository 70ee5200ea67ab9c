import {
  asBoolean,
  asNumber,
  type ResourceGraph,
  type ResourceNode,
} from '../../../assembly/index.ts';
import type { ResourceRule, Verdict } from '../../rule.ts';
import { fail, pass, unknown } from '../../verdicts.ts';
import { isDaemon, leastTasksOf } from './tasks.ts';

export const ecs3: ResourceRule = {
  id: 'HA-ECS-3',
  title: 'A failed deployment is rolled back, and does not go below the tasks that are needed',
  rationale:
    'Without rollback a service that does not start is tried for hours while old tasks go one by one. With few tasks, a minimum below 100 percent stops a whole zone at once.',
  severity: 'warning',
  fix: 'Set DeploymentConfiguration.DeploymentCircuitBreaker (or Alarms) with Enable and Rollback, and leave MinimumHealthyPercent at 100.',
  wellArchitected: ['REL08-BP05'],
  docs: [
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-alarm-failure.html',
  ],
  appliesTo: ['AWS::ECS::Service'],
  check(service, { graph, profile }) {
    const controller = graph.get(service, 'DeploymentController', 'Type');
    // CodeDeploy and external controllers roll back by their own settings.
    const isOwn =
      controller.kind === 'absent' || (controller.kind === 'literal' && controller.value === 'ECS');
    if (controller.kind === 'literal' && !isOwn) return undefined;
    const verdicts = [judgeRollback(graph, service)];
    if (isDaemon(graph, service)) return verdicts;
    return [...verdicts, judgeMinimum(graph, service, profile.floors.availabilityZones)];
  },
};

function judgeRollback(graph: ResourceGraph, service: ResourceNode): Verdict {
  const reads = ['DeploymentCircuitBreaker', 'Alarms'].map((how) =>
    ['Enable', 'Rollback'].map((flag) =>
      asBoolean(graph.get(service, 'DeploymentConfiguration', how, flag)),
    ),
  );
  const details = { property: ['DeploymentConfiguration'] };
  const isOn = reads.some((pair) => pair.every((one) => one.state === 'known' && one.value));
  if (isOn) return pass('failed deployments are rolled back', details);
  const mayBeOn = reads.some((pair) =>
    pair.every((one) => one.state === 'unknown' || (one.state === 'known' && one.value)),
  );
  return mayBeOn
    ? unknown('whether deployments are rolled back is not known', details)
    : fail('no circuit breaker and no alarms with Rollback, expected one of them', details);
}

function judgeMinimum(graph: ResourceGraph, service: ResourceNode, zones: number): Verdict {
  const property = ['DeploymentConfiguration', 'MinimumHealthyPercent'];
  const read = asNumber(graph.get(service, ...property));
  if (read.state === 'unknown')
    return unknown(`MinimumHealthyPercent: ${read.reason}`, { property });
  const percent = read.state === 'known' ? read.value : 100;
  const found = `MinimumHealthyPercent is ${percent}`;
  if (percent >= 100) return pass(found, { property });
  const { read: least } = leastTasksOf(graph, service);
  if (least.state === 'unknown') return unknown(`${found}, of unknown tasks`, { property });
  const tasks = least.state === 'known' ? least.value : 1;
  const left = Math.ceil((tasks * percent) / 100);
  return left >= zones
    ? pass(`${found}: ${left} of ${tasks} tasks stay`, { property })
    : fail(`${found}: ${left} of ${tasks} tasks stay, expected at least ${zones}`, { property });
}
