import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type * as sns from 'aws-cdk-lib/aws-sns';
import { Duration, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import {
  RegionalBackupPlan,
  type RegionalBackupVault,
  RestoreTesting,
} from '../../constructs/backup/index.ts';
import type { BackupPlan, Plan, RegionPlan } from '../strategies/index.ts';
import type { DataStack } from './data-stack.ts';
import { stackProps } from './stack-props.ts';

interface OperationsStackProps {
  readonly key: kms.IKey;
  readonly alarmTopic: sns.ITopic;
  readonly vault: RegionalBackupVault;
  readonly vpc: ec2.IVpc;
  readonly data: DataStack;
  readonly backup: BackupPlan;
}

/** What keeps the Region recoverable: backups, their copies elsewhere, and tests that restore them. */
export class OperationsStack extends Stack {
  constructor(
    scope: Construct,
    id: string,
    plan: Plan,
    { region }: RegionPlan,
    { key, alarmTopic, vault, vpc, data, backup }: OperationsStackProps,
  ) {
    super(
      scope,
      id,
      stackProps(plan, region, { description: `Operations of ${plan.name}`, stateful: false }),
    );
    new RegionalBackupPlan(this, 'Backup', {
      vault,
      alarmTopic,
      clusters: [data.database.cluster],
      buckets: [data.bucket.bucket],
      // Every Region's replica of the table is the same table.
      tables: data.sessions === undefined ? [] : [data.sessions.table],
      copyTo: backup.copyTo,
      recoveryPointObjective: Duration.minutes(backup.objectiveMinutes),
    });
    new RestoreTesting(this, 'RestoreTesting', { vault, vpc, encryptionKey: key, alarmTopic });
  }
}
