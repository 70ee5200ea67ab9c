import type { ResourceGraph, ResourceNode } from '../../../assembly/index.ts';
import {
  hasFileDatabase,
  isDaemon,
  isQueueWorker,
  isSingletonService,
  leastTasksOf,
  mayServiceBeScaled,
  reachOf,
  takesRequests,
} from '../../../aws/index.ts';
import type { ResourceRule, Severity } from '../../rule.ts';
import { evidenceOf, fail, pass, unknown } from '../../verdicts.ts';

export const rule: ResourceRule = {
  id: 'HA-ECS-1',
  consequence: 'one failed task or zone takes the service down',
  title: 'A service runs at least one task in each of two Availability Zones',
  rationale:
    'A service with one task is down from the moment that task or its zone fails until another has started, if one can.',
  severity: 'error',
  fix: 'Set DesiredCount, or with Application Auto Scaling MinCapacity, to at least two, better three.',
  wellArchitected: ['REL10-BP01'],
  controls: 'redundancy',
  docs: [
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service_definition_parameters.html',
  ],
  appliesTo: ['AWS::ECS::Service'],
  check(service, { graph, profile }) {
    if (isDaemon(graph, service)) return undefined;
    const home = profile.regions.find(({ name }) => name === service.region);
    // A standby that runs nothing until it is needed is not meant to have tasks.
    if (profile.floors.standbyFraction === 0 && home?.role === 'standby') return undefined;
    const { read, property, scaling } = leastTasksOf(graph, service);
    const name = scaling === undefined ? 'DesiredCount' : `MinCapacity of ${scaling.logicalId}`;
    const evidence = evidenceOf(scaling === undefined ? [] : [scaling], 'scales the service');
    const tasks = read.state === 'known' ? read.value : 1;
    // With none, it is not meant to run yet, or somebody else says how many do.
    const isOff = tasks === 0 && scaling === undefined;
    const severity = isOff ? 'info' : severityOf(graph, service);
    const details = { property, evidence, severity };
    if (read.state === 'unknown') return unknown(`${name} is not known: ${read.reason}`, details);
    const floor = profile.floors.availabilityZones;
    const found = `${name} is ${read.state === 'known' ? tasks : 'absent, which means 1'}`;
    if (tasks < floor && scaling === undefined && mayServiceBeScaled(graph, service)) {
      return unknown(`${found}, and what scales the service is not known`, details);
    }
    return tasks >= floor
      ? pass(found, details)
      : fail(`${found}, expected at least ${floor}`, details);
  },
};

/** What does no request of somebody who waits is started in another zone, which takes minutes. */
function severityOf(graph: ResourceGraph, service: ResourceNode): Severity {
  if (isQueueWorker(graph, service)) return 'info';
  // Several tasks are no remedy, but a database that several may use.
  if (hasFileDatabase(graph, service)) return 'warning';
  // Without a load balancer, what anyone may ask is asked all the same.
  const isOneByIntent =
    isSingletonService(graph, service) &&
    !takesRequests(graph, service) &&
    reachOf(graph, service) !== 'anyone';
  return isOneByIntent ? 'warning' : rule.severity;
}
