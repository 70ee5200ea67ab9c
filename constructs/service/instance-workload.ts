import type * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type { Duration } from 'aws-cdk-lib/core';
import { agentCommands } from './trace-agent.ts';

/** What an instance runs: plain data, so that the same workload can start in several groups. */
export interface InstanceWorkload {
  /**
   * The shell commands that install and start the workload.
   *
   * They run once, as root, at the first boot, under `set -euo pipefail`; the variables
   * `AWS_REGION` and `LOG_GROUP_NAME` (the group's log group) are exported to them. They may hold
   * tokens. They become user data, which is limited to 16 KB and readable by everything on the
   * instance: no secrets.
   */
  readonly commands: readonly string[];

  /**
   * A shell command that succeeds once the instance can take work; it is tried every 2 seconds,
   * until the group's start-up time is over.
   *
   * @default - the instance can take work as soon as `commands` have succeeded
   */
  readonly readiness?: string;

  /**
   * Whether it emits traces through OpenTelemetry. The CloudWatch agent then receives them on the
   * instance, where SDKs send them by default (gRPC on port 4317, HTTP on 4318), and sends them to
   * X-Ray, which the role of the group allows. The share of requests to trace is decided by the SDK,
   * for example by `OTEL_TRACES_SAMPLER`.
   *
   * @default false - X-Ray bills for each trace, and a workload without an SDK emits none
   */
  readonly traces?: boolean;

  /**
   * A file on the instance whose lines the CloudWatch agent sends to the group's log group.
   *
   * @default - the workload sends its logs itself, or not at all
   */
  readonly logFile?: string;

  /**
   * What the role of the instances has to be allowed for `commands` to succeed.
   *
   * @default - nothing besides what is granted to the group
   */
  readonly permissions?: readonly iam.PolicyStatement[];
}

/** A workload that answers HTTP requests from a load balancer. */
export interface HttpWorkload extends InstanceWorkload {
  /** The TCP port on which it serves HTTP. */
  readonly port: number;
  /**
   * The path that answers 200 while this instance works, for example `/health`. Whatever does not
   * answer is replaced, so it asks nothing that other instances depend on as well: all of them would
   * be replaced at once, by others that fail as they did.
   * https://aws.amazon.com/builders-library/implementing-health-checks/
   */
  readonly healthPath: string;
  /**
   * The path that answers 200 while users can be served, what they need of other services included,
   * for example `/health/serving`. It replaces nothing: canaries ask it, and Route 53 where you choose
   * so.
   *
   * @default - `healthPath`: a service that depends on nothing else
   */
  readonly servingPath?: string;
}

/** What the user data of a group needs to know of it. */
export interface StartupOptions {
  readonly workload: InstanceWorkload;
  readonly environment: Readonly<Record<string, string>>;
  readonly startupTime: Duration;
}

/**
 * The user data that starts a workload, waits until it is ready and exits with the outcome, which
 * {@link signalOutcome} sends to CloudFormation.
 */
export function startupUserData(options: StartupOptions): ec2.UserData {
  const { workload, environment, startupTime } = options;
  const userData = ec2.UserData.forLinux();
  userData.addCommands(
    'set -euo pipefail',
    ...Object.entries(environment).map(([name, value]) => `export ${name}='${value}'`),
    ...workload.commands,
    ...agentCommands(workload),
  );
  if (workload.readiness !== undefined) {
    userData.addCommands(
      'until',
      workload.readiness,
      'do',
      // Counted from the beginning of the script, so that the commands above share it.
      `if [ "$SECONDS" -ge ${startupTime.toSeconds()} ]; then exit 1; fi`,
      'sleep 2',
      'done',
    );
  }
  return userData;
}

/**
 * Lets the instance tell CloudFormation how its start went, so that a rolling update goes on only
 * after instances that work. `cfn-signal` is part of the AL2023 AMI:
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/cfn-signal.html
 *
 * @param settleTime how long an instance in service still waits, until a load balancer has seen it
 *   as well: until then the instance that it replaces is needed
 */
export function signalOutcome(
  userData: ec2.UserData,
  autoScalingGroup: autoscaling.AutoScalingGroup,
  settleTime?: Duration,
): void {
  if (settleTime !== undefined) {
    userData.addOnExitCommands(
      `if [ "$exitCode" -eq 0 ]; then sleep ${settleTime.toSeconds()}; fi`,
    );
  }
  userData.addSignalOnExitCommand(autoScalingGroup);
}
