import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { type IConsumedQueue, type IQueueWorkers, warnOfShortVisibility } from '../inputs/queue.ts';
import { groupRules, groupSubnets } from '../service/group-rules.ts';
import type { InstanceWorkload } from '../service/instance-workload.ts';
import {
  MultiAzAutoScalingGroup,
  type MultiAzAutoScalingGroupProps,
} from '../service/multi-az-auto-scaling-group.ts';
import { rulesOfPart, type ValidationRule, validateProps } from '../validation.ts';
import { backlogPerWorker } from './backlog-metric.ts';
import { FINISH_MESSAGE_HOOK } from './queue-poller.ts';
import { acceptableBacklogPerWorker, drainSeconds } from './sizing.ts';

/** The longest that a lifecycle hook waits for a sign of life: 2 hours, in seconds. */
const MAX_HEARTBEAT_SECONDS = 7200;

/** Properties of {@link QueueWorkers}; those of the group are passed on to it. */
export interface QueueWorkersProps
  extends Omit<
    MultiAzAutoScalingGroupProps,
    'workload' | 'targetGroup' | 'requestsPerTargetPerMinute'
  > {
  /**
   * The queue whose messages are handled, of the workers' own Region: a `ResilientQueue`, or one that
   * you have and the way in which it is consumed.
   */
  readonly queue: IConsumedQueue;

  /** How long a message may wait until it has been handled. */
  readonly acceptableLatency: Duration;

  /** How long one worker takes for one message, on average: measure it. */
  readonly processingTime: Duration;

  /**
   * What the workers run. It has to keep the contract of `queuePoller`: above all, to stop
   * and complete the lifecycle action {@link FINISH_MESSAGE_HOOK} when its instance is to go.
   */
  readonly workload: InstanceWorkload;
}

const rules: readonly ValidationRule<QueueWorkersProps>[] = [
  {
    condition: ({ minimum }) => minimum === 1,
    message: () =>
      `'minimum' must be at least 2, or 0 for a standby, got 1: no worker is left when its Availability Zone is lost; minimumWorkers(1, zones) puts one in each zone`,
  },
  {
    condition: ({ acceptableLatency, processingTime }) =>
      isKnown(acceptableLatency, processingTime) &&
      acceptableLatency.toMilliseconds() < processingTime.toMilliseconds(),
    message: ({ acceptableLatency, processingTime }) =>
      `'acceptableLatency' must be at least 'processingTime' (${processingTime.toHumanString()}), got ${acceptableLatency.toHumanString()}: no number of workers handles a message sooner`,
  },
  {
    condition: ({ processingTime, queue }) =>
      isKnown(processingTime) &&
      (processingTime.toMilliseconds() <= 0 ||
        processingTime.toMilliseconds() > queue.consumer.handlerTimeout.toMilliseconds()),
    message: ({ processingTime, queue }) =>
      `'processingTime' must be more than 0 and at most the timeout of the queue's consumer (${queue.consumer.handlerTimeout.toHumanString()}), got ${processingTime.toHumanString()}: an average message would be killed`,
  },
  {
    condition: ({ acceptableLatency, processingTime }) =>
      !isKnown(acceptableLatency, processingTime),
    message: () =>
      `'acceptableLatency' and 'processingTime' must be known at synthesis, since the backlog per worker is computed from them; got a token`,
  },
  {
    condition: ({ queue }) => drainTime(queue).toSeconds() > MAX_HEARTBEAT_SECONDS,
    message: ({ queue }) =>
      `'queue' must have a consumer whose timeout fits the 2 hours of a lifecycle hook with the poll before it, got ${queue.consumer.handlerTimeout.toHumanString()}: split the work into shorter messages`,
  },
  ...rulesOfPart(groupRules, (props: QueueWorkersProps) => ({
    ...props,
    subnets: groupSubnets(props.vpc),
    isBalanced: false,
  })),
];

/**
 * Workers that handle the messages of a queue, over several Availability Zones.
 *
 * - They scale on the backlog per worker, so that a message waits no longer than is acceptable,
 *   for as long as there is room: a group whose maximum is its minimum does not scale.
 *   Without data nothing is scaled: a fault of the metric never takes workers away.
 * - A worker that is to be terminated by scale-in, rebalancing, a health check or a deployment
 *   first finishes its message; when it does not say so in time, it is terminated all the same.
 *   A message of a worker that dies is received again after its visibility timeout.
 * - They may consume this queue and complete the lifecycle actions of their own group, no more.
 * - In a standby Region they exist at the capacity given and consume their own Region's queue,
 *   which is idle until producers fail over: they never take part in another Region's work.
 *
 * Instances are not protected from scale-in, which would need a call to the Auto Scaling control
 * plane for each message and does not hold against health checks
 * (https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-instance-protection.html).
 *
 * @throws Error with every prop that is out of range or contradicts another
 */
export class QueueWorkers
  extends Construct
  implements IQueueWorkers, iam.IGrantable, ec2.IConnectable
{
  /** The group, its role and its connections: grant what the handler needs to it. */
  readonly group: MultiAzAutoScalingGroup;

  /** The waiting messages per worker that the group is held at. */
  readonly acceptableBacklog: number;

  /** The network connections of the workers. */
  readonly connections: ec2.Connections;

  /** Receives what is granted to the workers. */
  readonly grantPrincipal: iam.IPrincipal;

  constructor(scope: Construct, id: string, props: QueueWorkersProps) {
    super(scope, id);
    validateProps(this, props, rules);
    const { queue: consumed, acceptableLatency, processingTime, ...groupProps } = props;
    const { queue } = consumed;
    warnOfShortVisibility(consumed);
    this.acceptableBacklog = acceptableBacklogPerWorker(
      acceptableLatency.toMilliseconds(),
      processingTime.toMilliseconds(),
    );

    this.group = new MultiAzAutoScalingGroup(this, 'Group', groupProps);
    this.connections = this.group.connections;
    this.grantPrincipal = this.group.grantPrincipal;
    const { autoScalingGroup } = this.group;
    queue.grantConsumeMessages(this.group);
    // A group of a fixed size has no room to scale.
    if (props.maximum > props.minimum) this.scaleOnBacklogOf(queue);

    autoScalingGroup.addLifecycleHook('FinishMessage', {
      lifecycleHookName: FINISH_MESSAGE_HOOK,
      lifecycleTransition: autoscaling.LifecycleTransition.INSTANCE_TERMINATING,
      heartbeatTimeout: drainTime(consumed),
      defaultResult: autoscaling.DefaultResult.CONTINUE,
    });
  }

  private scaleOnBacklogOf(queue: sqs.IQueue): void {
    const { autoScalingGroupName } = this.group.autoScalingGroup;
    // The L2's target tracking takes no metric math.
    new autoscaling.CfnScalingPolicy(this, 'BacklogPolicy', {
      autoScalingGroupName,
      policyType: 'TargetTrackingScaling',
      targetTrackingConfiguration: {
        targetValue: this.acceptableBacklog,
        customizedMetricSpecification: {
          metrics: backlogPerWorker(queue.queueName, autoScalingGroupName),
        },
      },
    });
  }
}

function drainTime({ consumer }: IConsumedQueue): Duration {
  return Duration.seconds(drainSeconds(consumer.handlerTimeout.toSeconds()));
}

function isKnown(...durations: Duration[]): boolean {
  return durations.every((duration) => !duration.isUnresolved());
}
