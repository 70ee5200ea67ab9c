import type { RuleSamples } from '../../support/samples.ts';

export const samples: RuleSamples = {
  pass: {
    'one size': `
      Cluster: { Type: AWS::RDS::DBCluster, Properties: { Engine: aurora-postgresql } }
      Writer:
        Type: AWS::RDS::DBInstance
        Properties: { DBClusterIdentifier: !Ref Cluster, DBInstanceClass: db.r7g.large }
      Reader:
        Type: AWS::RDS::DBInstance
        Properties: { DBClusterIdentifier: !Ref Cluster, DBInstanceClass: db.r7g.large }
      `,
    'a small reader that is promoted last': `
      Cluster: { Type: AWS::RDS::DBCluster, Properties: { Engine: aurora-postgresql } }
      Writer:
        Type: AWS::RDS::DBInstance
        Properties: { DBClusterIdentifier: !Ref Cluster, DBInstanceClass: db.r7g.2xlarge }
      Reader:
        Type: AWS::RDS::DBInstance
        Properties: { DBClusterIdentifier: !Ref Cluster, DBInstanceClass: db.r7g.2xlarge }
      Reports:
        Type: AWS::RDS::DBInstance
        Properties: { DBClusterIdentifier: !Ref Cluster, DBInstanceClass: db.r7g.large, PromotionTier: '15' }
      `,
    'a small reader in the tier of two large ones': `
      Cluster: { Type: AWS::RDS::DBCluster, Properties: { Engine: aurora-postgresql } }
      Reports:
        Type: AWS::RDS::DBInstance
        Properties: { DBClusterIdentifier: !Ref Cluster, DBInstanceClass: db.r7g.large }
      Writer:
        Type: AWS::RDS::DBInstance
        Properties: { DBClusterIdentifier: !Ref Cluster, DBInstanceClass: db.r7g.2xlarge }
      Reader:
        Type: AWS::RDS::DBInstance
        Properties: { DBClusterIdentifier: !Ref Cluster, DBInstanceClass: db.r7g.2xlarge }
      `,
    'the default tier beside tier 1': `
      Cluster: { Type: AWS::RDS::DBCluster, Properties: { Engine: aurora-postgresql } }
      Writer:
        Type: AWS::RDS::DBInstance
        Properties: { DBClusterIdentifier: !Ref Cluster, DBInstanceClass: db.r7g.2xlarge }
      Reader:
        Type: AWS::RDS::DBInstance
        Properties: { DBClusterIdentifier: !Ref Cluster, DBInstanceClass: db.r7g.2xlarge, PromotionTier: 1 }
      Reports:
        Type: AWS::RDS::DBInstance
        Properties: { DBClusterIdentifier: !Ref Cluster, DBInstanceClass: db.r7g.large, PromotionTier: 2 }
      `,
    'serverless instances': `
      Cluster: { Type: AWS::RDS::DBCluster, Properties: { Engine: aurora-postgresql } }
      Writer:
        Type: AWS::RDS::DBInstance
        Properties: { DBClusterIdentifier: !Ref Cluster, DBInstanceClass: db.serverless }
      Reader:
        Type: AWS::RDS::DBInstance
        Properties: { DBClusterIdentifier: !Ref Cluster, DBInstanceClass: db.serverless }
      `,
  },
  fail: {
    'a smaller reader': `
      Cluster: { Type: AWS::RDS::DBCluster, Properties: { Engine: aurora-postgresql } }
      Writer:
        Type: AWS::RDS::DBInstance
        Properties: { DBClusterIdentifier: !Ref Cluster, DBInstanceClass: db.r7g.xlarge }
      Reader:
        Type: AWS::RDS::DBInstance
        Properties: { DBClusterIdentifier: !Ref Cluster, DBInstanceClass: db.r7g.large }
      `,
    'a small reader in a lower tier than the large one': `
      Cluster: { Type: AWS::RDS::DBCluster, Properties: { Engine: aurora-postgresql } }
      Writer:
        Type: AWS::RDS::DBInstance
        Properties: { DBClusterIdentifier: !Ref Cluster, DBInstanceClass: db.r7g.xlarge, PromotionTier: 1 }
      Reader:
        Type: AWS::RDS::DBInstance
        Properties: { DBClusterIdentifier: !Ref Cluster, DBInstanceClass: db.r7g.xlarge, PromotionTier: 1 }
      Reports:
        Type: AWS::RDS::DBInstance
        Properties: { DBClusterIdentifier: !Ref Cluster, DBInstanceClass: db.r7g.medium, PromotionTier: 0 }
      `,
  },
  unknown: {
    'a class that is given at deployment': `
      Parameters: { Given: { Type: String } }
      Resources:
        Cluster: { Type: AWS::RDS::DBCluster, Properties: { Engine: aurora-postgresql } }
        Writer:
          Type: AWS::RDS::DBInstance
          Properties: { DBClusterIdentifier: !Ref Cluster, DBInstanceClass: db.r7g.large }
        Reader:
          Type: AWS::RDS::DBInstance
          Properties: { DBClusterIdentifier: !Ref Cluster, DBInstanceClass: !Ref Given }
      `,
    'families that do not compare': `
      Cluster: { Type: AWS::RDS::DBCluster, Properties: { Engine: aurora-postgresql } }
      Writer:
        Type: AWS::RDS::DBInstance
        Properties: { DBClusterIdentifier: !Ref Cluster, DBInstanceClass: db.r7g.large }
      Reader:
        Type: AWS::RDS::DBInstance
        Properties: { DBClusterIdentifier: !Ref Cluster, DBInstanceClass: db.serverless }
      `,
  },
  notApplicable: {
    'one instance': `
      Cluster: { Type: AWS::RDS::DBCluster, Properties: { Engine: aurora-postgresql } }
      Writer:
        Type: AWS::RDS::DBInstance
        Properties: { DBClusterIdentifier: !Ref Cluster, DBInstanceClass: db.r7g.large }
      `,
  },
};
