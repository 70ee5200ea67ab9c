import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { ListenerCertificate } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { App, CfnOutput, CfnParameter, Stack } from 'aws-cdk-lib/core';
import { healthResponder, LoadBalancedService, MultiAzNetwork, RegionalKey } from 'evenkeel';

const app = new App();
const stack = new Stack(app, 'Service', { env: { region: 'eu-west-1' } });

const certificateArn = new CfnParameter(stack, 'CertificateArn', {
  description: 'A certificate of AWS Certificate Manager in this Region',
});
const { key } = new RegionalKey(stack, 'Key');
const { vpc } = new MultiAzNetwork(stack, 'Network', {
  availabilityZones: ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'],
  cidr: '10.0.0.0/16',
  encryptionKey: key,
});

// Six instances carry the peak, so nine carry it when any one zone is gone.
const service = new LoadBalancedService(stack, 'Service', {
  vpc,
  certificates: [ListenerCertificate.fromArn(certificateArn.valueAsString)],
  encryptionKey: key,
  instanceType: new ec2.InstanceType('m7g.large'),
  minimum: 9,
  maximum: 18,
  workload: healthResponder(),
});
new CfnOutput(stack, 'Address', { value: service.loadBalancer.loadBalancer.loadBalancerDnsName });

app.synth();
