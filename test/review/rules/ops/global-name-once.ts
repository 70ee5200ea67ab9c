import type { RuleSamples } from '../../support/samples.ts';

const role = (name: string) => `
  Role: { Type: AWS::IAM::Role, Properties: { RoleName: ${name} } }
`;
const bucket = (name: string) => `
  Bucket: { Type: AWS::S3::Bucket, Properties: { BucketName: ${name} } }
`;
const both = (one: string, other: string) => ({
  stacks: { 'eu-west-1/App': one, 'eu-central-1/App': other },
});
const region = "!Join ['-', [orders, !Ref AWS::Region]]";

export const samples: RuleSamples = {
  pass: {
    'roles with the Region in their names': both(role(region), role(region)),
    'a name in one Region': both(role('orders'), bucket('orders-logs')),
    'roles of one name in two accounts': {
      stacks: {
        'eu-west-1/App': { resources: role('orders'), account: '111111111111' },
        'eu-central-1/App': { resources: role('orders'), account: '222222222222' },
      },
    },
  },
  fail: {
    'roles whose names differ in case alone': both(role('orders'), role('Orders')),
    'roles of one name in two Regions': both(role('orders'), role('orders')),
    'buckets of one name in two accounts': {
      stacks: {
        'eu-west-1/App': { resources: bucket('orders'), account: '111111111111' },
        'eu-central-1/App': { resources: bucket('orders'), account: '222222222222' },
      },
    },
  },
  unknown: {
    'a name that is given at deployment': both(
      `
      Parameters: { Name: { Type: String } }
      Resources:
        Role: { Type: AWS::IAM::Role, Properties: { RoleName: !Ref Name } }
      `,
      'Topic: { Type: AWS::SNS::Topic }',
    ),
  },
  notApplicable: {
    'names of one Region': [role('orders'), bucket('orders')],
    'no names': both('Role: { Type: AWS::IAM::Role }', 'Role: { Type: AWS::IAM::Role }'),
  },
};
