import type { IAutoScalingGroup } from 'aws-cdk-lib/aws-autoscaling';
import type { IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { PublicHostedZone } from 'aws-cdk-lib/aws-route53';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { Duration } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { acknowledge } from '../../constructs/acknowledge.ts';
import {
  ComputeScaling,
  RecoveryApproach,
  RegionSwitchPlan,
} from '../../constructs/recovery/index.ts';
import { regionalName } from '../../constructs/routing/index.ts';
import { logBucket } from '../../constructs/storage/log-bucket.ts';
import type { Plan, RegionPlan } from '../strategies/index.ts';
import { operatorOutputs } from './operator-outputs.ts';
import { ReferableStack } from './references/referable-stack.ts';
import { removal, route53Region, stackProps } from './stack-props.ts';

/** What the plan needs of a Region's stacks. */
export interface RecoverableRegion {
  readonly plan: RegionPlan;
  /** The Auto Scaling groups by tier. */
  readonly groups: Readonly<Record<string, IAutoScalingGroup>>;
  /** In alarm while the Region, and not one of its zones, cannot serve. */
  readonly impaired: IAlarm;
  /** By name, the alarm that goes off while it cannot be reached from this Region. */
  readonly seenFromHere: ReadonlyMap<string, IAlarm>;
}

/**
 * The operator's switch between the first two Regions: an ARC Region switch plan.
 *
 * It is the one stack that reads the stacks of other Regions, for the ARNs of groups and alarms,
 * which nothing derives. No stack of a Region needs it, and an execution of the plan does not either.
 */
export class RecoveryStack extends ReferableStack {
  /** By Region, the health check that the plan turns and the Region's record holds. */
  readonly switches: Readonly<Record<string, string>>;

  constructor(
    scope: Construct,
    id: string,
    plan: Plan,
    hostedZoneId: string,
    regions: readonly [RecoverableRegion, RecoverableRegion],
  ) {
    super(
      scope,
      id,
      stackProps(plan, route53Region, {
        description: `Recovery plan of ${plan.name}`,
        stateful: false,
      }),
    );
    acknowledge(
      this,
      'the plan names groups and alarms of both Regions by ARN, which nothing derives; it is read when this stack is deployed, and an execution needs neither stack',
      'HA-REG-10',
    );
    const { zoneName, recordName } = plan.domain;
    const [first, second] = [regions[0].plan.region, regions[1].plan.region] as const;
    const isShared = plan.routing === 'latency';
    const reports = logBucket(this, 'Reports', removal(plan).removalPolicy);
    const { regionLoss } = plan.objectives;
    const recovery = new RegionSwitchPlan(this, 'Plan', {
      name: plan.name,
      approach: isShared
        ? RecoveryApproach.activeActive(first, second)
        : RecoveryApproach.activePassive(first, second),
      // Region switch takes whole minutes.
      recoveryTimeObjective: regionLoss && Duration.minutes(Math.floor(regionLoss.rtoMinutes)),
      traffic: {
        zone: PublicHostedZone.fromHostedZoneAttributes(this, 'Zone', { hostedZoneId, zoneName }),
        recordName,
      },
      database: { name: plan.name },
      compute: scaling(regions),
      alarms: Object.fromEntries(regions.map((region) => [region.plan.region, region.impaired])),
      outsideAlarms: seenFromOutside(recordName, regions),
      reportBucket: reports,
    });
    operatorOutputs(this, {
      PlanArn: [recovery.plan.attrArn, 'The Region switch plan'],
      ReportBucketName: [reports.bucketName, 'The reports of its executions'],
    });
    // A standby is the last resort: with a switch, nothing could take over before the plan runs.
    const gated = isShared ? [first, second] : [first];
    // Through a parameter, since it is cut out of a list, and only texts pass between stacks.
    this.switches = Object.fromEntries(
      gated.map((region) => {
        const parameter = new StringParameter(this, `Switch-${region}`, {
          parameterName: `/${plan.name}/recovery/health-check/${region}`,
          stringValue: recovery.healthCheckId(region),
        });
        return [region, parameter.stringValue];
      }),
    );
  }
}

/** By Region, what the other one sees of it. A standby that answers nobody is not looked at. */
function seenFromOutside(
  recordName: string,
  [first, second]: readonly [RecoverableRegion, RecoverableRegion],
): Record<string, IAlarm> {
  const seen = (of: RecoverableRegion, from: RecoverableRegion) => {
    const { region } = of.plan;
    const alarm = from.seenFromHere.get(regionalName(recordName, region));
    return alarm === undefined ? {} : { [region]: alarm };
  };
  return { ...seen(first, second), ...seen(second, first) };
}

/** Scales what the second Region lacks, before traffic where nothing runs there. */
function scaling(
  regions: readonly [RecoverableRegion, RecoverableRegion],
): ComputeScaling | undefined {
  const { recovery, service } = regions[1].plan;
  if (!recovery.includes('scale-compute')) return undefined;
  const tiers = Object.fromEntries(
    Object.keys(regions[0].groups).map((tier) => [
      tier,
      Object.fromEntries(
        regions.flatMap(({ plan, groups }) => {
          const group = groups[tier];
          return group === undefined ? [] : [[plan.region, group]];
        }),
      ),
    ]),
  );
  return service?.compute.minimum === 0
    ? ComputeScaling.beforeTraffic({ tiers })
    : ComputeScaling.alongsideTraffic({ tiers });
}
