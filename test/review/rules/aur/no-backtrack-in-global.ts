import type { RuleSamples } from '../../support/samples.ts';

export const samples: RuleSamples = {
  pass: {
    'a secondary cluster without': `
      Cluster: { Type: AWS::RDS::DBCluster, Properties: { Engine: aurora-mysql, GlobalClusterIdentifier: main } }
      `,
    'a primary cluster with none': `
      Cluster: { Type: AWS::RDS::DBCluster, Properties: { Engine: aurora-mysql, BacktrackWindow: '0' } }
      Global: { Type: AWS::RDS::GlobalCluster, Properties: { SourceDBClusterIdentifier: !Ref Cluster } }
      `,
  },
  fail: {
    'a day, in a secondary cluster': `
      Cluster: { Type: AWS::RDS::DBCluster, Properties: { Engine: aurora-mysql, GlobalClusterIdentifier: main, BacktrackWindow: 86400 } }
      `,
    'a day, in the primary cluster': `
      Cluster: { Type: AWS::RDS::DBCluster, Properties: { Engine: aurora-mysql, BacktrackWindow: '86400' } }
      Global:
        Type: AWS::RDS::GlobalCluster
        Properties: { SourceDBClusterIdentifier: !GetAtt Cluster.DBClusterArn }
      `,
  },
  unknown: {
    'a parameter without a default': `
      Parameters: { Given: { Type: String } }
      Resources:
        Cluster: { Type: AWS::RDS::DBCluster, Properties: { Engine: aurora-mysql, GlobalClusterIdentifier: main, BacktrackWindow: !Ref Given } }
      `,
  },
  notApplicable: {
    'a cluster of one Region': `
      Cluster: { Type: AWS::RDS::DBCluster, Properties: { Engine: aurora-mysql, BacktrackWindow: 86400 } }
      `,
  },
};
