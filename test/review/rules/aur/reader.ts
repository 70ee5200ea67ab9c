import type { RuleSamples } from '../../support/samples.ts';

const pilotLight = {
  strategy: 'pilot-light',
  regions: [
    { name: 'eu-central-1', role: 'primary' },
    { name: 'eu-west-1', role: 'standby' },
  ],
} as const;

export const samples: RuleSamples = {
  pass: {
    'a reader that Aurora Auto Scaling keeps': `
      Cluster: { Type: AWS::RDS::DBCluster, Properties: { Engine: aurora-mysql, DBClusterIdentifier: main } }
      Writer: { Type: AWS::RDS::DBInstance, Properties: { DBClusterIdentifier: !Ref Cluster } }
      Readers:
        Type: AWS::ApplicationAutoScaling::ScalableTarget
        Properties: { ServiceNamespace: rds, ResourceId: !Sub 'cluster:\${Cluster}', MinCapacity: 1, MaxCapacity: 4 }
      `,
    'a reader that it keeps, by the name of the cluster': `
      Cluster: { Type: AWS::RDS::DBCluster, Properties: { Engine: aurora-mysql, DBClusterIdentifier: main } }
      Writer: { Type: AWS::RDS::DBInstance, Properties: { DBClusterIdentifier: !Ref Cluster } }
      Readers:
        Type: AWS::ApplicationAutoScaling::ScalableTarget
        Properties: { ServiceNamespace: rds, ResourceId: cluster:main, MinCapacity: 1, MaxCapacity: 4 }
      `,
    'a writer and a reader': `
      Cluster: { Type: AWS::RDS::DBCluster, Properties: { Engine: aurora-postgresql } }
      Writer:
        Type: AWS::RDS::DBInstance
        Properties: { DBClusterIdentifier: !Ref Cluster }
      Reader:
        Type: AWS::RDS::DBInstance
        Properties: { DBClusterIdentifier: !Ref Cluster }
      `,
    'instances by the name of the cluster': `
      Cluster: { Type: AWS::RDS::DBCluster, Properties: { Engine: aurora-mysql, DBClusterIdentifier: main } }
      Writer:
        Type: AWS::RDS::DBInstance
        Properties: { DBClusterIdentifier: main }
      Reader:
        Type: AWS::RDS::DBInstance
        Properties: { DBClusterIdentifier: main }
      `,
  },
  fail: {
    'readers that Aurora Auto Scaling may take away': `
      Cluster: { Type: AWS::RDS::DBCluster, Properties: { Engine: aurora-mysql, DBClusterIdentifier: main } }
      Writer: { Type: AWS::RDS::DBInstance, Properties: { DBClusterIdentifier: !Ref Cluster } }
      Readers:
        Type: AWS::ApplicationAutoScaling::ScalableTarget
        Properties: { ServiceNamespace: rds, ResourceId: cluster:main, MinCapacity: 0, MaxCapacity: 4 }
      `,
    'a writer alone': `
      Cluster: { Type: AWS::RDS::DBCluster, Properties: { Engine: aurora-postgresql } }
      Writer:
        Type: AWS::RDS::DBInstance
        Properties: { DBClusterIdentifier: !Ref Cluster }
      `,
    'no instance': `
      Cluster: { Type: AWS::RDS::DBCluster, Properties: { Engine: aurora-mysql } }
      `,
    'a cluster of its own in the standby Region': {
      profile: pilotLight,
      stacks: {
        'eu-west-1/App': `
      Cluster: { Type: AWS::RDS::DBCluster, Properties: { Engine: aurora-postgresql } }
      Writer:
        Type: AWS::RDS::DBInstance
        Properties: { DBClusterIdentifier: !Ref Cluster }
      `,
      },
    },
    'the primary cluster of a global database': {
      profile: pilotLight,
      stacks: {
        'eu-central-1/App': `
      Cluster: { Type: AWS::RDS::DBCluster, Properties: { Engine: aurora-mysql, GlobalClusterIdentifier: main } }
      Writer:
        Type: AWS::RDS::DBInstance
        Properties: { DBClusterIdentifier: !Ref Cluster }
      `,
      },
    },
  },
  unknown: {
    'as many readers as are given at deployment': `
      Parameters: { Readers: { Type: Number } }
      Resources:
        Cluster: { Type: AWS::RDS::DBCluster, Properties: { Engine: aurora-mysql, DBClusterIdentifier: main } }
        Writer: { Type: AWS::RDS::DBInstance, Properties: { DBClusterIdentifier: !Ref Cluster } }
        Readers:
          Type: AWS::ApplicationAutoScaling::ScalableTarget
          Properties: { ServiceNamespace: rds, ResourceId: cluster:main, MinCapacity: !Ref Readers, MaxCapacity: 4 }
        `,
    'an instance of a cluster that is given at deployment': `
      Parameters: { Given: { Type: String } }
      Resources:
        Cluster: { Type: AWS::RDS::DBCluster, Properties: { Engine: aurora-postgresql } }
        Writer:
          Type: AWS::RDS::DBInstance
          Properties: { DBClusterIdentifier: !Ref Cluster }
        Reader:
          Type: AWS::RDS::DBInstance
          Properties: { DBClusterIdentifier: !Ref Given }
      `,
    'an engine that is given at deployment': `
      Parameters: { Given: { Type: String } }
      Resources:
        Cluster: { Type: AWS::RDS::DBCluster, Properties: { Engine: !Ref Given } }
      `,
  },
  notApplicable: {
    'a Multi-AZ cluster, which has its instances inside': `
      Cluster: { Type: AWS::RDS::DBCluster, Properties: { Engine: postgres, DBClusterInstanceClass: db.m6gd.large } }
      `,
    'the first generation of Aurora Serverless': `
      Cluster: { Type: AWS::RDS::DBCluster, Properties: { Engine: aurora-mysql, EngineMode: serverless } }
      `,
    'the secondary cluster of a pilot light': {
      profile: pilotLight,
      stacks: {
        'eu-west-1/App': `
      Cluster: { Type: AWS::RDS::DBCluster, Properties: { Engine: aurora-postgresql, GlobalClusterIdentifier: main } }
      `,
      },
    },
  },
};
