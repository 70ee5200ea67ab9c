import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { expect, test } from 'vitest';
import { AuroraCluster } from '../../../constructs/database/index.ts';
import { RegionalKey } from '../../../constructs/security/index.ts';
import { testApp, testStack } from '../../support/app.ts';
import { provisioned } from './support.ts';

test('a network and a key of another stack reach the macro of the rotation through its own stack', () => {
  const app = testApp();
  const base = testStack(app, 'Base');
  const vpc = new ec2.Vpc(base, 'Vpc', {
    availabilityZones: ['eu-west-1a', 'eu-west-1b'],
    natGateways: 0,
    restrictDefaultSecurityGroup: false,
    subnetConfiguration: [{ name: 'Isolated', subnetType: ec2.SubnetType.PRIVATE_ISOLATED }],
  });
  const { key } = new RegionalKey(base, 'Key', { aliasName: 'shop' });
  const data = testStack(app, 'Data');
  new AuroraCluster(data, 'Database', {
    name: 'shop',
    vpc,
    encryptionKey: key,
    capacity: provisioned(2),
  });

  const template = Template.fromStack(data);
  const [rotation] = Object.values(template.findResources('AWS::SecretsManager::RotationSchedule'));
  const { VpcSubnetIds, KmsKeyArn } = rotation?.Properties.HostedRotationLambda ?? {};
  const parameters = template.findResources('AWS::SSM::Parameter');
  const through = (value: { 'Fn::GetAtt': [string, string] }) => {
    const [id, attribute] = value['Fn::GetAtt'];
    return JSON.stringify(parameters[id]?.Properties[attribute]);
  };
  expect(through(VpcSubnetIds).match(/VpcIsolatedSubnet\dSubnet/g)).toHaveLength(2);
  expect(through(KmsKeyArn)).toContain('Base');
});
