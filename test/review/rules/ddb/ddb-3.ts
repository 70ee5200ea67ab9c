import type { RuleSamples } from '../../support/samples.ts';

const table = 'Table: { Type: AWS::DynamoDB::Table, Properties: { TableName: orders } }';
const scale = (kind: string, id = "!Join ['/', [table, !Ref Table]]") => `
  ${kind}:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    Properties:
      ResourceId: ${id}
      ScalableDimension: dynamodb:table:${kind}CapacityUnits
`;

export const samples: RuleSamples = {
  pass: {
    'on demand': `
      Table: { Type: AWS::DynamoDB::Table, Properties: { BillingMode: PAY_PER_REQUEST } }
    `,
    'scaled reads and writes': [table, scale('Read'), scale('Write', 'table/orders')],
  },
  fail: {
    'the default, fixed': table,
    'scaled reads alone': [table, scale('Read')],
  },
  unknown: {
    'a mode that is given at deployment': `
      Parameters: { Mode: { Type: String } }
      Resources:
        Table: { Type: AWS::DynamoDB::Table, Properties: { BillingMode: !Ref Mode } }
    `,
  },
};
