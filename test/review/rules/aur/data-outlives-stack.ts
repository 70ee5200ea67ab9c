import type { RuleSamples } from '../../support/samples.ts';

export const samples: RuleSamples = {
  pass: {
    snapshots: `
      Database:
        Type: AWS::RDS::DBCluster
        DeletionPolicy: Snapshot
        UpdateReplacePolicy: Snapshot
      `,
    'it stays': `
      Database:
        Type: AWS::RDS::DBInstance
        DeletionPolicy: RetainExceptOnCreate
        UpdateReplacePolicy: Retain
      `,
    'the default on deletion, a snapshot': `
      Database:
        Type: AWS::RDS::DBCluster
        UpdateReplacePolicy: Snapshot
      `,
  },
  fail: {
    'deleted with its stack': `
      Database:
        Type: AWS::RDS::DBCluster
        DeletionPolicy: Delete
        UpdateReplacePolicy: Snapshot
      `,
    'deleted when it is replaced, the default': `
      Database:
        Type: AWS::RDS::DBInstance
        DeletionPolicy: Snapshot
      `,
    'no policy': `
      Database:
        Type: AWS::RDS::DBCluster
      `,
  },
  unknown: {
    'a policy that is given at deployment': `
      Transform: AWS::LanguageExtensions
      Parameters: { Given: { Type: String } }
      Resources:
        Database:
          Type: AWS::RDS::DBCluster
          DeletionPolicy: !Ref Given
          UpdateReplacePolicy: Snapshot
      `,
  },
  notApplicable: {
    'the instance of a cluster': `
      Database:
        Type: AWS::RDS::DBInstance
        DeletionPolicy: Delete
        UpdateReplacePolicy: Delete
        Properties: { DBClusterIdentifier: main }
      `,
  },
};
