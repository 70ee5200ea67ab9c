import type { RuleSamples } from '../../support/samples.ts';

const server = (image: string) => `
  Server: { Type: AWS::EC2::Instance, Properties: { ImageId: ${image} } }
`;

export const samples: RuleSamples = {
  pass: {
    'an image for each Region': {
      stacks: { 'eu-west-1/App': server('ami-1'), 'eu-central-1/App': server('ami-2') },
    },
  },
  fail: {
    'one image in two Regions': {
      stacks: { 'eu-west-1/App': server('ami-1'), 'eu-central-1/App': server('ami-1') },
    },
  },
  unknown: { 'a stack of any Region': { stacks: { App: server('ami-1') } } },
  notApplicable: {
    'an SSM parameter': server("'{{resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023}}'"),
  },
};
