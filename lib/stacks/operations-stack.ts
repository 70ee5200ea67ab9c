import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as kms from 'aws-cdk-lib/aws-kms';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { Duration } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import {
  RegionalBackupPlan,
  type RegionalBackupVault,
  RestoreTesting,
} from '../../constructs/backup/index.ts';
import {
  type AlertChannels,
  auroraMaxConnections,
  Canary,
  linkRunbook,
  RegionalObservability,
  ZonalShiftAlarms,
} from '../../constructs/observability/index.ts';
import { ZonalAutoshift } from '../../constructs/recovery/index.ts';
import { GlobalTable } from '../../constructs/storage/index.ts';
import type { Plan, RegionPlan, ServicePlan } from '../strategies/index.ts';
import { type DataStack, sessionTableName } from './data-stack.ts';
import { existingNatGateways } from './existing-vpc.ts';
import { memoryGiB } from './instance-memory.ts';
import { operatorOutputs } from './operator-outputs.ts';
import { probedFrom } from './probes.ts';
import { ReferableStack } from './references/referable-stack.ts';
import { type ServiceStack, shiftedParameters } from './service-stack.ts';
import { removal, stackProps } from './stack-props.ts';

/**
 * Replication between Regions lags by seconds as a rule: more than a minute is a fault.
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database.html
 */
const USUAL_LAG_MINUTES = 1;

interface OperationsStackProps {
  readonly key: kms.IKey;
  readonly alerts: AlertChannels;
  /** Absent where nothing is backed up. */
  readonly vault: RegionalBackupVault | undefined;
  readonly vpc: ec2.IVpc;
  readonly data: DataStack;
  readonly service: ServiceStack;
  readonly plan: ServicePlan;
}

/**
 * What keeps the Region observed and recoverable: alarms of every tier, a canary that probes the
 * other Regions, evacuation of an impaired zone, backups with copies elsewhere, and tests that restore them.
 */
export class OperationsStack extends ReferableStack {
  readonly observability: RegionalObservability;
  /** By name, the alarm that goes off while it cannot be reached from this Region. */
  readonly seenFromHere: ReadonlyMap<string, cloudwatch.IAlarm>;

  constructor(
    scope: Construct,
    id: string,
    plan: Plan,
    regionPlan: RegionPlan,
    props: OperationsStackProps,
  ) {
    const { region } = regionPlan;
    super(
      scope,
      id,
      stackProps(plan, region, { description: `Operations of ${plan.name}`, stateful: false }),
    );
    this.observability = this.observe(plan, regionPlan, props);
    this.seenFromHere = this.probe(plan, region, props);
    this.evacuateZones(plan, props);
    operatorOutputs(this, {
      DashboardName: [
        this.observability.dashboard.dashboard.dashboardName,
        'The Region at a glance',
      ],
    });
    const { vault } = props;
    if (vault !== undefined) this.backUp(vault, props);
  }

  private observe(
    plan: Plan,
    region: RegionPlan,
    props: OperationsStackProps,
  ): RegionalObservability {
    const { alerts, vpc, data, service } = props;
    const natGateways = existingNatGateways(region);
    const { rpoMinutes = USUAL_LAG_MINUTES } = plan.objectives.regionLoss ?? {};
    return new RegionalObservability(this, 'Observability', {
      alerts,
      vpc,
      ...(natGateways && { natGateways }),
      service: service.service,
      objectives: { availabilityPercent: plan.objectives.availabilityPercent },
      certificates: [service.certificate],
      database: {
        database: data.database,
        maxConnections: auroraMaxConnections(memoryGiB(plan.databaseInstanceType)),
        ...(props.plan.database.membership !== 'single' && {
          maximumGlobalLag: Duration.minutes(rpoMinutes),
        }),
      },
      cache: data.cache,
      table: GlobalTable.inThisRegion(this, 'Sessions', sessionTableName(plan), props.key),
      ...(plan.workload?.metricsNamespace !== undefined && {
        workload: { namespace: plan.workload.metricsNamespace, service: plan.name },
      }),
      queues: [{ queue: data.queue, ...(service.workers && { workers: service.workers }) }],
    });
  }

  private probe(
    plan: Plan,
    region: string,
    { key, alerts, service }: OperationsStackProps,
  ): ReadonlyMap<string, cloudwatch.IAlarm> {
    const hostNames = probedFrom(plan, region);
    if (hostNames.length === 0) return new Map();
    return new Canary(this, 'Canary', {
      alerts,
      encryptionKey: key,
      hostNames,
      path: service.service.servingPath,
      ...removal(plan),
    }).alarms;
  }

  /** AWS leaves an impaired zone by itself, which practice runs prove every week. */
  private evacuateZones(
    plan: Plan,
    { key, alerts, service, plan: { compute } }: OperationsStackProps,
  ): void {
    const running = compute.minimum > 0;
    const { configurations } = new ZonalAutoshift(this, 'Autoshift', {
      loadBalancer: service.service.loadBalancer.loadBalancer,
      groups: running ? service.groups.map(({ autoScalingGroup }) => autoScalingGroup) : [],
      outcomeAlarm: this.observability.objectives.page,
      blockingAlarm: this.observability.nothingToSpare(),
    });
    // What is shifted is the identity of each. From an output it would not be known before the
    // deployment, and each one would be planned for replacement by another for the same resource.
    const shifted = Object.values(shiftedParameters);
    for (const [index, configuration] of configurations.entries()) {
      configuration.resourceIdentifier = StringParameter.valueForStringParameter(
        this,
        `/${plan.name}/${shifted[index]}`,
      );
    }
    new ZonalShiftAlarms(this, 'ZonalShifts', { alerts, encryptionKey: key, ...removal(plan) });
  }

  private backUp(
    vault: RegionalBackupVault,
    { key, alerts, vpc, data, plan }: OperationsStackProps,
  ): void {
    const { alarms } = new RegionalBackupPlan(this, 'Backup', {
      vault,
      alarmTopic: alerts.ticket,
      clusters: [data.database.cluster],
      buckets: [data.bucket.bucket],
      // Every Region's replica of the table is the same table.
      tables: data.sessions === undefined ? [] : [data.sessions.table],
      copyTo: plan.backup.copyTo,
      recoveryPointObjective: Duration.minutes(plan.backup.objectiveMinutes),
    });
    for (const alarm of alarms) linkRunbook(alarm, alerts, 'backup');
    const { alarm, overdue, role } = new RestoreTesting(this, 'RestoreTesting', {
      vault,
      vpc,
      encryptionKey: key,
      alarmTopic: alerts.ticket,
    });
    for (const each of [alarm, ...(overdue ? [overdue] : [])])
      linkRunbook(each, alerts, 'restoreTest');
    operatorOutputs(this, {
      RestoreRoleArn: [role.roleArn, 'The role with which AWS Backup restores'],
    });
  }
}
