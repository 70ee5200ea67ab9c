import type { RuleSamples } from '../../support/samples.ts';

const admits = (queue: string, service: string) => `
  ${queue}Policy:
    Type: AWS::SQS::QueuePolicy
    Properties:
      Queues: [!Ref ${queue}]
      PolicyDocument:
        Statement:
          - { Effect: Allow, Principal: { Service: ${service} }, Action: 'sqs:SendMessage', Resource: !GetAtt ${queue}.Arn }
`;

export const samples: RuleSamples = {
  pass: {
    'a queue and its dead-letter queue': `
      Orders:
        Type: AWS::SQS::Queue
        Properties: { RedrivePolicy: { deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: 5 } }
      Dead: { Type: AWS::SQS::Queue }
    `,
    'a dead-letter queue in another stack, by its name': {
      stacks: {
        'eu-west-1/Data': 'Dead: { Type: AWS::SQS::Queue, Properties: { QueueName: orders-dead } }',
        'eu-west-1/App': `
          Subscription:
            Type: AWS::SNS::Subscription
            Properties:
              RedrivePolicy:
                deadLetterTargetArn: !Sub 'arn:aws:sqs:eu-west-1:\${AWS::AccountId}:orders-dead'
          Policy:
            Type: AWS::SQS::QueueInlinePolicy
            Properties:
              Queue: !Sub 'https://sqs.eu-west-1.amazonaws.com/\${AWS::AccountId}/orders-dead'
              PolicyDocument:
                Statement: [{ Effect: Allow, Principal: '*', Action: 'sqs:*' }]
        `,
      },
    },
    'dead letters of a rule, a schedule and a function': [
      admits('OfRule', 'events.amazonaws.com'),
      `
      Rule:
        Type: AWS::Events::Rule
        Properties: { Targets: [{ Id: one, DeadLetterConfig: { Arn: !GetAtt OfRule.Arn } }] }
      Schedule:
        Type: AWS::Scheduler::Schedule
        Properties: { Target: { DeadLetterConfig: { Arn: !GetAtt OfSchedule.Arn } } }
      Invoke:
        Type: AWS::Lambda::EventInvokeConfig
        Properties: { DestinationConfig: { OnFailure: { Destination: !GetAtt OfFunction.Arn } } }
      OfRule: { Type: AWS::SQS::Queue }
      OfSchedule: { Type: AWS::SQS::Queue }
      OfFunction: { Type: AWS::SQS::Queue }
    `,
    ],
    'a dead-letter queue for queues elsewhere': `
      Dead:
        Type: AWS::SQS::Queue
        Properties: { RedriveAllowPolicy: { redrivePermission: allowAll } }
    `,
    'dead letters of a function that a transform expands': `
      Transform: AWS::Serverless-2016-10-31
      Resources:
        Dead: { Type: AWS::SQS::Queue }
        Function:
          Type: AWS::Serverless::Function
          Properties: { DeadLetterQueue: { Type: SQS, TargetArn: !GetAtt Dead.Arn } }
    `,
    'failed events of a function that a transform expands': `
      Transform: AWS::Serverless-2016-10-31
      Resources:
        Dead: { Type: AWS::SQS::Queue }
        Function:
          Type: AWS::Serverless::Function
          Properties:
            EventInvokeConfig:
              DestinationConfig: { OnFailure: { Type: SQS, Destination: !GetAtt Dead.Arn } }
    `,
  },
  fail: {
    'a queue without a name, beside dead letters that go to another': `
      Parameters: { Dead: { Type: String } }
      Resources:
        Orders: { Type: AWS::SQS::Queue }
        Subscription:
          Type: AWS::SNS::Subscription
          Properties: { RedrivePolicy: { deadLetterTargetArn: !Ref Dead } }
    `,
    'a queue that a function consumes which a transform expands': `
      Transform: AWS::Serverless-2016-10-31
      Resources:
        Orders: { Type: AWS::SQS::Queue }
        Function:
          Type: AWS::Serverless::Function
          Properties:
            Events: { Work: { Type: SQS, Properties: { Queue: !GetAtt Orders.Arn } } }
    `,
    'a dead-letter queue that lets in nobody who names it': `
      Dead: { Type: AWS::SQS::Queue }
      Rule:
        Type: AWS::Events::Rule
        Properties: { Targets: [{ Id: one, DeadLetterConfig: { Arn: !GetAtt Dead.Arn } }] }
    `,
    'a dead-letter queue that no queue may name': `
      Orders:
        Type: AWS::SQS::Queue
        Properties: { RedrivePolicy: { deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: 5 } }
      Dead: { Type: AWS::SQS::Queue, Properties: { RedriveAllowPolicy: { redrivePermission: denyAll } } }
    `,
    'a queue whose URL is for other stacks': `
      Resources:
        Orders: { Type: AWS::SQS::Queue }
      Outputs:
        Url: { Value: !Ref Orders, Export: { Name: orders } }
    `,
    'a dead-letter queue that nothing names': 'OrdersDLQ: { Type: AWS::SQS::Queue }',
    'a queue by itself': 'Orders: { Type: AWS::SQS::Queue }',
    'a queue that a function consumes': `
      Mapping:
        Type: AWS::Lambda::EventSourceMapping
        Properties: { EventSourceArn: !GetAtt Orders.Arn, FunctionName: work }
      Orders: { Type: AWS::SQS::Queue }
    `,
  },
  unknown: {
    'a queue whose ARN is for other stacks': `
      Resources:
        Dead: { Type: AWS::SQS::Queue }
      Outputs:
        Arn: { Value: !GetAtt Dead.Arn, Export: { Name: shared-dead-letters } }
    `,
    'a queue that is given to a module': `
      Queue: { Type: AWS::SQS::Queue }
      Module:
        Type: Example::Worker::Service::MODULE
        Properties: { Queue: !GetAtt Queue.Arn }
    `,
    'a policy that is given at deployment': `
      Parameters: { Policy: { Type: String } }
      Resources:
        Orders: { Type: AWS::SQS::Queue, Properties: { RedrivePolicy: !Ref Policy } }
    `,
    'dead letters that go to a queue that is given at deployment': `
      Parameters: { Dead: { Type: String } }
      Resources:
        Orders: { Type: AWS::SQS::Queue, Properties: { QueueName: orders } }
        Subscription:
          Type: AWS::SNS::Subscription
          Properties: { RedrivePolicy: { deadLetterTargetArn: !Ref Dead } }
    `,
  },
};
