import type { RuleSamples } from '../../support/samples.ts';

export const samples: RuleSamples = {
  pass: {
    'a cluster and its instance': `
      Cluster: { Type: AWS::RDS::DBCluster, Properties: { Engine: aurora-mysql, CopyTagsToSnapshot: true } }
      Writer:
        Type: AWS::RDS::DBInstance
        Properties: { DBClusterIdentifier: !Ref Cluster, MonitoringInterval: '60' }
      `,
    'monitored by the cluster': `
      Cluster: { Type: AWS::RDS::DBCluster, Properties: { Engine: aurora-mysql, CopyTagsToSnapshot: true, MonitoringInterval: 60 } }
      Writer:
        Type: AWS::RDS::DBInstance
        Properties: { DBClusterIdentifier: !Ref Cluster, AutoMinorVersionUpgrade: true }
      `,
    'an instance of its own': `
      Database: { Type: AWS::RDS::DBInstance, Properties: { AutoMinorVersionUpgrade: 'true', MonitoringInterval: 60, CopyTagsToSnapshot: 'true' } }
      `,
    'a minor version that its template states': `
      Database: { Type: AWS::RDS::DBInstance, Properties: { Engine: mysql, EngineVersion: 8.0.40, AutoMinorVersionUpgrade: false, MonitoringInterval: 60, CopyTagsToSnapshot: true } }
      `,
    'a minor version that the template of its cluster states': `
      Cluster: { Type: AWS::RDS::DBCluster, Properties: { Engine: aurora-postgresql, EngineVersion: '16.4', CopyTagsToSnapshot: true } }
      Writer:
        Type: AWS::RDS::DBInstance
        Properties: { DBClusterIdentifier: !Ref Cluster, MonitoringInterval: 60, AutoMinorVersionUpgrade: false }
      `,
    'a member of a global database, which nobody patches': `
      Cluster: { Type: AWS::RDS::DBCluster, Properties: { Engine: aurora-mysql, CopyTagsToSnapshot: true, GlobalClusterIdentifier: main } }
      Writer:
        Type: AWS::RDS::DBInstance
        Properties: { DBClusterIdentifier: !Ref Cluster, MonitoringInterval: 60, AutoMinorVersionUpgrade: false }
      `,
  },
  fail: {
    'snapshots without tags': `
      Cluster: { Type: AWS::RDS::DBCluster, Properties: { Engine: aurora-postgresql } }
      Writer:
        Type: AWS::RDS::DBInstance
        Properties: { DBClusterIdentifier: !Ref Cluster, MonitoringInterval: 60 }
      `,
    'no monitoring': `
      Cluster: { Type: AWS::RDS::DBCluster, Properties: { Engine: aurora-mysql, CopyTagsToSnapshot: true } }
      Writer:
        Type: AWS::RDS::DBInstance
        Properties: { DBClusterIdentifier: !Ref Cluster }
      `,
    'no minor versions, in a cluster that is elsewhere': `
      Writer:
        Type: AWS::RDS::DBInstance
        Properties: { DBClusterIdentifier: main, MonitoringInterval: 60, AutoMinorVersionUpgrade: false }
      `,
    'no minor versions of the major one that is stated': `
      Database: { Type: AWS::RDS::DBInstance, Properties: { Engine: mysql, EngineVersion: '8.0', AutoMinorVersionUpgrade: false, MonitoringInterval: 60, CopyTagsToSnapshot: true } }
      `,
    'no minor versions of PostgreSQL': `
      Database: { Type: AWS::RDS::DBInstance, Properties: { Engine: postgres, EngineVersion: '16', AutoMinorVersionUpgrade: false, MonitoringInterval: 60, CopyTagsToSnapshot: true } }
      `,
    'no minor versions': `
      Database: { Type: AWS::RDS::DBInstance, Properties: { AutoMinorVersionUpgrade: false, MonitoringInterval: 60, CopyTagsToSnapshot: true } }
      `,
  },
  unknown: {
    'a parameter without a default': `
      Parameters: { Given: { Type: String } }
      Resources:
        Database: { Type: AWS::RDS::DBInstance, Properties: { CopyTagsToSnapshot: true, MonitoringInterval: !Ref Given } }
      `,
  },
};
