import type { RuleSamples, Sample } from '../../support/samples.ts';

const secret = (more: string) => `
  Resources:
    Secret: { Type: AWS::SecretsManager::Secret, Properties: { Name: orders, ${more} } }
  Outputs: { Arn: { Value: !Ref Secret } }
`;
const reader = `
  Reader:
    Type: AWS::Lambda::Function
    Properties:
      Environment:
        Variables:
          SECRET: { Fn::GetStackOutput: { StackName: Data, Region: eu-west-1, OutputName: Arn } }
`;
const read = (from: string, more: string): Sample => ({
  stacks: { 'eu-west-1/Data': secret(more), [from]: reader },
});

/** The other Region cannot refer to the secret: it knows its name. */
const named = (more: string): Sample => ({
  stacks: {
    'eu-west-1/Data': `Secret: { Type: AWS::SecretsManager::Secret, Properties: { Name: orders, ${more} } }`,
    'eu-central-1/App': `
      Reader:
        Type: AWS::SSM::Parameter
        Properties:
          Value: !Sub 'arn:aws:secretsmanager:eu-central-1:\${AWS::AccountId}:secret:orders'
    `,
  },
});
const other = `
  Reader:
    Type: AWS::SSM::Parameter
    Properties: { Value: 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:orders/archive-??????' }
`;

const sibling = other.replace('orders/archive-??????', 'orders-replica-AbCdEf');

export const samples: RuleSamples = {
  pass: {
    'a replica of what is read by its name': named('ReplicaRegions: [{ Region: eu-central-1 }]'),
    'a replica where it is read': read(
      'eu-central-1/App',
      'ReplicaRegions: [{ Region: eu-central-1 }]',
    ),
  },
  fail: {
    'no replica': read('eu-central-1/App', ''),
    'no replica of what is read by its name': named(''),
    'a replica in another Region': read(
      'eu-central-1/App',
      'ReplicaRegions: [{ Region: us-east-1 }]',
    ),
  },
  unknown: { 'read in an unknown Region': read('App', '') },
  notApplicable: {
    'read in its own stack, wherever that is': {
      stacks: {
        Data: [
          'Secret: { Type: AWS::SecretsManager::Secret }',
          'Reader: { Type: AWS::Lambda::Function, Properties: { Environment: { Variables: { SECRET: !Ref Secret } } } }',
        ],
      },
    },
    'another secret is read': {
      stacks: {
        'eu-west-1/Data':
          'Secret: { Type: AWS::SecretsManager::Secret, Properties: { Name: orders } }',
        'eu-central-1/App': other,
      },
    },
    'a secret is read whose name begins alike': {
      stacks: {
        'eu-west-1/Data':
          'Secret: { Type: AWS::SecretsManager::Secret, Properties: { Name: orders } }',
        'eu-central-1/App': sibling,
      },
    },
    'read in its own Region': read('eu-west-1/App', ''),
  },
  except: {
    import: 'outputs of the sample are the reference',
    weak: 'outputs of the sample are the reference',
    nestedParameters: 'outputs of the sample are the reference',
    if: 'outputs are left out of what is put together',
    condition: 'outputs are left out of what is put together',
    nested: 'a nested stack has no name by which its outputs could be found',
  },
};
