import type { RuleSamples } from '../../support/samples.ts';

const large = { floors: { serverlessCapacityUnits: 8 } } as const;

export const samples: RuleSamples = {
  pass: {
    'two units': `
      Cluster: { Type: AWS::RDS::DBCluster, Properties: { Engine: aurora-mysql, ServerlessV2ScalingConfiguration: { MinCapacity: '2', MaxCapacity: 16 } } }
      `,
    'one unit': `
      Cluster: { Type: AWS::RDS::DBCluster, Properties: { Engine: aurora-mysql, ServerlessV2ScalingConfiguration: { MinCapacity: 1, MaxCapacity: 16 } } }
      `,
  },
  fail: {
    zero: `
      Cluster: { Type: AWS::RDS::DBCluster, Properties: { Engine: aurora-mysql, ServerlessV2ScalingConfiguration: { MinCapacity: 0, MaxCapacity: 16 } } }
      `,
    'half a unit': `
      Cluster: { Type: AWS::RDS::DBCluster, Properties: { Engine: aurora-mysql, ServerlessV2ScalingConfiguration: { MinCapacity: 0.5, MaxCapacity: 16 } } }
      `,
    'less than the floor': {
      profile: large,
      stacks: {
        'eu-west-1/App': `
      Cluster: { Type: AWS::RDS::DBCluster, Properties: { Engine: aurora-mysql, ServerlessV2ScalingConfiguration: { MinCapacity: 4, MaxCapacity: 16 } } }
      `,
      },
    },
  },
  unknown: {
    'a minimum that is given at deployment': `
      Parameters: { Given: { Type: String } }
      Resources:
        Cluster: { Type: AWS::RDS::DBCluster, Properties: { Engine: aurora-mysql, ServerlessV2ScalingConfiguration: { MinCapacity: !Ref Given, MaxCapacity: 16 } } }
      `,
  },
  notApplicable: {
    'a setting for instances of which none is serverless': `
      Cluster: { Type: AWS::RDS::DBCluster, Properties: { Engine: aurora-mysql, ServerlessV2ScalingConfiguration: { MaxCapacity: 16 } } }
      Writer: { Type: AWS::RDS::DBInstance, Properties: { DBClusterIdentifier: !Ref Cluster, DBInstanceClass: db.r7g.large } }
      `,
    provisioned: `
      Cluster: { Type: AWS::RDS::DBCluster, Properties: { Engine: aurora-postgresql } }
      `,
  },
};
