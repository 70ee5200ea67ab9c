import { CfnZonalAutoshiftConfiguration } from 'aws-cdk-lib/aws-arczonalshift';
import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Annotations, Stack, Token } from 'aws-cdk-lib/core';
import type {
  aws_autoscaling as autoscalingInterfaces,
  aws_cloudwatch as cloudwatch,
  aws_elasticloadbalancingv2 as elbv2Interfaces,
} from 'aws-cdk-lib/interfaces';
import { Construct } from 'constructs';
import { resourceBehind } from '../inputs/resource.ts';
import { type ValidationRule, validateProps } from '../validation.ts';
import { blockedWindows, DEFAULT_PRACTICE_HOURS, type PracticeHours } from './practice-hours.ts';
import { groupArn } from './resource-arns.ts';

/** Properties of {@link ZonalAutoshift}. */
export interface ZonalAutoshiftProps {
  /**
   * The load balancer. Zonal shift is enabled on one of this app that does not say otherwise; an
   * imported one is warned of (`evenkeel:zonalShiftUnknown`).
   */
  readonly loadBalancer: elbv2Interfaces.ILoadBalancerRef;

  /**
   * The Auto Scaling groups, each defined in this app: zonal shift is enabled on those that do not say
   * otherwise. Only groups that hold instances in every zone.
   *
   * @default - none: traffic leaves the zone, launches do not
   */
  readonly groups?: readonly autoscalingInterfaces.IAutoScalingGroupRef[];

  /**
   * In alarm when users are hurt. It ends a practice run, which then counts as failed: the service
   * does not hold without a zone. In this Region, of a metric or composite: ARC reads alarms by a
   * permission on all of them, which composite ones take
   * (https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSZonalAutoshiftPracticeRunSLRPolicy.html).
   */
  readonly outcomeAlarm: cloudwatch.IAlarmRef;

  /**
   * In alarm when practice runs would come at the wrong time, such as during an incident or a
   * deployment. It keeps them from starting, and ends those that run.
   *
   * @default - only the hours and dates block them
   */
  readonly blockingAlarm?: cloudwatch.IAlarmRef;

  /**
   * When practice runs may start, in UTC. A run takes half an hour, once a week.
   *
   * @default - Monday to Friday from 8 to 15, when somebody is there to see it
   */
  readonly practiceHours?: PracticeHours;

  /**
   * Dates on which none starts, as `YYYY-MM-DD` in UTC, up to 15.
   *
   * @default - none
   */
  readonly blockedDates?: readonly string[];
}

const rules: ValidationRule<ZonalAutoshiftProps>[] = [
  {
    condition: ({ practiceHours: hours }) => hours !== undefined && !areHours(hours),
    message: ({ practiceHours: hours }) =>
      `'practiceHours' must go from a whole hour (0 to 22) to a later one (up to 23), got ${hours?.fromHour} to ${hours?.toHour}: times are in UTC, split what spans midnight`,
  },
  {
    condition: ({ practiceHours: hours }) => hours?.days.length === 0,
    message: () =>
      "'practiceHours.days' must name at least one day, got none: autoshift needs them",
  },
  {
    condition: ({ blockedDates = [] }) => wrongDates(blockedDates).length > 0,
    message: ({ blockedDates = [] }) =>
      `'blockedDates' must be dates like 2027-11-26, got ${wrongDates(blockedDates).join(', ')}`,
  },
  {
    condition: ({ blockedDates = [] }) => blockedDates.length > 15,
    message: ({ blockedDates = [] }) =>
      `'blockedDates' must have at most 15 dates, got ${blockedDates.length}: remove those that are over`,
  },
  ...(['outcomeAlarm', 'blockingAlarm'] as const).map(
    (name): ValidationRule<ZonalAutoshiftProps> => ({
      condition: ({ loadBalancer, [name]: alarm }) =>
        alarm !== undefined && areElsewhere(alarm, loadBalancer),
      message: ({ loadBalancer, [name]: alarm }) =>
        `'${name}' must be in the Region of the load balancer, ${loadBalancer.env.region}, where ARC reads it, got one in ${alarm?.env.region}`,
    }),
  ),
  {
    condition: ({ groups = [] }) => groups.some((group) => groupArn(group) === undefined),
    message: ({ groups = [] }) =>
      `'groups' must be defined in this app, since their ARNs have an id that nothing derives, got imported ones: ${groups
        .filter((group) => groupArn(group) === undefined)
        .map(({ node }) => node.path)
        .join(', ')}`,
  },
];

/**
 * Lets AWS move a service out of an Availability Zone that AWS finds impaired, and proves weekly that
 * the service holds without it.
 *
 * It guarantees that autoshift is on for the load balancer and the groups, with the practice runs
 * that it demands: each week ARC takes one zone out for half an hour, and gives up when the outcome
 * alarm says that users are hurt. The service needs the capacity to do without any one zone.
 *
 * It answers what AWS sees. What only the service sees, such as a gray failure, is answered by a
 * zonal shift that a person starts. It does not touch the database or the cache, which fail over by
 * themselves.
 *
 * @throws Error that lists every mistake in the props
 * @see https://docs.aws.amazon.com/r53recovery/latest/dg/arc-zonal-autoshift.how-it-works.about.html
 */
export class ZonalAutoshift extends Construct {
  /** That of the load balancer, then those of the groups in the given order. */
  readonly configurations: readonly CfnZonalAutoshiftConfiguration[];

  constructor(scope: Construct, id: string, props: ZonalAutoshiftProps) {
    super(scope, id);
    validateProps(this, props, rules);
    const { loadBalancer, groups = [], outcomeAlarm, blockingAlarm, blockedDates } = props;
    const practiceRunConfiguration = {
      outcomeAlarms: [condition(outcomeAlarm)],
      ...(blockingAlarm && { blockingAlarms: [condition(blockingAlarm)] }),
      blockedWindows: blockedWindows(props.practiceHours ?? DEFAULT_PRACTICE_HOURS),
      ...(blockedDates && { blockedDates: [...blockedDates] }),
    };
    // The CDK has no L2s of zonal shift and autoshift.
    const configure = (id: string, resourceIdentifier: string) =>
      new CfnZonalAutoshiftConfiguration(this, id, {
        resourceIdentifier,
        zonalAutoshiftStatus: 'ENABLED',
        practiceRunConfiguration,
      });

    shiftable(loadBalancer);
    for (const group of groups) leavesZones(group);
    this.configurations = [
      configure('Resource', loadBalancer.loadBalancerRef.loadBalancerArn),
      ...groups.map((group, index) => configure(`Group${index}`, groupArn(group) ?? '')),
    ];
  }
}

function condition({ alarmRef }: cloudwatch.IAlarmRef) {
  return { type: 'CLOUDWATCH', alarmIdentifier: alarmRef.alarmArn };
}

/**
 * Has a load balancer take part in zonal shift, which one does not by itself.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/zonal-shift.html
 */
function shiftable(loadBalancer: elbv2Interfaces.ILoadBalancerRef): void {
  const resource = resourceBehind(loadBalancer, elbv2.CfnLoadBalancer.isCfnLoadBalancer);
  if (resource === undefined) {
    Annotations.of(loadBalancer).addWarningV2(
      'evenkeel:zonalShiftUnknown',
      'an imported load balancer does not say whether zonal shift is enabled on it, and autoshift is ' +
        'refused where it is not: set zonal_shift.config.enabled',
    );
    return;
  }
  const key = 'zonal_shift.config.enabled';
  const attributes = (Stack.of(resource).resolve(resource.loadBalancerAttributes) ??
    []) as elbv2.CfnLoadBalancer.LoadBalancerAttributeProperty[];
  if (attributes.some((attribute) => attribute.key === key)) return;
  // An L2 writes its attributes at the end, with those that its owner sets until then.
  if (isL2(loadBalancer)) loadBalancer.setAttribute(key, 'true');
  else resource.loadBalancerAttributes = [...attributes, { key, value: 'true' }];
}

function isL2(loadBalancer: object): loadBalancer is elbv2.BaseLoadBalancer {
  return 'setAttribute' in loadBalancer;
}

/**
 * Has a group take part in zonal shift: while a zone is left, its instances are not replaced for being
 * unhealthy, as the other zones carry the load.
 * https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-zonal-shift.html
 */
function leavesZones(group: autoscalingInterfaces.IAutoScalingGroupRef): void {
  const resource = resourceBehind(group, autoscaling.CfnAutoScalingGroup.isCfnAutoScalingGroup);
  if (resource === undefined || resource.availabilityZoneImpairmentPolicy !== undefined) return;
  resource.availabilityZoneImpairmentPolicy = {
    zonalShiftEnabled: true,
    impairedZoneHealthCheckBehavior: 'IgnoreUnhealthy',
  };
}

function areElsewhere(alarm: cloudwatch.IAlarmRef, there: elbv2Interfaces.ILoadBalancerRef) {
  const regions = [alarm.env.region, there.env.region];
  return !regions.some((region) => Token.isUnresolved(region)) && regions[0] !== regions[1];
}

function areHours({ fromHour, toHour }: PracticeHours): boolean {
  const whole = Number.isInteger(fromHour) && Number.isInteger(toHour);
  return whole && fromHour >= 0 && toHour <= 23 && fromHour < toHour;
}

function wrongDates(dates: readonly string[]): string[] {
  return dates.filter(
    (date) =>
      !Token.isUnresolved(date) &&
      !(/^\d{4}-\d{2}-\d{2}$/.test(date) && !Number.isNaN(Date.parse(date))),
  );
}
