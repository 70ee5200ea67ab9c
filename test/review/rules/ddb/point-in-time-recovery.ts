import type { RuleSamples } from '../../support/samples.ts';

export const samples: RuleSamples = {
  pass: {
    'a table': `
      Table: { Type: AWS::DynamoDB::Table, Properties: { PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: 'true' } } }
    `,
    'every replica': `
      Table:
        Type: AWS::DynamoDB::GlobalTable
        Properties: { Replicas: [{ PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } }, { PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } }] }
    `,
  },
  fail: {
    'the default, off': 'Table: { Type: AWS::DynamoDB::Table }',
    'one replica without': `
      Table:
        Type: AWS::DynamoDB::GlobalTable
        Properties: { Replicas: [{ PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } }, { Region: eu-central-1 }] }
    `,
  },
  unknown: {
    'a parameter without a default': `
      Parameters: { Switch: { Type: String } }
      Resources:
        Table: { Type: AWS::DynamoDB::Table, Properties: { PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: !Ref Switch } } }
    `,
  },
};
