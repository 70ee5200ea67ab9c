import { App, Stack } from 'aws-cdk-lib/core';
import { RegionalKey, ReplicatedSecret } from 'evenkeel';

const app = new App();
const keyAlias = 'shop';

const primary = new Stack(app, 'Ireland', { env: { region: 'eu-west-1' } });
const { key } = new RegionalKey(primary, 'Key', { aliasName: keyAlias });

const standby = new Stack(app, 'Frankfurt', { env: { region: 'eu-central-1' } });
new RegionalKey(standby, 'Key', { aliasName: keyAlias });

new ReplicatedSecret(primary, 'ApiToken', {
  secretName: 'shop/api-token',
  encryptionKey: key,
  replicaRegions: ['eu-central-1'],
  replicaKeyAliasName: keyAlias,
  rotatedBy: 'the operator, every quarter, together with the payment provider',
});
// The replica needs its key, and CloudFormation would not say that it is missing.
primary.addStackDependency(standby);

app.synth();
