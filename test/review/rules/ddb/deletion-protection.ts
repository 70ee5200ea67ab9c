import type { RuleSamples } from '../../support/samples.ts';

export const samples: RuleSamples = {
  pass: {
    'a table': `
      Table: { Type: AWS::DynamoDB::Table, Properties: { DeletionProtectionEnabled: 'true' } }
    `,
    'every replica': `
      Table:
        Type: AWS::DynamoDB::GlobalTable
        Properties: { Replicas: [{ DeletionProtectionEnabled: true }, { DeletionProtectionEnabled: true }] }
    `,
  },
  fail: {
    'the default, off': 'Table: { Type: AWS::DynamoDB::Table }',
    'one replica without': `
      Table:
        Type: AWS::DynamoDB::GlobalTable
        Properties: { Replicas: [{ DeletionProtectionEnabled: true }, { Region: eu-central-1 }] }
    `,
  },
  unknown: {
    'a parameter without a default': `
      Parameters: { Switch: { Type: String } }
      Resources:
        Table: { Type: AWS::DynamoDB::Table, Properties: { DeletionProtectionEnabled: !Ref Switch } }
    `,
  },
};
