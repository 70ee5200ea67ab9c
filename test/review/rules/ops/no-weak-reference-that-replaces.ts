import type { RuleSamples } from '../../support/samples.ts';

const database = (properties: string) =>
  `Database: { Type: AWS::RDS::DBCluster, Properties: { ${properties} } }`;
const output = (name: string) =>
  `{ Fn::GetStackOutput: { StackName: Keys, Region: eu-west-1, OutputName: ${name} } }`;
const keys = `
  Resources: { Key: { Type: AWS::KMS::Key } }
  Outputs:
    Key: { Value: !GetAtt Key.Arn, Export: { Name: key } }
`;

export const samples: RuleSamples = {
  pass: {
    'a key by an export': {
      stacks: {
        'eu-west-1/Keys': keys,
        'eu-west-1/Data': database('KmsKeyId: !ImportValue key'),
      },
    },
    'a key of the same stack': ['Key: { Type: AWS::KMS::Key }', database('KmsKeyId: !Ref Key')],
    'what can be changed': database(`DatabaseName: shop, MasterUserPassword: ${output('Secret')}`),
  },
  fail: {
    'a key': {
      stacks: {
        'eu-west-1/Keys': keys,
        'eu-west-1/Data': database(`KmsKeyId: ${output('Key')}`),
      },
    },
    'a key of a stack that is not at hand': database(`KmsKeyId: ${output('Key')}`),
    'a part of a name': database(
      `DBClusterIdentifier: { Fn::Join: ['-', [shop, ${output('Name')}]] }`,
    ),
    'one of the subnets of a file system': `
      Files:
        Type: AWS::FSx::FileSystem
        Properties: { SubnetIds: [subnet-1, ${output('Subnet')}] }
    `,
  },
  unknown: 'how a template takes a value is written in it',
  notApplicable: {
    'a store that takes nothing': database('Engine: aurora-mysql'),
  },
  except: {
    weak: 'it is what the rule is about',
    nested: 'a parameter of a nested stack is known when its own change is planned',
  },
};
