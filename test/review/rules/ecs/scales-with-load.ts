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
    'one task that answers requests': `
      App:
        Type: AWS::ECS::Service
        Properties: { DesiredCount: 1, LoadBalancers: [{ TargetGroupArn: 'arn:aws:a' }] }
    `,
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
    'a scheduler, of which one task runs':
      'App: { Type: AWS::ECS::Service, Properties: { DesiredCount: 1 } }',
    'a leader that has no second one beside it': `
      App:
        Type: AWS::ECS::Service
        Properties:
          DesiredCount: 1
          LoadBalancers: [{ TargetGroupArn: 'arn:aws:a' }]
          DeploymentConfiguration: { MaximumPercent: 100, MinimumHealthyPercent: 0 }
    `,
    'a worker, which a queue keeps its work for': `
      Jobs: { Type: AWS::SQS::Queue }
      Role:
        Type: AWS::IAM::Role
        Properties:
          Policies:
            - PolicyDocument:
                Statement: [{ Effect: Allow, Action: 'sqs:ReceiveMessage', Resource: !GetAtt Jobs.Arn }]
      Task: { Type: AWS::ECS::TaskDefinition, Properties: { TaskRoleArn: !GetAtt Role.Arn } }
      App: { Type: AWS::ECS::Service, Properties: { DesiredCount: 3, TaskDefinition: !Ref Task } }
    `,
    'a daemon': 'App: { Type: AWS::ECS::Service, Properties: { SchedulingStrategy: DAEMON } }',
  },
};
