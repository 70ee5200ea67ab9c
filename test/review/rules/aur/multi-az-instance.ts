import type { RuleSamples } from '../../support/samples.ts';

export const samples: RuleSamples = {
  pass: {
    'a standby': `
      Database: { Type: AWS::RDS::DBInstance, Properties: { Engine: postgres, MultiAZ: 'true' } }
      `,
  },
  fail: {
    'the default, none': `
      Database: { Type: AWS::RDS::DBInstance, Properties: { Engine: mysql } }
      `,
    'switched off': `
      Database: { Type: AWS::RDS::DBInstance, Properties: { Engine: mysql, MultiAZ: false } }
      `,
  },
  unknown: {
    'a parameter without a default': `
      Parameters: { Given: { Type: String } }
      Resources:
        Database: { Type: AWS::RDS::DBInstance, Properties: { Engine: mysql, MultiAZ: !Ref Given } }
      `,
  },
  notApplicable: {
    'an instance of Aurora, whatever it says': `
      Cluster: { Type: AWS::RDS::DBCluster, Properties: { Engine: aurora-postgresql } }
      Writer:
        Type: AWS::RDS::DBInstance
        Properties: { DBClusterIdentifier: !Ref Cluster, Engine: aurora-postgresql, MultiAZ: false }
      `,
    'a read replica': `
      Database: { Type: AWS::RDS::DBInstance, Properties: { Engine: mysql, SourceDBInstanceIdentifier: main } }
      `,
  },
};
