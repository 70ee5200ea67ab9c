import type { RuleSamples } from '../../support/samples.ts';

const vpcs = (one: string, other: string) => `
  One: { Type: AWS::EC2::VPC, Properties: { CidrBlock: ${one} } }
  Other: { Type: AWS::EC2::VPC, Properties: { CidrBlock: ${other} } }
`;
const peering = `
  Peering:
    Type: AWS::EC2::VPCPeeringConnection
    Properties: { VpcId: !Ref One, PeerVpcId: !Ref Other }
`;
const attached = `
  Transit: { Type: AWS::EC2::TransitGateway }
  First:
    Type: AWS::EC2::TransitGatewayAttachment
    Properties: { TransitGatewayId: !Ref Transit, VpcId: !Ref One }
  Second:
    Type: AWS::EC2::TransitGatewayAttachment
    Properties: { TransitGatewayId: !Ref Transit, VpcId: !Ref Other }
`;
/** A Region with a VPC on a transit gateway of its own. */
const region = (block: string, gateway: string) => `
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: ${block} } }
  Attachment:
    Type: AWS::EC2::TransitGatewayVpcAttachment
    Properties: { TransitGatewayId: ${gateway}, VpcId: !Ref Vpc }
`;
const acrossRegions = (one: string, other: string) => ({
  stacks: {
    'eu-central-1/Far': region(one, 'tgw-1'),
    'eu-west-1/Near': [
      region(other, '!Ref Transit'),
      `
      Transit: { Type: AWS::EC2::TransitGateway }
      Peers:
        Type: AWS::EC2::TransitGatewayPeeringAttachment
        Properties: { TransitGatewayId: !Ref Transit, PeerTransitGatewayId: tgw-1 }
      `,
    ],
  },
});

export const samples: RuleSamples = {
  pass: {
    'two blocks apart': [vpcs('10.0.0.0/16', '10.1.0.0/16'), peering],
    'two VPCs on a transit gateway': [vpcs('10.0.0.0/16', '10.1.0.0/16'), attached],
    'two Regions': acrossRegions('10.0.0.0/16', '10.1.0.0/16'),
  },
  fail: {
    'one block in another': [vpcs('10.0.0.0/8', '10.1.0.0/16'), peering],
    'a block that was added': [
      vpcs('10.0.0.0/16', '10.1.0.0/16'),
      peering,
      `
      Added:
        Type: AWS::EC2::VPCCidrBlock
        Properties: { VpcId: !Ref One, CidrBlock: 10.1.128.0/20 }
      `,
    ],
    'two VPCs on a transit gateway': [vpcs('10.0.0.0/16', '10.0.0.0/16'), attached],
    'two Regions with the same template': acrossRegions('10.0.0.0/16', '10.0.0.0/16'),
  },
  unknown: {
    'a VPC of another template': `
      One: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
      Peering:
        Type: AWS::EC2::VPCPeeringConnection
        Properties: { VpcId: !Ref One, PeerVpcId: vpc-1 }
    `,
    'a block from IPAM': [
      vpcs('10.0.0.0/16', '10.1.0.0/16').replace('CidrBlock: 10.1.0.0/16', 'Ipv4NetmaskLength: 16'),
      peering,
    ],
  },
  notApplicable: {
    'one VPC on a transit gateway': region('10.0.0.0/16', 'tgw-1'),
  },
};
