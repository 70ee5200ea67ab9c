import type { RuleSamples } from '../../support/samples.ts';

/** Two subnets with 11 addresses each. */
const small = `
  A: { Type: AWS::EC2::Subnet, Properties: { CidrBlock: 10.0.0.0/28, AvailabilityZone: eu-west-1a } }
  B: { Type: AWS::EC2::Subnet, Properties: { CidrBlock: 10.0.0.16/28, AvailabilityZone: eu-west-1b } }
`;
const group = (maximum: string, name = 'Group') => `
  ${name}:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties: { VPCZoneIdentifier: [!Ref A, !Ref B], MaxSize: ${maximum} }
`;
const service = `
  Service:
    Type: AWS::ECS::Service
    Properties:
      DesiredCount: 2
      NetworkConfiguration: { AwsvpcConfiguration: { Subnets: [!Ref A, !Ref B] } }
  Scaling:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    Properties:
      ResourceId: !Sub 'service/cluster/\${Service.Name}'
      MaxCapacity: 6
`;

export const samples: RuleSamples = {
  pass: {
    'as many addresses as instances': [small, group("'11'")],
    'several, all of which fit': [small, group('5'), service],
  },
  fail: {
    'one instance too many': [small, group("'12'")],
    'several that do not fit together': [small, group('6'), service],
  },
  unknown: {
    'a maximum that is given at deployment': `
      Parameters: { Maximum: { Type: Number } }
      Resources:${small.replaceAll('\n', '\n      ')}
        Group:
          Type: AWS::AutoScaling::AutoScalingGroup
          Properties: { VPCZoneIdentifier: [!Ref A, !Ref B], MaxSize: !Ref Maximum }
    `,
    'another group that need not use these subnets': [
      small,
      group('6'),
      `
      C: { Type: AWS::EC2::Subnet, Properties: { CidrBlock: 10.0.1.0/24, AvailabilityZone: eu-west-1c } }
      Other:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties: { VPCZoneIdentifier: [!Ref B, !Ref C], MaxSize: 9 }
      `,
    ],
    'subnets of another template': `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties: { VPCZoneIdentifier: [subnet-1, subnet-2], MaxSize: 6 }
    `,
  },
  notApplicable: {
    'one zone': [small, group('6').replace(', !Ref B', '')],
  },
};
