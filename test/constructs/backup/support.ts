import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as rds from 'aws-cdk-lib/aws-rds';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sns from 'aws-cdk-lib/aws-sns';
import type { Stack } from 'aws-cdk-lib/core';
import { RegionalBackupVault, type VaultLock } from '../../../constructs/backup/index.ts';

export function regionOf(stack: Stack, lock?: VaultLock) {
  const encryptionKey = kms.Key.fromKeyArn(
    stack,
    'Key',
    `arn:aws:kms:${stack.region}:111122223333:key/00000000-0000-0000-0000-000000000000`,
  );
  const alarmTopic = sns.Topic.fromTopicArn(
    stack,
    'Alarms',
    `arn:aws:sns:${stack.region}:111122223333:alarms`,
  );
  const vault = new RegionalBackupVault(stack, 'Vault', {
    vaultName: 'shop-vault',
    encryptionKey,
    ...(lock && { lock }),
  });
  return { stack, encryptionKey, alarmTopic, vault };
}

/** One resource of each kind that is backed up. */
export function durableResources(stack: Stack) {
  const clusterIdentifier = `shop-${stack.region}`;
  return {
    clusters: [
      rds.DatabaseCluster.fromDatabaseClusterAttributes(stack, 'Orders', { clusterIdentifier }),
    ],
    buckets: [s3.Bucket.fromBucketName(stack, 'Uploads', 'shop-uploads')],
    tables: [dynamodb.TableV2.fromTableName(stack, 'Sessions', 'shop-sessions')],
  };
}

/** What a property is once the account is known. */
export function resolved(value: unknown): string {
  if (typeof value === 'string') return value;
  const { Ref, 'Fn::Join': join } = value as { Ref?: string; 'Fn::Join'?: [string, unknown[]] };
  if (Ref !== undefined) return Ref === 'AWS::AccountId' ? '111122223333' : `<${Ref}>`;
  if (join === undefined) return JSON.stringify(value);
  return join[1].map(resolved).join(join[0]);
}
