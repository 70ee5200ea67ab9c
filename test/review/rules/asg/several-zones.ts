import { subnets } from '../../support/parts.ts';
import type { RuleSamples } from '../../support/samples.ts';

export const samples: RuleSamples = {
  pass: {
    'a parameter that subnets of a database are as well': `
      Parameters: { Subnets: { Type: 'List<AWS::EC2::Subnet::Id>' } }
      Resources:
        Group:
          Type: AWS::AutoScaling::AutoScalingGroup
          Properties: { VPCZoneIdentifier: !Ref Subnets }
        Database: { Type: AWS::RDS::DBSubnetGroup, Properties: { SubnetIds: !Ref Subnets } }
    `,
    'a parameter that subnets of a load balancer are as well': `
      Parameters: { Subnets: { Type: 'List<AWS::EC2::Subnet::Id>' } }
      Resources:
        Group:
          Type: AWS::AutoScaling::AutoScalingGroup
          Properties: { VPCZoneIdentifier: !Ref Subnets }
        Balancer: { Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: { Subnets: !Ref Subnets } }
    `,
    'subnets of three zones': [
      subnets(),
      `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties:
          VPCZoneIdentifier: [!Ref SubnetA, !Ref SubnetB, !Ref SubnetC]
      `,
    ],
    'two subnets in a text': [
      subnets(),
      `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties: { VPCZoneIdentifier: [!Sub '\${SubnetA},\${SubnetB}'] }
      `,
    ],
    'zones by index, as in a stack of any Region': `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties:
          AvailabilityZones: [!Select [0, !GetAZs ''], !Select [1, !GetAZs '']]
    `,
  },
  fail: {
    'one subnet, split as a list is': `
      Subnet: { Type: AWS::EC2::Subnet, Properties: { AvailabilityZone: eu-west-1a } }
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties: { VPCZoneIdentifier: !Split [',', !Ref Subnet] }
    `,
    'a parameter that is one subnet': `
      Parameters: { Subnet: { Type: 'AWS::EC2::Subnet::Id' } }
      Resources:
        Group:
          Type: AWS::AutoScaling::AutoScalingGroup
          Properties: { VPCZoneIdentifier: [!Ref Subnet] }
    `,
    'one of a list': `
      Parameters: { Subnets: { Type: 'List<AWS::EC2::Subnet::Id>' } }
      Resources:
        Group:
          Type: AWS::AutoScaling::AutoScalingGroup
          Properties: { VPCZoneIdentifier: [!Select [0, !Ref Subnets]] }
    `,
    'one subnet': [
      subnets(),
      `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties: { VPCZoneIdentifier: [!Ref SubnetA] }
      `,
    ],
    'two subnets of one zone': [
      subnets(),
      `
      Other:
        Type: AWS::EC2::Subnet
        Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.9.0/24, AvailabilityZone: eu-west-1a }
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties: { VPCZoneIdentifier: [!Ref SubnetA, !Ref Other] }
      `,
    ],
    'two zones where three are asked for': {
      profile: { floors: { availabilityZones: 3 } },
      stacks: {
        'eu-west-1/App': [
          subnets('ab'),
          `
          Group:
            Type: AWS::AutoScaling::AutoScalingGroup
            Properties: { VPCZoneIdentifier: [!Ref SubnetA, !Ref SubnetB] }
          `,
        ],
      },
    },
  },
  unknown: {
    'a parameter beside one that subnets of a database are': `
      Parameters:
        Subnets: { Type: 'List<AWS::EC2::Subnet::Id>' }
        Others: { Type: 'List<AWS::EC2::Subnet::Id>' }
      Resources:
        Group:
          Type: AWS::AutoScaling::AutoScalingGroup
          Properties: { VPCZoneIdentifier: !Ref Subnets }
        Database: { Type: AWS::RDS::DBSubnetGroup, Properties: { SubnetIds: !Ref Others } }
        Balancer: { Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: { Type: network, Subnets: !Ref Subnets } }
    `,
    'subnets that are known at deployment only': `
      Parameters: { Subnets: { Type: 'List<AWS::EC2::Subnet::Id>' } }
      Resources:
        Group:
          Type: AWS::AutoScaling::AutoScalingGroup
          Properties: { VPCZoneIdentifier: !Ref Subnets }
    `,
    'an import, which may be subnets joined by commas': `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties: { VPCZoneIdentifier: [!ImportValue network-PRIV-NETS] }
    `,
    'a parameter of any text, likewise': `
      Parameters: { Subnets: { Type: String } }
      Resources:
        Group:
          Type: AWS::AutoScaling::AutoScalingGroup
          Properties: { VPCZoneIdentifier: [!Ref Subnets] }
    `,
    'a list that is joined': `
      Parameters: { Subnets: { Type: 'List<AWS::EC2::Subnet::Id>' } }
      Resources:
        Group:
          Type: AWS::AutoScaling::AutoScalingGroup
          Properties: { VPCZoneIdentifier: [!Join [',', !Ref Subnets]] }
    `,
  },
};
