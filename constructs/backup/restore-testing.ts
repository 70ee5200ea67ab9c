import * as backup from 'aws-cdk-lib/aws-backup';
import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as events from 'aws-cdk-lib/aws-events';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as rds from 'aws-cdk-lib/aws-rds';
import type * as sns from 'aws-cdk-lib/aws-sns';
import { Duration, Names, Token } from 'aws-cdk-lib/core';
import type { aws_backup as interfaces } from 'aws-cdk-lib/interfaces';
import { Construct } from 'constructs';
import { vaultNameOf } from '../inputs/backup-vault.ts';
import { type ValidationRule, validateProps } from '../validation.ts';
import { alarmOnFailure, alarmOnNoRestore, type ResourceType } from './backup-alarms.ts';
import { backupRole } from './backup-role.ts';
import { CONTINUOUS_RETENTION } from './vault-lock.ts';

/** Properties of {@link RestoreTesting}. */
export interface RestoreTestingProps {
  /** The vault of this Region, whose recovery points are restored: a `RegionalBackupVault`, or yours. */
  readonly vault: interfaces.IBackupVaultRef;

  /** A network of this Region with isolated subnets, for the restored Aurora clusters. */
  readonly vpc: ec2.IVpc;

  /** This Region's key, which encrypts what is restored. */
  readonly encryptionKey: kms.IKey;

  /** Whom to tell when a restore fails. */
  readonly alarmTopic: sns.ITopic;

  /**
   * When to restore, in UTC: a cron expression.
   *
   * @default `events.Schedule.cron({ minute: '0', hour: '6', weekDay: 'MON,THU' })` - with a working
   *   day ahead in which somebody looks at the result, and twice a week, since no alarm looks back far
   *   enough to miss a test of once a week
   */
  readonly schedule?: events.Schedule;

  /**
   * After how long without a restore somebody is told that the test does not run: whole hours, 7 days
   * at most. More than what lies between two tests, with the day within which each may start.
   *
   * @default Duration.days(6) - Thursday to Monday, the day within which it starts, and one to spare;
   *   nobody is told where you give a `schedule` and not this
   */
  readonly overdueAfter?: Duration;

  /**
   * How long what was restored stays for somebody to look into it, or for a program that reports the
   * result with PutRestoreValidationResult: whole hours from 1 to 168.
   *
   * @default 1 hour - it is paid for as long as it is there
   */
  readonly validationWindow?: Duration;
}

interface CheckedProps {
  readonly schedule: events.Schedule;
  readonly overdueAfter: Duration | undefined;
  readonly validationWindow: Duration;
}

const rules: ValidationRule<CheckedProps>[] = [
  {
    condition: ({ schedule }) => !schedule.expressionString.startsWith('cron('),
    message: ({ schedule }) =>
      `'schedule' must be a cron expression, got ${schedule.expressionString}`,
  },
  {
    condition: ({ overdueAfter }) =>
      overdueAfter !== undefined && !overdueAfter.isUnresolved() && !isHoursOfAWeek(overdueAfter),
    message: ({ overdueAfter }) =>
      `'overdueAfter' must be whole hours from 1 to 168, as far as an alarm looks back, got ${overdueAfter?.toHumanString()}`,
  },
  {
    condition: ({ validationWindow }) =>
      !validationWindow.isUnresolved() && !isHoursOfAWeek(validationWindow),
    message: ({ validationWindow }) =>
      `'validationWindow' must be whole hours from 1 to 168, got ${validationWindow.toHumanString()}`,
  },
];

/**
 * Defines a test that restores the newest recovery point of everything in a vault, again and again:
 * a backup that was never restored is a hope.
 *
 * It guarantees that
 *
 * - every Aurora cluster, bucket and table with a recovery point in the vault of the last 35 days is
 *   restored on schedule, copies from other Regions as well, and deleted again
 *   (https://docs.aws.amazon.com/aws-backup/latest/devguide/restore-testing.html);
 * - what is restored is encrypted with this Region's key, and nobody reaches the restored cluster;
 * - a restore that fails is an alarm, and so is a test that does not run.
 *
 * That a restore succeeds says that the backup is whole and that permissions, keys and network fit. It
 * does not say that the data is right: for that, look into it within `validationWindow`.
 *
 * @throws Error when `schedule` is no cron expression, or when AWS Backup does not accept
 *   `validationWindow`
 */
export class RestoreTesting extends Construct {
  /** The role with which AWS Backup restores. */
  readonly role: iam.IRole;

  /** The alarm on restores that fail. */
  readonly alarm: cloudwatch.Alarm;

  /** The alarm on a test that does not run; undefined for a `schedule` without `overdueAfter`. */
  readonly overdue: cloudwatch.Alarm | undefined;

  constructor(scope: Construct, id: string, props: RestoreTestingProps) {
    super(scope, id);
    const { vpc, encryptionKey, alarmTopic } = props;
    const vaultName = vaultNameOf(props.vault);
    const schedule =
      props.schedule ?? events.Schedule.cron({ minute: '0', hour: '6', weekDay: 'MON,THU' });
    const overdueAfter =
      props.overdueAfter ?? (props.schedule === undefined ? Duration.days(6) : undefined);
    const validationWindow = props.validationWindow ?? Duration.hours(1);
    validateProps(this, { schedule, overdueAfter, validationWindow }, rules);

    // The CDK has no L2s of restore testing.
    const plan = new backup.CfnRestoreTestingPlan(this, 'Resource', {
      // It must have a name, and no hyphens in it.
      restoreTestingPlanName: Token.isUnresolved(vaultName)
        ? Names.uniqueResourceName(this, { maxLength: 50, separator: '_' })
        : vaultName.replaceAll('-', '_'),
      scheduleExpression: schedule.expressionString,
      recoveryPointSelection: {
        algorithm: 'LATEST_WITHIN_WINDOW',
        selectionWindowDays: CONTINUOUS_RETENTION.toDays(),
        includeVaults: [props.vault.backupVaultRef.backupVaultArn],
        recoveryPointTypes: ['CONTINUOUS', 'SNAPSHOT'],
      },
    });
    this.role = backupRole(this, 'Role', `Tests to restore from vault ${vaultName}`, [
      'service-role/AWSBackupServiceRolePolicyForRestores',
      'AWSBackupServiceRolePolicyForS3Restore',
    ]);

    for (const [type, overrides] of Object.entries(overridesFor(this, vpc, encryptionKey))) {
      new backup.CfnRestoreTestingSelection(this, type, {
        restoreTestingPlanName: plan.ref,
        restoreTestingSelectionName: type,
        protectedResourceType: type,
        // Whatever the vault has: the ARNs of another Region's resources need not be known here.
        protectedResourceArns: ['*'],
        iamRoleArn: this.role.roleArn,
        restoreMetadataOverrides: overrides,
        validationWindowHours: validationWindow.toHours(),
      });
    }
    this.alarm = alarmOnFailure(this, 'Restore', vaultName, alarmTopic);
    this.overdue = overdueAfter && alarmOnNoRestore(this, vaultName, overdueAfter, alarmTopic);
  }
}

/**
 * Where AWS Backup infers something else: it would restore a cluster to the default VPC, and encrypt
 * buckets and tables with keys of AWS. Lists are strings of JSON.
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/restore-testing-inferred-metadata.html
 */
function overridesFor(
  scope: Construct,
  vpc: ec2.IVpc,
  { keyArn }: kms.IKey,
): Record<ResourceType, Record<string, string>> {
  const description = 'Clusters that are restored for a test';
  const subnetGroup = new rds.SubnetGroup(scope, 'Subnets', {
    description,
    vpc,
    vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
  });
  const securityGroup = new ec2.SecurityGroup(scope, 'SecurityGroup', {
    vpc,
    description,
    allowAllOutbound: false,
  });
  return {
    Aurora: {
      dbSubnetGroupName: subnetGroup.subnetGroupName,
      vpcSecurityGroupIds: `["${securityGroup.securityGroupId}"]`,
      kmsKeyId: keyArn,
    },
    S3: { encryptionType: 'SSE-KMS', kmsKey: keyArn },
    DynamoDB: { encryptionType: 'KMS', kmsMasterKeyArn: keyArn },
  };
}

function isHoursOfAWeek(duration: Duration): boolean {
  const hours = duration.toHours({ integral: false });
  return Number.isInteger(hours) && hours >= 1 && hours <= 168;
}
