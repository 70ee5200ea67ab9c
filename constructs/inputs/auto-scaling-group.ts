import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Annotations, Reference, Stack, Token, Tokenization } from 'aws-cdk-lib/core';
import type { aws_autoscaling as interfaces } from 'aws-cdk-lib/interfaces';
import { azLossFloor } from '../service/capacity.ts';
import { resourceBehind } from './resource.ts';

/** An Auto Scaling group of which it is known what the loss of an Availability Zone leaves of it. */
export interface IMultiAzAutoScalingGroup extends interfaces.IAutoScalingGroupRef {
  /** The instances that are left of the minimum when an Availability Zone is lost. */
  readonly azLossFloor: number;
}

/** Something that counts the instances that failed to start, as a `MultiAzAutoScalingGroup` does. */
export interface ICountsFailedStarts {
  /** How many instances recorded that they failed to start, by the minute; no data means none. */
  readonly failedStarts: cloudwatch.IMetric;
}

/** The metrics of a group that alarms and dashboards rest on. */
export type GroupMetricName = 'GroupInServiceInstances' | 'GroupDesiredCapacity';

const { isCfnAutoScalingGroup } = autoscaling.CfnAutoScalingGroup;

/**
 * The instances that are left of a group's minimum when an Availability Zone is lost, as the group
 * says itself, or as its minimum and the zones of its subnets say.
 *
 * @returns undefined, with a warning (`evenkeel:azLossFloorUnknown`), where neither can be seen
 */
export function floorOf(group: interfaces.IAutoScalingGroupRef): number | undefined {
  if (isMultiAz(group)) return group.azLossFloor;
  const resource = resourceBehind(group, isCfnAutoScalingGroup);
  const minimum = Number(resource?.minSize);
  const zones = resource && zonesOf(resource);
  if (Number.isInteger(minimum) && zones !== undefined) return azLossFloor(minimum, zones);
  Annotations.of(group).addWarningV2(
    'evenkeel:azLossFloorUnknown',
    'the minimum of the group, or the Availability Zones of its subnets, cannot be seen, so that ' +
      'nothing tells when it has fewer instances than the loss of a zone leaves: pass ' +
      'MultiAzAutoScalingGroup.fromMultiAzAutoScalingGroupAttributes',
  );
  return undefined;
}

/**
 * Has a group publish a metric, which a group does not by itself
 * (https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-metrics.html). What is
 * imported is warned of (`evenkeel:groupMetricsUnknown`).
 */
export function publishMetric(group: interfaces.IAutoScalingGroupRef, name: GroupMetricName): void {
  const resource = resourceBehind(group, isCfnAutoScalingGroup);
  if (resource === undefined) {
    Annotations.of(group).addWarningV2(
      'evenkeel:groupMetricsUnknown',
      'an imported group does not say whether it publishes its metrics, and alarms on them take ' +
        'silence for a failure: enable its group metrics, or define it in this app',
    );
    return;
  }
  const collections = (Stack.of(resource).resolve(resource.metricsCollection) ??
    []) as autoscaling.CfnAutoScalingGroup.MetricsCollectionProperty[];
  // A collection that names no metrics is of all.
  if (collections.some(({ metrics }) => metrics === undefined || metrics.includes(name))) return;
  resource.metricsCollection = [...collections, { granularity: '1Minute', metrics: [name] }];
}

function isMultiAz(group: interfaces.IAutoScalingGroupRef): group is IMultiAzAutoScalingGroup {
  return 'azLossFloor' in group;
}

/** How many zones the subnets of a group are in; undefined while one of them does not say. */
export function zonesOf(group: autoscaling.CfnAutoScalingGroup): number | undefined {
  const { availabilityZones, vpcZoneIdentifier } = group;
  const zones = availabilityZones ?? vpcZoneIdentifier?.map(zoneOf);
  if (zones === undefined || Token.isUnresolved(zones) || zones.includes(undefined))
    return undefined;
  return new Set(zones).size;
}

/** The zone of a subnet of this app, or what stands for it in the template. */
function zoneOf(subnetId: string): string | undefined {
  const token = Tokenization.reverseString(subnetId).firstToken;
  const subnet = Reference.isReference(token) ? token.target : undefined;
  if (subnet === undefined || !ec2.CfnSubnet.isCfnSubnet(subnet)) return undefined;
  return JSON.stringify(
    Stack.of(subnet).resolve(subnet.availabilityZone ?? subnet.availabilityZoneId),
  );
}
