import type { RuleSamples } from '../../support/samples.ts';

export const samples: RuleSamples = {
  pass: {
    'a protected cluster, whatever its instances say': `
      Cluster: { Type: AWS::RDS::DBCluster, Properties: { DeletionProtection: true } }
      Writer:
        Type: AWS::RDS::DBInstance
        Properties: { DBClusterIdentifier: !Ref Cluster, DeletionProtection: false }
    `,
    'a protected instance': `
      Database: { Type: AWS::RDS::DBInstance, Properties: { DeletionProtection: 'true' } }
    `,
  },
  fail: {
    'the default, off': 'Cluster: { Type: AWS::RDS::DBCluster }',
    'an instance of its own, switched off': `
      Database: { Type: AWS::RDS::DBInstance, Properties: { DeletionProtection: false } }
    `,
  },
  unknown: {
    'a parameter without a default': `
      Parameters: { Protect: { Type: String } }
      Resources:
        Cluster: { Type: AWS::RDS::DBCluster, Properties: { DeletionProtection: !Ref Protect } }
    `,
  },
  notApplicable: {
    'a read replica': `
      Reader: { Type: AWS::RDS::DBInstance, Properties: { SourceDBInstanceIdentifier: main } }
    `,
    'the instance of a cluster that is elsewhere': `
      Reader: { Type: AWS::RDS::DBInstance, Properties: { DBClusterIdentifier: main } }
    `,
  },
};
