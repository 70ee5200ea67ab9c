// Sessions and idempotency keys that every Region reads and writes. The table lives in one Region's
// stack, and a server in another Region uses its replica by name.
import * as iam from 'aws-cdk-lib/aws-iam';
import { App, Stack } from 'aws-cdk-lib/core';
import { GlobalTable, RegionalKey } from 'evenkeel';

const regions = ['eu-west-1', 'eu-central-1'];
const tableName = 'shop-sessions';
const aliasName = 'shop';

const app = new App();

const stacks = regions.map((region) => {
  const keys = new Stack(app, `Keys-${region}`, { env: { region } });
  const { key } = new RegionalKey(keys, 'Key', { aliasName });
  const servers = new Stack(app, `Servers-${region}`, { env: { region } });
  const role = new iam.Role(servers, 'Role', {
    assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com'),
  });
  const table = GlobalTable.inThisRegion(servers, 'Sessions', tableName, key);
  table.grantReadWriteData(role);
  return { keys, key, servers };
});

const [first] = stacks;
if (first) {
  const sessions = new Stack(app, 'Sessions', { env: { region: regions[0] } });
  new GlobalTable(sessions, 'Sessions', {
    tableName,
    regions,
    encryptionKey: first.key,
    replicaKeyAlias: aliasName,
  });
  // DynamoDB creates all replicas at once, each with a key that must be there.
  for (const { keys, servers } of stacks) {
    sessions.addStackDependency(keys, 'the replica in its Region is encrypted with its key');
    servers.addStackDependency(sessions, 'servers need the table');
  }
}

app.synth();
