import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { App, CfnOutput, Stack } from 'aws-cdk-lib/core';
import { AuroraCapacity, AuroraCluster, AuroraSchema, MultiAzNetwork, RegionalKey } from 'evenkeel';

const app = new App();
const stack = new Stack(app, 'Database', { env: { region: 'eu-west-1' } });

const { key } = new RegionalKey(stack, 'Key');
const { vpc } = new MultiAzNetwork(stack, 'Network', {
  availabilityZones: ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'],
  cidr: '10.0.0.0/16',
  encryptionKey: key,
});
const database = new AuroraCluster(stack, 'Database', {
  name: 'shop',
  vpc,
  encryptionKey: key,
  capacity: AuroraCapacity.provisioned(
    ec2.InstanceType.of(ec2.InstanceClass.R7G, ec2.InstanceSize.LARGE),
    2,
  ),
});
// The user `app`, before the first SQL file is written; `migrations: 'FOLDER'` applies those.
new AuroraSchema(stack, 'Schema', { database, vpc, encryptionKey: key });
new CfnOutput(stack, 'WriterEndpoint', { value: database.writerEndpoint });

app.synth();
