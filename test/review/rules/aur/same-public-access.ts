import type { RuleSamples } from '../../support/samples.ts';

export const samples: RuleSamples = {
  pass: {
    'none is public': `
      Cluster: { Type: AWS::RDS::DBCluster, Properties: { Engine: aurora-postgresql } }
      Writer:
        Type: AWS::RDS::DBInstance
        Properties: { DBClusterIdentifier: !Ref Cluster, PubliclyAccessible: false }
      Reader:
        Type: AWS::RDS::DBInstance
        Properties: { DBClusterIdentifier: !Ref Cluster, PubliclyAccessible: 'false' }
      `,
    'the default for both': `
      Cluster: { Type: AWS::RDS::DBCluster, Properties: { Engine: aurora-postgresql } }
      Writer:
        Type: AWS::RDS::DBInstance
        Properties: { DBClusterIdentifier: !Ref Cluster }
      Reader:
        Type: AWS::RDS::DBInstance
        Properties: { DBClusterIdentifier: !Ref Cluster }
      `,
  },
  fail: {
    'a public reader': `
      Cluster: { Type: AWS::RDS::DBCluster, Properties: { Engine: aurora-postgresql } }
      Writer:
        Type: AWS::RDS::DBInstance
        Properties: { DBClusterIdentifier: !Ref Cluster, PubliclyAccessible: false }
      Reader:
        Type: AWS::RDS::DBInstance
        Properties: { DBClusterIdentifier: !Ref Cluster, PubliclyAccessible: true }
      `,
  },
  unknown: {
    'the default beside a value': `
      Cluster: { Type: AWS::RDS::DBCluster, Properties: { Engine: aurora-postgresql } }
      Writer:
        Type: AWS::RDS::DBInstance
        Properties: { DBClusterIdentifier: !Ref Cluster, PubliclyAccessible: false }
      Reader:
        Type: AWS::RDS::DBInstance
        Properties: { DBClusterIdentifier: !Ref Cluster }
      `,
    'a parameter without a default': `
      Parameters: { Given: { Type: String } }
      Resources:
        Cluster: { Type: AWS::RDS::DBCluster, Properties: { Engine: aurora-postgresql } }
        Writer:
          Type: AWS::RDS::DBInstance
          Properties: { DBClusterIdentifier: !Ref Cluster, PubliclyAccessible: false }
        Reader:
          Type: AWS::RDS::DBInstance
          Properties: { DBClusterIdentifier: !Ref Cluster, PubliclyAccessible: !Ref Given }
      `,
  },
  notApplicable: {
    'one instance': `
      Cluster: { Type: AWS::RDS::DBCluster, Properties: { Engine: aurora-postgresql } }
      Writer:
        Type: AWS::RDS::DBInstance
        Properties: { DBClusterIdentifier: !Ref Cluster, PubliclyAccessible: true }
      `,
  },
};
