import { Annotations } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { FINISH_MESSAGE_HOOK } from '../../constructs/queue/index.ts';
import { stopSeconds } from '../../constructs/queue/sizing.ts';
import { folderWorkload } from '../../constructs/service/folder-workload.ts';
import {
  type HttpWorkload,
  healthResponder,
  type InstanceWorkload,
} from '../../constructs/service/index.ts';
import { TRACE_ENDPOINT } from '../../constructs/service/trace-agent.ts';
import type { WorkloadRequirements } from '../config/index.ts';
import type { Plan } from '../strategies/index.ts';

/** What the instances of a Region run. */
export interface Workloads {
  readonly web: HttpWorkload;
  /** Undefined where nothing handles messages. */
  readonly workers?: InstanceWorkload;
}

/**
 * What the plan declares, or what the architecture is tried out with.
 *
 * @param handlerSeconds the longest that a worker takes for one message
 */
export function workloadsOf(
  scope: Construct,
  { name, workload }: Plan,
  handlerSeconds: number,
): Workloads {
  if (workload === undefined) return { web: healthResponder() };
  const served = servedBy(workload);
  if (workload.folder === undefined) {
    const { commands, workers } = workload;
    return {
      web: { ...commandsWorkload(workload, commands), ...served },
      ...(workers && { workers: commandsWorkload(workload, workers.commands) }),
    };
  }
  const { folder, start, runtime, secrets, traces, workers } = workload;
  const program = {
    folder,
    runtime,
    environment: { SERVICE_NAME: name, ...environmentOf(workload) },
    secrets,
    parameters: `/${name}`,
  };
  const { readiness: _, ...web } = folderWorkload(scope, 'WebProgram', { ...program, start });
  return {
    web: { ...web, ...served, traces },
    ...(workers && {
      workers: {
        ...folderWorkload(scope, 'WorkersProgram', {
          ...program,
          start: workers.start,
          lifecycleHook: FINISH_MESSAGE_HOOK,
          stopSeconds: stopSeconds(handlerSeconds),
        }),
        traces,
      },
    }),
  };
}

/** Where the service is asked from outside: by canaries, and by Route 53, as the owner has chosen. */
export function checksOf({ domain, workload }: Plan): {
  readonly serving: string;
  readonly dns: string;
} {
  const { healthPath, servingPath } = workload ? servedBy(workload) : healthResponder();
  const serving = servingPath ?? healthPath;
  return { serving, dns: domain.healthCheck === 'serving' ? serving : healthPath };
}

function servedBy({ port, checks }: WorkloadRequirements) {
  return { port, healthPath: checks.shallow, servingPath: checks.serving };
}

/** Says at each synthesis what of the workload is not there yet. */
export function tellOfMissingWorkload(scope: Construct, { workload }: Plan): void {
  if (workload === undefined) {
    Annotations.of(scope).addInfoV2(
      'evenkeel:workload',
      "the config has no 'workload': instances answer health checks and nothing else, and nothing " +
        'consumes the queue',
    );
  } else if (workload.workers === undefined) {
    Annotations.of(scope).addWarningV2(
      'evenkeel:workload.workers',
      "the config has nothing under 'workload.workers': nothing consumes the queue",
    );
  }
}

function commandsWorkload(
  workload: WorkloadRequirements,
  commands: readonly string[],
): InstanceWorkload {
  const exports = Object.entries(environmentOf(workload)).map(
    ([name, value]) => `export ${name}=${quoted(value)}`,
  );
  return { commands: [...exports, ...commands], traces: workload.traces };
}

/** What the program is told whatever its form; the owner's own variables win. */
function environmentOf({ environment, port, traces }: WorkloadRequirements) {
  return {
    PORT: `${port}`,
    ...(traces && { OTEL_EXPORTER_OTLP_ENDPOINT: TRACE_ENDPOINT }),
    ...environment,
  };
}

/** As one word of a shell, whatever it holds. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
