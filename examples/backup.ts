// Sessions in two Regions, backed up in both: each Region has a vault, takes backups of its own, sends
// copies to the other, and restores the newest ones twice a week. The copies that must outlive somebody
// with every permission go to an air-gapped vault.
import * as sns from 'aws-cdk-lib/aws-sns';
import { App, Duration, Stack } from 'aws-cdk-lib/core';
import {
  AirGappedVault,
  GlobalTable,
  MultiAzNetwork,
  RegionalBackupPlan,
  RegionalBackupVault,
  RegionalKey,
  ReplicatedBucket,
  RestoreTesting,
} from 'evenkeel';

const aliasName = 'shop';
const regions = ['eu-west-1', 'eu-central-1'];
const [first = ''] = regions;

const app = new App();
for (const [index, region] of regions.entries()) {
  const stack = new Stack(app, `Backup-${region}`, { env: { region } });
  const { key: encryptionKey } = new RegionalKey(stack, 'Key', { aliasName });
  const alarmTopic = new sns.Topic(stack, 'Alarms', { masterKey: encryptionKey, enforceSSL: true });
  const { vpc } = new MultiAzNetwork(stack, 'Network', {
    availabilityZones: ['a', 'b', 'c'].map((letter) => `${region}${letter}`),
    cidr: `10.${index}.0.0/16`,
  });

  const uploads = new ReplicatedBucket(stack, 'Uploads', {
    bucketNamePrefix: 'shop-uploads',
    encryptionKey,
    replicateTo: [],
  });
  const sessions =
    region === first
      ? new GlobalTable(stack, 'Sessions', {
          tableName: 'shop-sessions',
          regions,
          encryptionKey,
          replicaKeyAlias: aliasName,
        }).table
      : GlobalTable.inThisRegion(stack, 'Sessions', 'shop-sessions', encryptionKey);

  const vault = new RegionalBackupVault(stack, 'Vault', { vaultName: 'shop', encryptionKey });
  new RegionalBackupPlan(stack, 'Backup', {
    vault,
    alarmTopic,
    buckets: [uploads.bucket],
    tables: [sessions],
    copyTo: regions.filter((other) => other !== region),
    airGappedVault: new AirGappedVault(stack, 'AirGapped', { vaultName: 'shop-air-gapped' }),
    recoveryPointObjective: Duration.hours(12),
  });
  new RestoreTesting(stack, 'RestoreTesting', {
    vault,
    vpc,
    encryptionKey,
    alarmTopic,
  });
}

app.synth();
