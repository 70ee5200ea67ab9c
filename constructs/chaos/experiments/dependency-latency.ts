import { Aws, Duration } from 'aws-cdk-lib/core';
import { type Experiment, onInstances, runningInstances } from '../experiment.ts';
import { withinQuota } from '../experiment-quotas.ts';

/** Which dependency answers slowly, and how slowly. */
export interface DependencyLatencyOptions {
  /**
   * The dependency: a name of lower-case letters, digits and hyphens, for the experiment's own name.
   */
  readonly dependency: string;
  /**
   * Where it is: domain names, IPv4 addresses or CIDR blocks, `DYNAMODB` or `S3`.
   */
  readonly sources: readonly string[];
  /**
   * How many of the running instances notice it; more than five take a raised quota of AWS FIS.
   */
  readonly instances: number;
  /**
   * How much later each of its answers comes.
   *
   * @default Duration.millis(200) - the default of the document: noticeable, and within timeouts
   */
  readonly delay?: Duration;
  /**
   * For how long, a minute to 12 hours.
   *
   * @default Duration.minutes(10)
   */
  readonly duration?: Duration;
}

const DOCUMENT = 'AWSFIS-Run-Network-Latency-Sources';

/**
 * A dependency answers slowly, to some of the instances: what is worse than one that does not answer.
 * It runs on the instances, which Systems Manager has to manage
 * (https://docs.aws.amazon.com/fis/latest/userguide/actions-ssm-agent.html).
 */
export function dependencyLatency(options: DependencyLatencyOptions): Experiment {
  const { dependency, sources, instances } = options;
  const delay = options.delay ?? Duration.millis(200);
  const duration = options.duration ?? Duration.minutes(10);
  return {
    name: `dependency-latency-${dependency}`,
    hypothesis: `With ${delay.toMilliseconds()} ms more for each answer of ${dependency} to ${instances} of the instances, timeouts and pools hold: requests get slower by about that, do not queue up, and are fast again afterwards.`,
    steadyState:
      'Requests succeed, if more slowly; no instance is replaced, and no stop alarm goes off.',
    preconditions: [
      'Systems Manager manages every instance (aws ssm describe-instance-information).',
      withinQuota('aws:ssm:send-command', instances),
    ],
    targets: { instances: runningInstances(`COUNT(${instances})`) },
    actions: {
      delay: {
        actionId: 'aws:ssm:send-command',
        description: `Delays what is sent to ${dependency}`,
        targets: { Instances: 'instances' },
        parameters: {
          documentArn: `arn:${Aws.PARTITION}:ssm:${Aws.REGION}::document/${DOCUMENT}`,
          documentParameters: JSON.stringify({
            DelayMilliseconds: `${delay.toMilliseconds()}`,
            DurationSeconds: `${duration.toSeconds()}`,
            InstallDependencies: 'True',
            Sources: sources.join(','),
            TrafficType: 'egress',
          }),
          duration: duration.toIsoString(),
        },
      },
    },
    permissions: [
      ...onInstances('ssm:SendCommand'),
      {
        actions: ['ssm:SendCommand'],
        resources: [{ service: 'ssm', account: '', resource: 'document', resourceName: DOCUMENT }],
      },
      { actions: ['ssm:CancelCommand', 'ssm:ListCommands'] },
    ],
  };
}
