import { Match, Template } from 'aws-cdk-lib/assertions';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Duration, RemovalPolicy, type Stack, Validations } from 'aws-cdk-lib/core';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  AirGappedVault,
  type AirGappedVaultProps,
  RegionalBackupPlan,
  RegionalBackupVault,
  type RegionalBackupVaultProps,
  VaultLock,
} from '../../../constructs/backup/index.ts';
import { testStack } from '../../support/app.ts';
import { findings } from '../../support/compliance.ts';
import { testKey, warningsOf } from '../service/support.ts';
import { resolved } from './support.ts';

function define(props: Partial<RegionalBackupVaultProps> = {}, stack = testStack()) {
  const vault = new RegionalBackupVault(stack, 'Vault', {
    vaultName: 'shop',
    encryptionKey: testKey(stack),
    ...props,
  });
  return { stack, vault };
}

const lockOf = (lock: VaultLock) => {
  const { stack, vault: locked } = define({ lock });
  Validations.of(locked).acknowledge({
    id: 'Annotation::evenkeel:complianceLockIsFinal',
    reason: 'the test is about the lock',
  });
  const [vault] = Object.values(
    Template.fromStack(stack).findResources('AWS::Backup::BackupVault'),
  );
  return vault?.Properties.LockConfiguration;
};

describe('with its defaults', () => {
  let stack: Stack;
  let vault: RegionalBackupVault;
  let template: Template;

  beforeAll(() => {
    ({ stack, vault } = define());
    template = Template.fromStack(stack);
  });

  test('backups are encrypted with the key of the Region (SEC-2)', () => {
    template.hasResourceProperties('AWS::Backup::BackupVault', {
      EncryptionKeyArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Key'), 'Arn'] },
    });
  });

  test('the vault is locked, and outlives its stack (BKP-4)', () => {
    template.hasResource('AWS::Backup::BackupVault', {
      Properties: { LockConfiguration: { MinRetentionDays: 35 } },
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
    });
  });

  test('the lock can still be corrected', () => {
    template.hasResourceProperties('AWS::Backup::BackupVault', {
      LockConfiguration: { ChangeableForDays: Match.absent(), MaxRetentionDays: Match.absent() },
    });
    expect(warningsOf(vault)).toEqual([]);
  });

  test('nobody may delete a recovery point or make it expire sooner', () => {
    template.hasResourceProperties('AWS::Backup::BackupVault', {
      AccessPolicy: {
        Statement: [
          {
            Effect: 'Deny',
            Principal: { AWS: '*' },
            Action: ['backup:DeleteRecoveryPoint', 'backup:UpdateRecoveryPointLifecycle'],
            Resource: '*',
          },
        ],
      },
    });
  });

  test('another Region knows its ARN from its name alone', () => {
    template.hasResourceProperties('AWS::Backup::BackupVault', { BackupVaultName: 'shop' });
    const elsewhere = testStack(undefined, 'Elsewhere', 'eu-central-1');
    expect(
      resolved(
        elsewhere.resolve(RegionalBackupVault.vaultArn(elsewhere, 'eu-west-1', vault.vaultName)),
      ),
    ).toBe('arn:aws:backup:eu-west-1:111122223333:backup-vault:shop');
  });

  test('no pack finds anything', () => {
    expect(findings(stack)).toEqual([]);
  });
});

describe('the lock', () => {
  test('has the bounds that it is given', () => {
    const lock = VaultLock.governance({
      minRetention: Duration.days(60),
      maxRetention: Duration.days(400),
    });
    expect(lockOf(lock)).toEqual({ MinRetentionDays: 60, MaxRetentionDays: 400 });
  });

  test('is final only where somebody says so, after a month', () => {
    expect(lockOf(VaultLock.compliance())).toEqual({ MinRetentionDays: 35, ChangeableForDays: 30 });
  });

  test('is final after the cooling-off time', () => {
    expect(lockOf(VaultLock.compliance({ coolingOff: Duration.days(3) }))).toEqual({
      MinRetentionDays: 35,
      ChangeableForDays: 3,
    });
  });

  test('warns of what cannot be undone', () => {
    const { vault } = define({ lock: VaultLock.compliance() });
    expect(warningsOf(vault)).toEqual([
      expect.stringContaining('is final 30 days after its deployment'),
    ]);
    expect(warningsOf(vault)[0]).toContain('evenkeel:complianceLockIsFinal');
  });
});

test.each<[string, Partial<RegionalBackupVaultProps>, string]>([
  [
    'a name with a space',
    { vaultName: 'the vault' },
    "'vaultName' must be 2 to 50 letters, digits, '_' or '-', got 'the vault'",
  ],
  ['a name of 1 character', { vaultName: 'v' }, "got 'v'"],
  ['a name of 51 characters', { vaultName: 'v'.repeat(51) }, `got '${'v'.repeat(51)}'`],
  [
    'bounds that exclude each other',
    { lock: VaultLock.governance({ maxRetention: Duration.days(30) }) },
    "the 'maxRetention' of 'lock' must not be shorter than its 'minRetention' of 35 days, got 30 days",
  ],
  [
    'a cooling-off time of 2 days',
    { lock: VaultLock.compliance({ coolingOff: Duration.days(2) }) },
    "the 'coolingOff' of 'lock' must be at least 3 days, as AWS Backup requires, got 2 days",
  ],
  [
    'a lock on what is to be destroyed',
    { lock: VaultLock.governance(), removalPolicy: RemovalPolicy.DESTROY },
    "'lock' must be left out where 'removalPolicy' is DESTROY, got both: a locked vault cannot be " +
      'emptied before its time, and CloudFormation deletes no vault that holds something',
  ],
])('fails with %s', (_, props, message) => {
  expect(() => define(props)).toThrow(message);
});

test('has no lock where it is to be destroyed, and a plan does not warn of that', () => {
  const { stack, vault } = define({ removalPolicy: RemovalPolicy.DESTROY });
  expect(vault.lock).toBeUndefined();
  new RegionalBackupPlan(stack, 'Plan', {
    vault,
    alarmTopic: new sns.Topic(stack, 'Topic'),
    tables: [dynamodb.TableV2.fromTableName(stack, 'Table', 'sessions')],
  });
  // What is not acknowledged is printed, and fails the test.
  Template.fromStack(stack).hasResourceProperties('AWS::Backup::BackupVault', {
    LockConfiguration: Match.absent(),
  });
});

describe('an air-gapped vault', () => {
  const defineAirGapped = (props: Partial<AirGappedVaultProps> = {}) => {
    const stack = testStack();
    new AirGappedVault(stack, 'Vault', { vaultName: 'shop-air-gapped', ...props });
    return stack;
  };

  test('keeps copies from 35 days to a year, and outlives its stack', () => {
    const stack = defineAirGapped();
    Template.fromStack(stack).hasResource('AWS::Backup::LogicallyAirGappedBackupVault', {
      Properties: {
        BackupVaultName: 'shop-air-gapped',
        MinRetentionDays: 35,
        MaxRetentionDays: 365,
        // A key of the account is one that somebody in the account can delete.
        EncryptionKeyArn: Match.absent(),
      },
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
    });
    expect(findings(stack)).toEqual([]);
  });

  test('keeps copies for as long as it is told', () => {
    const stack = defineAirGapped({
      minRetention: Duration.days(7),
      maxRetention: Duration.days(70),
    });
    Template.fromStack(stack).hasResourceProperties('AWS::Backup::LogicallyAirGappedBackupVault', {
      MinRetentionDays: 7,
      MaxRetentionDays: 70,
    });
  });

  test.each<[string, Partial<AirGappedVaultProps>, string]>([
    ['a name with a dot', { vaultName: 'air.gapped' }, "got 'air.gapped'"],
    [
      'a retention of 6 days',
      { minRetention: Duration.days(6) },
      "'minRetention' must be at least 7 days, as AWS Backup requires, got 6 days",
    ],
    [
      'bounds that exclude each other',
      { maxRetention: Duration.days(34) },
      "'maxRetention' must not be shorter than 'minRetention' of 35 days, got 34 days",
    ],
  ])('fails with %s', (_, props, message) => {
    expect(() => defineAirGapped(props)).toThrow(message);
  });
});
