import * as kms from 'aws-cdk-lib/aws-kms';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { Stack } from 'aws-cdk-lib/core';
import { expect, test } from 'vitest';
import { RegionalBackupVault } from '../../constructs/backup/index.ts';
import { MultiAzNetwork } from '../../constructs/network/index.ts';
import { AlertChannels, AlertSubscription } from '../../constructs/observability/index.ts';
import { PublicZone } from '../../constructs/routing/index.ts';
import { RegionalKey, ReplicatedSecret } from '../../constructs/security/index.ts';
import { GlobalTable, ReplicatedBucket } from '../../constructs/storage/index.ts';
import { isUnknown, mostOf } from '../../constructs/unknown.ts';
import { testApp } from '../support/app.ts';
import { clusterIn } from './database/support.ts';

const env = { account: '111122223333', region: 'eu-west-1' };
const bound = () =>
  new Stack(testApp({ '@aws-cdk/core:annotationsInValidationReport': false }), 'Test', { env });

/** Each takes a name, a block or an address from a parameter that the CLI has still to look up. */
const users: Record<string, (stack: Stack, value: string, key: kms.IKey) => unknown> = {
  RegionalKey: (stack, aliasName) => new RegionalKey(stack, 'Use', { aliasName }),
  ReplicatedSecret: (stack, secretName, encryptionKey) =>
    new ReplicatedSecret(stack, 'Use', {
      secretName,
      encryptionKey,
      replicaRegions: ['eu-central-1'],
      replicaKeyAliasName: secretName,
      rotatedBy: 'its owner',
    }),
  GlobalTable: (stack, tableName, encryptionKey) =>
    new GlobalTable(stack, 'Use', { tableName, regions: ['eu-west-1'], encryptionKey }),
  ReplicatedBucket: (stack, bucketNamePrefix, encryptionKey) =>
    new ReplicatedBucket(stack, 'Use', { bucketNamePrefix, encryptionKey, replicateTo: [] }),
  RegionalBackupVault: (stack, vaultName, encryptionKey) =>
    new RegionalBackupVault(stack, 'Use', { vaultName, encryptionKey }),
  AlertChannels: (stack, name, encryptionKey) =>
    new AlertChannels(stack, 'Use', {
      name,
      encryptionKey,
      page: [AlertSubscription.https(name)],
      ticket: [AlertSubscription.email(name)],
    }),
  PublicZone: (stack, zoneName) => new PublicZone(stack, 'Use', { zoneName }),
  MultiAzNetwork: (stack, cidr, encryptionKey) =>
    new MultiAzNetwork(stack, 'Use', {
      cidr,
      availabilityZones: stack.availabilityZones,
      encryptionKey,
    }),
  AuroraCluster: (_, name) => clusterIn('eu-west-1', { name }),
};

test.each(Object.entries(users))('%s waits for what is not looked up yet', (_, use) => {
  const stack = bound();
  const value = ssm.StringParameter.valueFromLookup(stack, '/shop/value');
  expect(() => use(stack, value, new kms.Key(stack, 'Key'))).not.toThrow();
});

test('a zone that stands in for a look-up counts as another, and nothing else does', () => {
  expect(mostOf(['dummy1a', 'dummy1b'])).toBe(2);
  expect(mostOf(['eu-west-1a', 'eu-west-1a'])).toBe(1);
  expect(isUnknown('dummy-table')).toBe(false);
  expect(isUnknown('dummies1a')).toBe(false);
});
