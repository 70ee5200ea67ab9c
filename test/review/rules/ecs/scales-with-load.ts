import type { RuleSamples } from '../../support/samples.ts';

const service = `
  Cluster: { Type: AWS::ECS::Cluster }
  App: { Type: AWS::ECS::Service, Properties: { Cluster: !Ref Cluster, DesiredCount: 3 } }
`;

export const samples: RuleSamples = {
  pass: {
    'a target of the service': `${service}
  Scaling:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    Properties:
      ServiceNamespace: ecs
      ResourceId: !Join ['/', [service, !Ref Cluster, !GetAtt App.Name]]
`,
  },
  fail: {
    'a fixed count': service,
  },
  unknown: {
    'a target whose service is given at deployment': `
      Parameters: { Scaled: { Type: String } }
      Resources: ${service.replaceAll('\n  ', '\n        ')}
        Scaling:
          Type: AWS::ApplicationAutoScaling::ScalableTarget
          Properties: { ServiceNamespace: ecs, ResourceId: !Ref Scaled }
    `,
  },
  notApplicable: {
    'a daemon': 'App: { Type: AWS::ECS::Service, Properties: { SchedulingStrategy: DAEMON } }',
  },
};
