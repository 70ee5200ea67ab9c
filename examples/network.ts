import { App, CfnOutput, Stack } from 'aws-cdk-lib/core';
import { MultiAzNetwork } from 'evenkeel';

const app = new App();
const stack = new Stack(app, 'Network', { env: { region: 'eu-west-1' } });

const { vpc } = new MultiAzNetwork(stack, 'Network', {
  availabilityZones: ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'],
  cidr: '10.0.0.0/16',
});
new CfnOutput(stack, 'VpcId', { value: vpc.vpcId });

app.synth();
