import type { RuleSamples } from '../../support/samples.ts';

const table = 'Table: { Type: AWS::DynamoDB::Table, Properties: { TableName: orders } }';
const scale = (kind: string, id = "!Join ['/', [table, !Ref Table]]") => `
  ${kind}:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    Properties:
      ResourceId: ${id}
      ScalableDimension: dynamodb:table:${kind}CapacityUnits
`;

const indexed = `
  Table:
    Type: AWS::DynamoDB::Table
    Properties: { TableName: orders, GlobalSecondaryIndexes: [{ IndexName: by-customer }] }
`;
const scaleIndex = (
  kind: string,
  id = "!Join ['', ['table/', !Ref Table, '/index/by-customer']]",
) => `
  Index${kind}:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    Properties:
      ResourceId: ${id}
      ScalableDimension: dynamodb:index:${kind}CapacityUnits
`;
const replica = (reads: string, more = '') => `
  Table:
    Type: AWS::DynamoDB::GlobalTable
    Properties:
      BillingMode: PROVISIONED
      Replicas:
        - { Region: eu-west-1, ReadProvisionedThroughputSettings: { ${reads} }, ${more} }
`;
const scaledReads = 'ReadCapacityAutoScalingSettings: { MinCapacity: 5, MaxCapacity: 50 }';

export const samples: RuleSamples = {
  pass: {
    'on demand': `
      Table: { Type: AWS::DynamoDB::Table, Properties: { BillingMode: PAY_PER_REQUEST } }
    `,
    'a scaled index': [
      indexed,
      scale('Read'),
      scale('Write'),
      scaleIndex('Read'),
      scaleIndex('Write', 'table/orders/index/by-customer'),
    ],
    'a global table on demand': `
      Table:
        Type: AWS::DynamoDB::GlobalTable
        Properties: { BillingMode: PAY_PER_REQUEST, Replicas: [{ Region: eu-west-1 }] }
    `,
    'a replica with scaled reads': replica(scaledReads),
    'scaled reads and writes': [table, scale('Read'), scale('Write', 'table/orders')],
  },
  fail: {
    'an index that nothing scales': [indexed, scale('Read'), scale('Write')],
    'an index of which reads alone are scaled': [
      indexed,
      scale('Read'),
      scale('Write'),
      scaleIndex('Read'),
    ],
    'a replica with fixed reads': replica('ReadCapacityUnits: 5'),
    'a replica of which an index has fixed reads': replica(
      scaledReads,
      'GlobalSecondaryIndexes: [{ IndexName: by-customer }]',
    ),
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
  notApplicable: {
    'the locks of Terraform': `
      Table:
        Type: AWS::DynamoDB::Table
        Properties: { KeySchema: [{ AttributeName: LockID, KeyType: HASH }] }
    `,
  },
};
