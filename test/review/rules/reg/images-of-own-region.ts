import type { Parts, RuleSamples, SeveralStacks } from '../../support/samples.ts';

const task = (image: string) => `
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties: { ContainerDefinitions: [{ Name: web, Image: ${image} }] }
`;
const uri = (region: string) => `'111122223333.dkr.ecr.${region}.amazonaws.com/web:1'`;

const given = ['Parameters: { Image: { Type: String } }\nResources: {}', task('!Ref Image')];
const table = 'Table: { Type: AWS::DynamoDB::Table }';
const inTwo = (parts: Parts): SeveralStacks => ({
  stacks: { 'eu-west-1/App': parts, 'eu-west-1/Table': table, 'eu-central-1/Table': table },
});

export const samples: RuleSamples = {
  pass: {
    'the registry of the Region': task(uri('eu-west-1')),
    'the registry by AWS::Region': task(
      `!Sub '\${AWS::AccountId}.dkr.ecr.\${AWS::Region}.amazonaws.com/web:1'`,
    ),
    'a repository of the same stack': [
      task(`!Sub '\${Repository.RepositoryUri}:1'`),
      'Repository: { Type: AWS::ECR::Repository }',
    ],
  },
  fail: {
    'the registry of another Region': task(uri('us-east-1')),
    'a function with an image of another Region': `
      Function:
        Type: AWS::Lambda::Function
        Properties: { Code: { ImageUri: ${uri('us-east-1')} } }
    `,
  },
  unknown: {
    'an image that is given at deployment, to two Regions': inTwo(given),
    'a stack of unknown Region, beside others': {
      stacks: {
        'eu-west-1/Table': table,
        'eu-central-1/Table': table,
        App: task(uri('eu-west-1')),
      },
    },
  },
  notApplicable: {
    'an image that is given at deployment, to the only Region': given,
    'the only stack, of unknown Region': { stacks: { App: task(uri('eu-west-1')) } },
    'a public image': task('public.ecr.aws/nginx/nginx:1'),
    'a function without an image': `
      Function: { Type: AWS::Lambda::Function, Properties: { Code: { ZipFile: '' } } }
    `,
  },
};
