import type { RuleSamples } from '../../support/samples.ts';

const task = (image: string) => `
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties: { ContainerDefinitions: [{ Name: web, Image: ${image} }] }
`;
const uri = (region: string) => `'111122223333.dkr.ecr.${region}.amazonaws.com/web:1'`;

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
    'an image that is given at deployment': [
      'Parameters: { Image: { Type: String } }\nResources: {}',
      task('!Ref Image'),
    ],
    'a stack of unknown Region': { stacks: { App: task(uri('eu-west-1')) } },
  },
  notApplicable: {
    'a public image': task('public.ecr.aws/nginx/nginx:1'),
    'a function without an image': `
      Function: { Type: AWS::Lambda::Function, Properties: { Code: { ZipFile: '' } } }
    `,
  },
};
