import type { RuleSamples } from '../../support/samples.ts';

const lambda = (variables: string) => `
  Function:
    Type: AWS::Lambda::Function
    Properties: { Environment: { Variables: { ${variables} } } }
`;
const task = (variable: string) => `
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties: { ContainerDefinitions: [{ Name: web, Environment: [{ ${variable} }] }] }
`;

export const samples: RuleSamples = {
  pass: {
    regional: lambda('AWS_STS_REGIONAL_ENDPOINTS: regional'),
    'the default': lambda('STAGE: production'),
    'the endpoint of the Region': lambda("STS: 'https://sts.eu-west-1.amazonaws.com'"),
    'the audience of a token, which is no endpoint': task(
      'Name: AUDIENCE, Value: sts.amazonaws.com',
    ),
  },
  fail: {
    legacy: lambda('AWS_STS_REGIONAL_ENDPOINTS: legacy'),
    'legacy in a container': task('Name: AWS_STS_REGIONAL_ENDPOINTS, Value: legacy'),
    'the global endpoint': lambda("STS: 'https://sts.amazonaws.com/'"),
  },
  unknown: {
    'a parameter without a default': [
      'Parameters: { Mode: { Type: String } }\nResources: {}',
      lambda('AWS_STS_REGIONAL_ENDPOINTS: !Ref Mode'),
    ],
  },
  notApplicable: { 'no environment': 'Function: { Type: AWS::Lambda::Function }' },
};
