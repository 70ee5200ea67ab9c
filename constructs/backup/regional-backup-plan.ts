import * as backup from 'aws-cdk-lib/aws-backup';
import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as events from 'aws-cdk-lib/aws-events';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type * as sns from 'aws-cdk-lib/aws-sns';
import { Duration, Names, Stack } from 'aws-cdk-lib/core';
import type {
  aws_dynamodb as dynamodb,
  aws_backup as interfaces,
  aws_rds as rds,
  aws_s3 as s3,
} from 'aws-cdk-lib/interfaces';
import { Construct } from 'constructs';
import {
  airGappedBoundsOf,
  airGappedVaultArn,
  boundsOf,
  vaultNameOf,
} from '../inputs/backup-vault.ts';
import { validateProps } from '../validation.ts';
import { alarmOnFailure, alarmOnSilence, type ResourceType } from './backup-alarms.ts';
import { backupIntervalHours } from './backup-interval.ts';
import { backupRole } from './backup-role.ts';
import { planRules } from './plan-rules.ts';
import { RegionalBackupVault } from './regional-backup-vault.ts';
import { CONTINUOUS_RETENTION } from './vault-lock.ts';

/** Properties of a {@link RegionalBackupPlan}. */
export interface RegionalBackupPlanProps {
  /**
   * The vault of this Region: a `RegionalBackupVault`, or one that you have. The vaults that `copyTo`
   * names have the same name.
   */
  readonly vault: interfaces.IBackupVaultRef;

  /** Whom to tell when backups or copies fail, or do not happen. */
  readonly alarmTopic: sns.ITopic;

  /**
   * The Aurora clusters of this Region.
   *
   * @default - none
   */
  readonly clusters?: readonly rds.IDBClusterRef[];

  /**
   * The buckets of this Region. They have to be versioned
   * (https://docs.aws.amazon.com/aws-backup/latest/devguide/s3-backups.html).
   *
   * @default - none
   */
  readonly buckets?: readonly s3.IBucketRef[];

  /**
   * The DynamoDB tables, or replicas of global tables, of this Region.
   *
   * @default - none
   */
  readonly tables?: readonly dynamodb.ITableRef[];

  /**
   * The other Regions that get a copy of each backup, into the vault of the same name there. Until
   * that vault exists, copies fail.
   *
   * @default - none: the backups are lost with the Region
   */
  readonly copyTo?: readonly string[];

  /**
   * A vault of this Region that gets a copy of each backup as well.
   *
   * @default - none
   */
  readonly airGappedVault?: interfaces.ILogicallyAirGappedBackupVaultRef;

  /**
   * How long copies are kept, in whole days: 35 at least.
   *
   * @default 35 days - as long as the backups in this Region
   */
  readonly copyRetention?: Duration;

  /**
   * How much the loss of this Region may cost, if copies of backups are all that is left: from 2 hours
   * to 7 days. From it follows how often backups are taken (see {@link backupIntervalHours}), and when
   * the silence of the plan is an alarm.
   *
   * @default 24 hours - backups every 12 hours: what must not lose that much is replicated, and these
   *   copies are for what replication carries along, mistakes and deletions
   */
  readonly recoveryPointObjective?: Duration;
}

/**
 * Defines the backups of what is durable in one Region, and their copies in others.
 *
 * It guarantees that
 *
 * - Aurora clusters and buckets can be restored in this Region to any second of the last 35 days, and
 *   DynamoDB tables to each backup, beside their own point-in-time recovery
 *   (https://docs.aws.amazon.com/aws-backup/latest/devguide/point-in-time-recovery.html);
 * - each Region of `copyTo` gets a snapshot of everything in each interval. It is a snapshot: there is
 *   no point-in-time recovery from copies
 *   (https://docs.aws.amazon.com/aws-backup/latest/devguide/point-in-time-recovery-copying.html);
 * - a backup or copy that fails is an alarm, and so is one that did not happen;
 * - the template names nothing of another Region by reference: vaults there are named by derivation.
 *
 * There is one rule, not one for continuous backups and one for snapshots: of two rules of a plan
 * whose start windows overlap, AWS Backup only follows the one with the longer retention
 * (https://docs.aws.amazon.com/aws-backup/latest/devguide/plan-options-and-configuration.html), and
 * hourly windows always overlap. Nothing moves to cold storage: continuous backups, Aurora and S3
 * have none.
 *
 * Resources are selected by ARN, not by tag: what is forgotten shows in the template, what has lost its
 * tag shows nowhere.
 *
 * @throws Error when there is nothing to back up, when `copyTo` names this Region or one twice, when a
 *   vault would refuse what the plan sends there, or when no schedule meets the objective
 */
export class RegionalBackupPlan extends Construct {
  /** The plan. */
  readonly plan: backup.BackupPlan;

  /** The role with which AWS Backup reads the resources and writes backups and copies. */
  readonly role: iam.IRole;

  /** The alarms. */
  readonly alarms: readonly cloudwatch.Alarm[];

  constructor(scope: Construct, id: string, props: RegionalBackupPlanProps) {
    super(scope, id);
    const { vault, alarmTopic, airGappedVault } = props;
    const vaultName = vaultNameOf(vault);
    const { clusters = [], buckets = [], tables = [], copyTo = [] } = props;
    const copyRetention = props.copyRetention ?? CONTINUOUS_RETENTION;
    const objective = props.recoveryPointObjective ?? Duration.hours(24);
    const arns: Record<ResourceType, string[]> = {
      Aurora: clusters.map(({ dbClusterRef }) => dbClusterRef.dbClusterArn),
      S3: buckets.map(({ bucketRef }) => bucketRef.bucketArn),
      DynamoDB: tables.map(({ tableRef }) => tableRef.tableArn),
    };
    validateProps(
      this,
      {
        resourceCount: Object.values(arns).flat().length,
        copyTo,
        copyRetention,
        objective,
        vault: boundsOf(vault),
        airGappedVault: airGappedVault && {
          ...airGappedBoundsOf(airGappedVault),
          region: airGappedVault.env.region,
        },
        region: Stack.of(this).region,
      },
      planRules,
    );

    const copies: interfaces.IBackupVaultRef[] = copyTo.map((region) =>
      backup.BackupVault.fromBackupVaultArn(
        this,
        `Vault-${region}`,
        RegionalBackupVault.vaultArn(this, region, vaultName),
      ),
    );
    if (airGappedVault !== undefined) {
      const arn = airGappedVaultArn(airGappedVault);
      copies.push(backup.BackupVault.fromBackupVaultArn(this, 'AirGappedVault', arn));
    }

    this.plan = new backup.BackupPlan(this, 'Resource', {
      // Without a name it would be the construct's id, and the next plan's as well.
      backupPlanName: Names.uniqueResourceName(this, { maxLength: 50 }),
      backupVault: vault,
    });
    this.plan.addRule(
      new backup.BackupPlanRule({
        ruleName: 'continuous-with-copies',
        scheduleExpression: schedule(backupIntervalHours(objective.toMinutes())),
        // The shortest there is: a backup starts at a random time within it.
        startWindow: Duration.hours(1),
        // The first backup of a large bucket takes days.
        completionWindow: Duration.days(7),
        enableContinuousBackup: true,
        deleteAfter: CONTINUOUS_RETENTION,
        ...(copies.length > 0 && {
          copyActions: copies.map((destinationBackupVault) => ({
            destinationBackupVault,
            deleteAfter: copyRetention,
          })),
        }),
      }),
    );

    this.role = backupRole(this, 'Role', `Backs up into vault ${vaultName}`, [
      'service-role/AWSBackupServiceRolePolicyForBackup',
      ...(buckets.length > 0 ? ['AWSBackupServiceRolePolicyForS3Backup'] : []),
    ]);
    this.plan.addSelection('Selection', {
      role: this.role,
      disableDefaultBackupPolicy: true,
      resources: Object.values(arns)
        .flat()
        .map((arn) => backup.BackupResource.fromArn(arn)),
    });

    const types = (Object.keys(arns) as ResourceType[]).filter((type) => arns[type].length > 0);
    const watch = (kind: 'Backup' | 'Copy') => [
      alarmOnFailure(this, kind, vaultName, alarmTopic),
      ...types.map((type) => alarmOnSilence(this, kind, vaultName, type, objective, alarmTopic)),
    ];
    this.alarms = [...watch('Backup'), ...(copyTo.length > 0 ? watch('Copy') : [])];
    if (airGappedVault !== undefined) {
      const scope = new Construct(this, 'AirGapped');
      const { backupVaultName: airGappedName } = airGappedVault.logicallyAirGappedBackupVaultRef;
      const alarm = alarmOnFailure(scope, 'Copy', airGappedName, alarmTopic);
      this.alarms = [...this.alarms, alarm];
    }
  }
}

/** On the hour, from midnight (UTC) on. */
function schedule(intervalHours: number): events.Schedule {
  const hour = { 1: '*', 24: '0' }[intervalHours] ?? `0/${intervalHours}`;
  return events.Schedule.cron({ minute: '0', hour });
}
