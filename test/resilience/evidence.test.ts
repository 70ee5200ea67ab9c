import { expect, test } from 'vitest';
import { evidenceOf } from '../../lib/resilience/evidence.ts';
import { graphOfResources } from '../aws/support.ts';

const graph = graphOfResources(`
  Table:
    Type: AWS::DynamoDB::GlobalTable
    Properties:
      TableName: !Ref Name
      BillingMode: PAY_PER_REQUEST
      Replicas: [{ Region: eu-west-1 }]
`);
const [table] = graph.resourcesOf('AWS::DynamoDB::GlobalTable');

test.each([
  ['what is known with its value', 'BillingMode', 'PAY_PER_REQUEST'],
  ['a list without one, and not as absent', 'Replicas', undefined],
  ['what nobody knows without one', 'TableName', undefined],
  ['what is not there as absent', 'SSESpecification', null],
])('evidence shows %s', (_, property, value) => {
  if (table === undefined) throw new Error('there is no table');
  expect(evidenceOf(graph, table, [property]).value).toBe(value);
});
