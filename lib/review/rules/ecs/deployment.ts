import {
  asBoolean,
  asNumber,
  type ResourceGraph,
  type ResourceNode,
} from '../../../assembly/index.ts';
import { leastTasksOf } from '../../../aws/index.ts';
import type { Verdict } from '../../rule.ts';
import { fail, pass, unknown } from '../../verdicts.ts';

/** Judges whether a deployment that fails is rolled back. */
export function judgeRollback(graph: ResourceGraph, service: ResourceNode): Verdict {
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
  if (mayBeOn) return unknown('whether deployments are rolled back is not known', details);
  const isHalf = reads.some(([enabled]) => enabled?.state === 'known' && enabled.value);
  return fail(
    isHalf
      ? 'a deployment that fails is stopped without Rollback, expected with it'
      : 'no circuit breaker and no alarms, expected one of them with Rollback',
    details,
  );
}

/** Judges whether enough tasks stay during a deployment. */
export function judgeMinimum(graph: ResourceGraph, service: ResourceNode, zones: number): Verdict {
  const property = ['DeploymentConfiguration', 'MinimumHealthyPercent'];
  const read = asNumber(graph.get(service, ...property));
  if (read.state === 'unknown')
    return unknown(`MinimumHealthyPercent: ${read.reason}`, { property });
  const percent = read.state === 'known' ? read.value : 100;
  const found = `MinimumHealthyPercent is ${percent}`;
  const stuck = judgeRoom(graph, service, percent);
  if (stuck !== undefined) return stuck;
  if (percent >= 100) return pass(found, { property });
  const { read: least } = leastTasksOf(graph, service);
  if (least.state === 'unknown') return unknown(`${found}, of unknown tasks`, { property });
  const tasks = least.state === 'known' ? least.value : 1;
  const left = Math.ceil((tasks * percent) / 100);
  // Of fewer tasks than zones none may stop; that there are so few is for HA-ECS-1.
  const needed = Math.min(zones, tasks);
  return left >= needed
    ? pass(`${found}: ${left} of ${tasks} tasks stay`, { property })
    : fail(`${found}: ${left} of ${tasks} tasks stay, expected at least ${needed}`, { property });
}

/** A deployment goes on if it may start a task before it stops one, or the other way round. */
function judgeRoom(
  graph: ResourceGraph,
  service: ResourceNode,
  percent: number,
): Verdict | undefined {
  const property = ['DeploymentConfiguration', 'MaximumPercent'];
  const most = asNumber(graph.get(service, ...property));
  const { read: least } = leastTasksOf(graph, service);
  if (most.state !== 'known' || least.state === 'unknown') return undefined;
  const tasks = least.state === 'known' ? least.value : 1;
  const [kept, allowed] = [
    Math.ceil((tasks * percent) / 100),
    Math.floor((tasks * most.value) / 100),
  ];
  if (tasks === 0 || allowed > tasks || kept < tasks) return undefined;
  const found = `MaximumPercent is ${most.value} and MinimumHealthyPercent ${percent}`;
  return fail(`${found}: of ${tasks} tasks none may stop, and none may start beside them`, {
    property,
  });
}
