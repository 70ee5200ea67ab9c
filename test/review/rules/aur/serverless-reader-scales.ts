import type { RuleSamples } from '../../support/samples.ts';

export const samples: RuleSamples = {
  pass: {
    'the default tiers': `
      Cluster: { Type: AWS::RDS::DBCluster, Properties: { Engine: aurora-postgresql } }
      Writer:
        Type: AWS::RDS::DBInstance
        Properties: { DBClusterIdentifier: !Ref Cluster, DBInstanceClass: db.serverless }
      Reader:
        Type: AWS::RDS::DBInstance
        Properties: { DBClusterIdentifier: !Ref Cluster, DBInstanceClass: db.serverless }
      `,
    'a third instance far away': `
      Cluster: { Type: AWS::RDS::DBCluster, Properties: { Engine: aurora-postgresql } }
      Writer:
        Type: AWS::RDS::DBInstance
        Properties: { DBClusterIdentifier: !Ref Cluster, DBInstanceClass: db.serverless, PromotionTier: '0' }
      Near:
        Type: AWS::RDS::DBInstance
        Properties: { DBClusterIdentifier: !Ref Cluster, DBInstanceClass: db.serverless, PromotionTier: 1 }
      Far:
        Type: AWS::RDS::DBInstance
        Properties: { DBClusterIdentifier: !Ref Cluster, DBInstanceClass: db.serverless, PromotionTier: 15 }
      `,
  },
  fail: {
    'a reader that does not follow': `
      Cluster: { Type: AWS::RDS::DBCluster, Properties: { Engine: aurora-postgresql } }
      Writer:
        Type: AWS::RDS::DBInstance
        Properties: { DBClusterIdentifier: !Ref Cluster, DBInstanceClass: db.serverless }
      Reader:
        Type: AWS::RDS::DBInstance
        Properties: { DBClusterIdentifier: !Ref Cluster, DBInstanceClass: db.serverless, PromotionTier: '2' }
      `,
    'a small reader of a provisioned writer': `
      Cluster: { Type: AWS::RDS::DBCluster, Properties: { Engine: aurora-postgresql } }
      Writer:
        Type: AWS::RDS::DBInstance
        Properties: { DBClusterIdentifier: !Ref Cluster, DBInstanceClass: db.r7g.large }
      Reader:
        Type: AWS::RDS::DBInstance
        Properties: { DBClusterIdentifier: !Ref Cluster, DBInstanceClass: db.serverless, PromotionTier: 15 }
      `,
  },
  unknown: {
    'a tier that is given at deployment': `
      Parameters: { Given: { Type: String } }
      Resources:
        Cluster: { Type: AWS::RDS::DBCluster, Properties: { Engine: aurora-postgresql } }
        Writer:
          Type: AWS::RDS::DBInstance
          Properties: { DBClusterIdentifier: !Ref Cluster, DBInstanceClass: db.serverless }
        Reader:
          Type: AWS::RDS::DBInstance
          Properties: { DBClusterIdentifier: !Ref Cluster, DBInstanceClass: db.serverless, PromotionTier: !Ref Given }
      `,
  },
  notApplicable: {
    'provisioned instances, whose size does not change': `
      Cluster: { Type: AWS::RDS::DBCluster, Properties: { Engine: aurora-postgresql } }
      Writer:
        Type: AWS::RDS::DBInstance
        Properties: { DBClusterIdentifier: !Ref Cluster, DBInstanceClass: db.r7g.large }
      Reader:
        Type: AWS::RDS::DBInstance
        Properties: { DBClusterIdentifier: !Ref Cluster, DBInstanceClass: db.r7g.large, PromotionTier: 2 }
      `,
    'one instance': `
      Cluster: { Type: AWS::RDS::DBCluster, Properties: { Engine: aurora-postgresql } }
      Writer:
        Type: AWS::RDS::DBInstance
        Properties: { DBClusterIdentifier: !Ref Cluster, DBInstanceClass: db.serverless }
      `,
  },
};
