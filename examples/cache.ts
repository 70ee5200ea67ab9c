// A Valkey cache that keeps serving when an Availability Zone is lost, and an identity that may use it.
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { App, CfnOutput, Stack } from 'aws-cdk-lib/core';
import { RegionalKey, ValkeyCache } from 'evenkeel';

const app = new App();
const stack = new Stack(app, 'Cache', { env: { region: 'eu-west-1' } });

const vpc = new ec2.Vpc(stack, 'Vpc', {
  availabilityZones: ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'],
  natGateways: 0,
  subnetConfiguration: [{ name: 'Isolated', subnetType: ec2.SubnetType.PRIVATE_ISOLATED }],
});
const { key } = new RegionalKey(stack, 'Key');

const cache = new ValkeyCache(stack, 'Cache', { vpc, encryptionKey: key, replicasPerShard: 2 });
cache.connections.allowDefaultPortFrom(ec2.Peer.ipv4(vpc.vpcCidrBlock), 'Servers');

const role = new iam.Role(stack, 'Server', {
  assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com'),
});
cache.grantConnect(role);

new CfnOutput(stack, 'Endpoint', { value: `${cache.endpointAddress}:${cache.port}` });
new CfnOutput(stack, 'User', { value: cache.userName });

app.synth();
