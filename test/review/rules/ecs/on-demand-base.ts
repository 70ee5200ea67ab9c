import type { RuleSamples } from '../../support/samples.ts';

const service = (strategy: string) => `
  App: { Type: AWS::ECS::Service, Properties: { CapacityProviderStrategy: ${strategy} } }
`;

export const samples: RuleSamples = {
  pass: {
    'a base on demand': service(
      '[{ CapacityProvider: FARGATE, Base: 2 }, { CapacityProvider: FARGATE_SPOT, Weight: 1 }]',
    ),
    'a share on demand': service(
      "[{ CapacityProvider: FARGATE, Weight: '1' }, { CapacityProvider: FARGATE_SPOT, Weight: 3 }]",
    ),
  },
  fail: {
    'Spot alone': service('[{ CapacityProvider: FARGATE_SPOT, Weight: 1 }]'),
    'on-demand capacity that gets no task': service(
      '[{ CapacityProvider: FARGATE, Weight: 0 }, { CapacityProvider: FARGATE_SPOT, Weight: 1 }]',
    ),
  },
  unknown: {
    'another provider that is given at deployment': `
      Parameters: { Provider: { Type: String } }
      Resources:
        App:
          Type: AWS::ECS::Service
          Properties:
            CapacityProviderStrategy:
              - { CapacityProvider: FARGATE_SPOT, Weight: 1 }
              - { CapacityProvider: !Ref Provider, Weight: 1 }
    `,
  },
  notApplicable: {
    'no Spot': service('[{ CapacityProvider: FARGATE, Weight: 1 }]'),
    'a launch type': 'App: { Type: AWS::ECS::Service, Properties: { LaunchType: FARGATE } }',
  },
};
