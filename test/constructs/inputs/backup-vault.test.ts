import { Match, Template } from 'aws-cdk-lib/assertions';
import * as backup from 'aws-cdk-lib/aws-backup';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as rds from 'aws-cdk-lib/aws-rds';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Duration, type Stack } from 'aws-cdk-lib/core';
import type { aws_backup as interfaces } from 'aws-cdk-lib/interfaces';
import { describe, expect, test } from 'vitest';
import {
  RegionalBackupPlan,
  type RegionalBackupPlanProps,
  RestoreTesting,
} from '../../../index.ts';
import { testStack } from '../../support/app.ts';
import { testKey } from '../service/support.ts';
import { isolatedVpc, plainAlerts, takeWarnings } from './support.ts';

function planIn(
  vaultIn: (stack: Stack) => interfaces.IBackupVaultRef,
  propsIn: (stack: Stack) => Partial<RegionalBackupPlanProps> = () => ({}),
) {
  const stack = testStack();
  const vault = vaultIn(stack);
  new RegionalBackupPlan(stack, 'Plan', {
    vault,
    alarmTopic: plainAlerts(stack).ticket,
    tables: [new dynamodb.CfnTable(stack, 'Orders', { keySchema: [] })],
    copyTo: ['eu-central-1'],
    ...propsIn(stack),
  });
  return { warnings: takeWarnings(stack), template: Template.fromStack(stack) };
}

const lockedVault = (stack: Stack, minRetention = Duration.days(30)) =>
  new backup.BackupVault(stack, 'Vault', {
    backupVaultName: 'shop',
    lockConfiguration: { minRetention },
  });

describe('a plan into a vault that somebody has', () => {
  const { warnings, template } = planIn(lockedVault);

  test('backs up there, and copies to the vault of the same name', () => {
    template.hasResourceProperties('AWS::Backup::BackupPlan', {
      BackupPlan: {
        BackupPlanRule: [
          {
            TargetBackupVault: {
              'Fn::GetAtt': [Match.stringLikeRegexp('^Vault'), 'BackupVaultName'],
            },
            CopyActions: [
              {
                DestinationBackupVaultArn: {
                  'Fn::Join': [
                    '',
                    Match.arrayWith([Match.stringLikeRegexp('eu-central-1'), ':backup-vault:shop']),
                  ],
                },
              },
            ],
          },
        ],
      },
    });
  });

  test('counts the jobs of that vault', () => {
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: 'NumberOfBackupJobsCompleted',
      Dimensions: Match.arrayWith([{ Name: 'BackupVaultName', Value: 'shop' }]),
    });
  });

  test('has nothing to say of a vault that is locked', () => {
    expect(warnings).toEqual([]);
  });

  test('fails when the lock of the vault would refuse what it sends', () => {
    expect(() => planIn((stack) => lockedVault(stack, Duration.days(60)))).toThrow(
      "the lock of 'vault' must admit continuous backups, which are kept for 35 days, got at least 60 days",
    );
  });

  test('takes an L1', () => {
    const { template: ofL1 } = planIn(
      (stack) =>
        new backup.CfnBackupVault(stack, 'Vault', {
          backupVaultName: 'shop',
          lockConfiguration: { minRetentionDays: 7 },
        }),
    );
    ofL1.hasResourceProperties('AWS::Backup::BackupPlan', {
      BackupPlan: { BackupPlanRule: [{ TargetBackupVault: { Ref: 'Vault' } }] },
    });
  });

  test.each<[string, string, (stack: Stack) => interfaces.IBackupVaultRef]>([
    ['one without a lock', 'vaultWithoutLock', (stack) => new backup.BackupVault(stack, 'Vault')],
    [
      'an imported one',
      'vaultLockUnknown',
      (stack) => backup.BackupVault.fromBackupVaultName(stack, 'Vault', 'shop'),
    ],
  ])('warns of %s', (_, id, vaultIn) => {
    expect(planIn(vaultIn).warnings).toEqual([`evenkeel:${id}`]);
  });

  test('copies into an air-gapped vault that somebody has, within its bounds', () => {
    const airGapped = (maxRetentionDays: number) => (stack: Stack) => ({
      airGappedVault: new backup.CfnLogicallyAirGappedBackupVault(stack, 'AirGap', {
        backupVaultName: 'air-gap',
        minRetentionDays: 7,
        maxRetentionDays,
      }),
    });
    const { template: withCopies } = planIn(lockedVault, airGapped(90));
    withCopies.hasResourceProperties('AWS::Backup::BackupPlan', {
      BackupPlan: {
        BackupPlanRule: [
          {
            CopyActions: Match.arrayWith([
              Match.objectLike({
                DestinationBackupVaultArn: { 'Fn::GetAtt': ['AirGap', 'BackupVaultArn'] },
              }),
            ]),
          },
        ],
      },
    });
    expect(() => planIn(lockedVault, airGapped(14))).toThrow(
      "'copyRetention' must be at most 14 days, or 'airGappedVault' refuses the copies",
    );
  });

  test('backs up clusters and buckets as L1s', () => {
    const { template: withL1s } = planIn(lockedVault, (stack) => ({
      clusters: [new rds.CfnDBCluster(stack, 'Cluster', {})],
      buckets: [new s3.CfnBucket(stack, 'Bucket')],
    }));
    withL1s.hasResourceProperties('AWS::Backup::BackupSelection', {
      BackupSelection: {
        Resources: [
          { 'Fn::GetAtt': ['Cluster', 'DBClusterArn'] },
          { 'Fn::GetAtt': ['Bucket', 'Arn'] },
          { 'Fn::GetAtt': ['Orders', 'Arn'] },
        ],
      },
    });
  });
});

test('restores are tested from a vault that somebody has', () => {
  const stack = testStack();
  const vault = new backup.BackupVault(stack, 'Vault', { backupVaultName: 'my-shop' });
  new RestoreTesting(stack, 'Restores', {
    vault,
    vpc: isolatedVpc(stack),
    encryptionKey: testKey(stack),
    alarmTopic: plainAlerts(stack).ticket,
  });
  Template.fromStack(stack).hasResourceProperties('AWS::Backup::RestoreTestingPlan', {
    RestoreTestingPlanName: 'my_shop',
    RecoveryPointSelection: {
      IncludeVaults: [{ 'Fn::GetAtt': [Match.stringLikeRegexp('^Vault'), 'BackupVaultArn'] }],
    },
  });
});
