import type { RuleSamples } from '../../support/samples.ts';

const queue = 'Queue: { Type: AWS::SQS::Queue }';
const role = (action = 'sqs:ReceiveMessage') => `
  Role: { Type: AWS::IAM::Role }
  Policy:
    Type: AWS::IAM::Policy
    Properties:
      Roles: [!Ref Role]
      PolicyDocument:
        Statement: [{ Effect: Allow, Action: ['${action}'], Resource: !GetAtt Queue.Arn }]
`;
const group = (more = '') => `
  Profile: { Type: AWS::IAM::InstanceProfile, Properties: { Roles: [!Ref Role] } }
  Template:
    Type: AWS::EC2::LaunchTemplate
    Properties: { LaunchTemplateData: { IamInstanceProfile: { Arn: !GetAtt Profile.Arn } } }
  Group:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties: { LaunchTemplate: { LaunchTemplateId: !Ref Template }, ${more} }
`;
const policy = (tracking: string) => `
  Scaling:
    Type: AWS::AutoScaling::ScalingPolicy
    Properties: { AutoScalingGroupName: !Ref Group, TargetTrackingConfiguration: { ${tracking} } }
`;
const cpu = policy(
  'PredefinedMetricSpecification: { PredefinedMetricType: ASGAverageCPUUtilization }',
);
const metric = (namespace: string, name = '!GetAtt Queue.QueueName') =>
  policy(
    `CustomizedMetricSpecification: { Namespace: ${namespace}, Dimensions: [{ Name: QueueName, Value: ${name} }] }`,
  );
const worker = [queue, role(), group()];

const service = [
  queue,
  role(),
  `
  Definition: { Type: AWS::ECS::TaskDefinition, Properties: { TaskRoleArn: !GetAtt Role.Arn } }
  Service: { Type: AWS::ECS::Service, Properties: { TaskDefinition: !Ref Definition } }
  Target:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    Properties: { ResourceId: !Join ['/', [service, cluster, !GetAtt Service.Name]] }
  Steps:
    Type: AWS::ApplicationAutoScaling::ScalingPolicy
    Properties: { ScalingTargetId: !Ref Target, PolicyType: StepScaling }
  `,
];
const alarm = (namespace: string, dimension: string) => `
  Alarm:
    Type: AWS::CloudWatch::Alarm
    Properties:
      Namespace: ${namespace}
      MetricName: Any
      Dimensions: [${dimension}]
      AlarmActions: [!Ref Steps]
`;

export const samples: RuleSamples = {
  pass: {
    'a group that tracks its queue': [...worker, metric('AWS/SQS')],
    'a group of which the role names its policy': [
      queue,
      `
      Role: { Type: AWS::IAM::Role, Properties: { ManagedPolicyArns: [!Ref Policy] } }
      Policy:
        Type: AWS::IAM::ManagedPolicy
        Properties:
          PolicyDocument:
            Statement: { Effect: Allow, Action: 'sqs:*', Resource: !GetAtt Queue.Arn }
      `,
      group(),
      metric('AWS/SQS'),
    ],
    'a service with steps by an alarm on its queue': [
      ...service,
      alarm('AWS/SQS', '{ Name: QueueName, Value: !GetAtt Queue.QueueName }'),
    ],
  },
  fail: {
    'a group that tracks its CPU': [...worker, cpu],
    'a service with steps by an alarm on its CPU': [
      ...service,
      alarm('AWS/ECS', '{ Name: ServiceName, Value: !GetAtt Service.Name }'),
    ],
  },
  unknown: {
    'a metric of its own': [...worker, metric('Orders', 'orders')],
  },
  notApplicable: {
    'a group that only sends': [queue, role('sqs:SendMessage'), group(), cpu],
    'a group that does not scale': worker,
    'a group behind a load balancer': [
      queue,
      role(),
      'Targets: { Type: AWS::ElasticLoadBalancingV2::TargetGroup }',
      group('TargetGroupARNs: [!Ref Targets]'),
      cpu,
    ],
  },
};
