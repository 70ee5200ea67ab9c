import { subnets } from '../../support/parts.ts';
import type { RuleSamples } from '../../support/samples.ts';

export const samples: RuleSamples = {
  pass: {
    // Amazon RDS makes a subnet group of two zones, or none.
    'a subnet group that is elsewhere': `
      Cluster: { Type: AWS::RDS::DBCluster, Properties: { Engine: aurora-postgresql, DBSubnetGroupName: main } }
      `,
    'the default subnet group': `
      Cluster: { Type: AWS::RDS::DBCluster, Properties: { Engine: aurora-postgresql } }
      `,
    'subnets that are known at deployment only': `
      Parameters: { Given: { Type: 'List<AWS::EC2::Subnet::Id>' } }
      Resources:
        Subnets:
          Type: AWS::RDS::DBSubnetGroup
          Properties: { SubnetIds: !Ref Given }
        Cluster: { Type: AWS::RDS::DBCluster, Properties: { Engine: aurora-postgresql, DBSubnetGroupName: !Ref Subnets } }
      `,
    'subnets of three zones': [
      subnets(),
      `
      Subnets:
        Type: AWS::RDS::DBSubnetGroup
        Properties: { SubnetIds: [!Ref SubnetA, !Ref SubnetB, !Ref SubnetC] }
      Cluster: { Type: AWS::RDS::DBCluster, Properties: { Engine: aurora-postgresql, DBSubnetGroupName: !Ref Subnets } }
      Writer:
        Type: AWS::RDS::DBInstance
        Properties: { DBClusterIdentifier: !Ref Cluster }
      Reader:
        Type: AWS::RDS::DBInstance
        Properties: { DBClusterIdentifier: !Ref Cluster }
      `,
    ],
    'instances in different zones': [
      subnets(),
      `
      Subnets:
        Type: AWS::RDS::DBSubnetGroup
        Properties: { SubnetIds: [!Ref SubnetA, !Ref SubnetB] }
      Cluster: { Type: AWS::RDS::DBCluster, Properties: { Engine: aurora-postgresql, DBSubnetGroupName: !Ref Subnets } }
      Writer:
        Type: AWS::RDS::DBInstance
        Properties: { DBClusterIdentifier: !Ref Cluster, AvailabilityZone: eu-west-1a }
      Reader:
        Type: AWS::RDS::DBInstance
        Properties: { DBClusterIdentifier: !Ref Cluster, AvailabilityZone: eu-west-1b }
      `,
    ],
    'one instance in one zone, which is for another rule': [
      subnets(),
      `
      Subnets:
        Type: AWS::RDS::DBSubnetGroup
        Properties: { SubnetIds: [!Ref SubnetA, !Ref SubnetB] }
      Cluster: { Type: AWS::RDS::DBCluster, Properties: { Engine: aurora-postgresql, DBSubnetGroupName: !Ref Subnets } }
      Writer:
        Type: AWS::RDS::DBInstance
        Properties: { DBClusterIdentifier: !Ref Cluster, AvailabilityZone: eu-west-1a }
      `,
    ],
    'a reader that RDS places': [
      subnets(),
      `
      Subnets:
        Type: AWS::RDS::DBSubnetGroup
        Properties: { SubnetIds: [!Ref SubnetA, !Ref SubnetB] }
      Cluster: { Type: AWS::RDS::DBCluster, Properties: { Engine: aurora-postgresql, DBSubnetGroupName: !Ref Subnets } }
      Writer:
        Type: AWS::RDS::DBInstance
        Properties: { DBClusterIdentifier: !Ref Cluster, AvailabilityZone: eu-west-1a }
      Reader:
        Type: AWS::RDS::DBInstance
        Properties: { DBClusterIdentifier: !Ref Cluster }
      `,
    ],
  },
  fail: {
    'an instance in a subnet group of one zone': `
      Subnet: { Type: AWS::EC2::Subnet, Properties: { AvailabilityZone: eu-west-1a } }
      Subnets: { Type: AWS::RDS::DBSubnetGroup, Properties: { SubnetIds: [!Ref Subnet] } }
      Db: { Type: AWS::RDS::DBInstance, Properties: { DBSubnetGroupName: !Ref Subnets } }
    `,
    'subnets of one zone': [
      subnets(),
      `
      Subnets:
        Type: AWS::RDS::DBSubnetGroup
        Properties: { SubnetIds: [!Ref SubnetA] }
      Cluster: { Type: AWS::RDS::DBCluster, Properties: { Engine: aurora-postgresql, DBSubnetGroupName: !Ref Subnets } }
      `,
    ],
    'both instances in one zone': [
      subnets(),
      `
      Subnets:
        Type: AWS::RDS::DBSubnetGroup
        Properties: { SubnetIds: [!Ref SubnetA, !Ref SubnetB] }
      Cluster: { Type: AWS::RDS::DBCluster, Properties: { Engine: aurora-postgresql, DBSubnetGroupName: !Ref Subnets } }
      Writer:
        Type: AWS::RDS::DBInstance
        Properties: { DBClusterIdentifier: !Ref Cluster, AvailabilityZone: eu-west-1a }
      Reader:
        Type: AWS::RDS::DBInstance
        Properties: { DBClusterIdentifier: !Ref Cluster, AvailabilityZone: eu-west-1a }
      `,
    ],
  },
  unknown: {
    'a subnet group that is elsewhere, where three zones are asked for': {
      profile: { floors: { availabilityZones: 3 } },
      stacks: {
        'eu-west-1/App': `
          Cluster: { Type: AWS::RDS::DBCluster, Properties: { Engine: aurora-postgresql, DBSubnetGroupName: main } }
        `,
      },
    },
  },
};
