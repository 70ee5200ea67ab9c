import { CfnAutoScalingGroup } from 'aws-cdk-lib/aws-autoscaling';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Annotations, type CfnAutoScalingInstanceRefresh, Duration } from 'aws-cdk-lib/core';
import type {
  aws_autoscaling as autoscaling,
  aws_cloudwatch as interfaces,
} from 'aws-cdk-lib/interfaces';
import type { IConstruct } from 'constructs';
import { zonesOf } from '../inputs/auto-scaling-group.ts';
import { resourceBehind } from '../inputs/resource.ts';
import { type ValidationRule, validateProps } from '../validation.ts';
import { replacementRange } from './capacity.ts';

/** What a deployment has to get past, of `MultiAzAutoScalingGroup.gateDeployments`. */
export interface DeploymentGate {
  /**
   * The alarms that fail a deployment, 1 to 10 of them, of the group's own Region.
   *
   * They must not refer to the group, which has to be updated after they exist, and have to say
   * what missing data means (`notBreaching`, or `breaching` for what always reports while instances
   * run): Auto Scaling starts no deployment while one of them is in alarm, or has insufficient data
   * (https://docs.aws.amazon.com/autoscaling/ec2/userguide/instance-refresh-rollback.html#instance-refresh-using-auto-rollback).
   */
  readonly alarms: readonly interfaces.IAlarmRef[];

  /**
   * How long the first new instance serves beside the old ones before the others follow: at least
   * what the slowest of the alarms takes.
   *
   * @default Duration.minutes(10) - twice the five minutes of evidence that an alarm tends to need
   */
  readonly checkpointDelay?: Duration;

  /**
   * How long a deployment is watched once all instances are new, before it counts as successful: at
   * least what the slowest of the alarms takes.
   *
   * @default Duration.minutes(10) - as at the checkpoint
   */
  readonly bakeTime?: Duration;
}

const DEFAULT_WAIT = Duration.minutes(10);

/**
 * CloudFormation gives each direction of an update 36 hours; a third of them is left to replace
 * instances.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatepolicy.html#cfn-attributes-updatepolicy-instancerefresh
 */
const MAX_WAITS = Duration.hours(24);

/** The instances that are new at the first checkpoint, in percent: one of up to a hundred. */
const FIRST_INSTANCE_PERCENT = 1;

/** What makes no gate that could catch anything, or none that AWS accepts. */
export const gateRules: readonly ValidationRule<DeploymentGate>[] = [
  {
    condition: ({ alarms }) => alarms.length < 1 || alarms.length > 10,
    message: ({ alarms }) =>
      `'alarms' must be 1 to 10, the limit of an instance refresh, got ${alarms.length}: without one nothing is watched; merge what is too many into metric math`,
  },
  {
    condition: ({ alarms }) => alarms.some((alarm) => !saysWhatSilenceMeans(alarm)),
    message: ({ alarms }) =>
      `'alarms' must treat missing data as notBreaching or breaching, got ${alarms
        .filter((alarm) => !saysWhatSilenceMeans(alarm))
        .map((alarm) => alarm.node.path)
        .join(', ')}: no deployment starts while an alarm has insufficient data`,
  },
  ...(['checkpointDelay', 'bakeTime'] as const).map((name) => ({
    condition: (gate: DeploymentGate) => !(knownSeconds(waits(gate)[name]) >= slowestSeconds(gate)),
    message: (gate: DeploymentGate) =>
      `'${name}' must be known at synthesis and at least the ${slowestSeconds(gate)} seconds that the slowest of 'alarms' takes, got ${shownSeconds(waits(gate)[name])}: wait longer, or shorten the alarm`,
  })),
  {
    condition: (gate) => {
      const { checkpointDelay, bakeTime } = waits(gate);
      return knownSeconds(checkpointDelay) + knownSeconds(bakeTime) > MAX_WAITS.toSeconds();
    },
    message: (gate) => {
      const { checkpointDelay, bakeTime } = waits(gate);
      return `'checkpointDelay' and 'bakeTime' must be at most 24 hours together, got ${shownSeconds(checkpointDelay)} and ${shownSeconds(bakeTime)}: CloudFormation gives up after 36 hours, and instances have to be replaced in between`;
    },
  },
];

/** Warns of alarms of which nothing can be checked here (`evenkeel:gateAlarmUnknown`). */
function warnOfUnseenAlarms({ alarms }: DeploymentGate): void {
  for (const alarm of alarms.filter((one) => resourceOf(one) === undefined)) {
    Annotations.of(alarm).addWarningV2(
      'evenkeel:gateAlarmUnknown',
      'what the alarm does without data, and how long it takes, cannot be seen: no deployment starts ' +
        'while it has insufficient data, and one that takes longer than the waits of the gate sees nothing',
    );
  }
}

/**
 * The longest that an alarm takes to see what its metric shows, in seconds.
 *
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html
 */
export function alarmSeconds(alarm: interfaces.IAlarmRef): number {
  const { period, metrics, evaluationPeriods = 0 } = resourceOf(alarm) ?? {};
  const queries = (metrics ?? []) as readonly cloudwatch.CfnAlarm.MetricDataQueryProperty[];
  const periods = queries.map((query) => {
    const stat = query.metricStat as cloudwatch.CfnAlarm.MetricStatProperty | undefined;
    return stat?.period ?? query.period ?? 0;
  });
  return Math.max(period ?? 0, ...periods) * evaluationPeriods;
}

/**
 * Lets alarms decide over the deployments of a group that you have, by an instance refresh in place of
 * whatever update policy it has: see `MultiAzAutoScalingGroup.gateDeployments`.
 *
 * A refresh knows nothing of `cfn-signal`: give the group a launch lifecycle hook that is completed
 * once an instance has started, or it counts as new before
 * (https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatepolicy.html#cfn-attributes-updatepolicy-instancerefresh-readiness).
 *
 * @param group an L2 or L1 of this app
 * @throws Error when the group is imported, or when the gate could catch nothing
 */
export function gateDeployments(
  group: autoscaling.IAutoScalingGroupRef,
  gate: DeploymentGate,
): void {
  const resource = resourceBehind(group, CfnAutoScalingGroup.isCfnAutoScalingGroup);
  if (resource === undefined) {
    throw new Error(
      `${group.node.path}: 'group' must be defined in this app, since its update policy is part of its template, got an imported one`,
    );
  }
  validateProps(group, gate, gateRules);
  // Where the zones cannot be seen, as with two: more instances at a time never mean fewer in service.
  replaceByRefresh(group, resource, gate, zonesOf(resource) ?? 2);
}

/**
 * Replaces the update policy of a group, which is updated after the alarms exist. The L2's
 * `UpdatePolicy.instanceRefresh` is given to a group that is made after its alarms; these watch what
 * holds the group, and it may be an L1.
 */
export function replaceByRefresh(
  group: IConstruct,
  { cfnOptions }: CfnAutoScalingGroup,
  gate: DeploymentGate,
  azCount: number,
): void {
  warnOfUnseenAlarms(gate);
  const { autoScalingRollingUpdate: _, ...kept } = cfnOptions.updatePolicy ?? {};
  cfnOptions.updatePolicy = { ...kept, autoScalingInstanceRefresh: instanceRefresh(gate, azCount) };
  // A name in an update policy does not make CloudFormation wait for what has it.
  group.node.addDependency(...gate.alarms);
}

/** The instance refresh by which CloudFormation replaces instances, watched by a gate. */
function instanceRefresh(gate: DeploymentGate, azCount: number): CfnAutoScalingInstanceRefresh {
  const { checkpointDelay, bakeTime } = waits(gate);
  return {
    strategy: 'Rolling',
    preferences: {
      ...replacementRange(azCount),
      // A rollback leaves alone what has not been replaced yet.
      skipMatching: true,
      checkpointPercentages: [FIRST_INSTANCE_PERCENT, 100],
      checkpointDelay: checkpointDelay.toSeconds(),
      bakeTime: bakeTime.toSeconds(),
      alarmSpecification: { alarms: gate.alarms.map(({ alarmRef }) => alarmRef.alarmName) },
    },
  };
}

function waits({ checkpointDelay = DEFAULT_WAIT, bakeTime = DEFAULT_WAIT }: DeploymentGate) {
  return { checkpointDelay, bakeTime };
}

function slowestSeconds({ alarms }: DeploymentGate): number {
  return Math.max(0, ...alarms.map(alarmSeconds));
}

function saysWhatSilenceMeans(alarm: interfaces.IAlarmRef): boolean {
  const resource = resourceOf(alarm);
  return (
    resource === undefined ||
    ['notBreaching', 'breaching'].includes(resource.treatMissingData ?? 'missing')
  );
}

function resourceOf(alarm: interfaces.IAlarmRef): cloudwatch.CfnAlarm | undefined {
  return resourceBehind(alarm, cloudwatch.CfnAlarm.isCfnAlarm);
}

function knownSeconds(duration: Duration): number {
  return duration.isUnresolved() ? Number.NaN : duration.toSeconds({ integral: false });
}

function shownSeconds(duration: Duration): string {
  return duration.isUnresolved() ? 'a token' : `${knownSeconds(duration)} seconds`;
}
