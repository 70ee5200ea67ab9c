import type { RuleSamples } from '../../support/samples.ts';

const dead = 'Dead: { Type: AWS::SQS::Queue }';

const admits = (service: string, more = '') => `
  Policy:
    Type: AWS::SQS::QueuePolicy
    Properties:
      Queues: [!Ref Dead]
      PolicyDocument:
        Statement:
          - { Effect: Allow, Principal: { Service: ${service} }, Action: 'sqs:SendMessage', Resource: !GetAtt Dead.Arn ${more} }
`;
const subscription = `
  Topic: { Type: AWS::SNS::Topic }
  Other: { Type: AWS::SNS::Topic }
  Subscription:
    Type: AWS::SNS::Subscription
    Properties: { TopicArn: !Ref Topic, Protocol: sqs, RedrivePolicy: { deadLetterTargetArn: !GetAtt Dead.Arn } }
`;
const from = (topic: string) => `, Condition: { ArnEquals: { 'aws:SourceArn': !Ref ${topic} } }`;
const encrypted = (key: string) => `
  Dead: { Type: AWS::SQS::Queue, Properties: { KmsMasterKeyId: ${key} } }
  Key: { Type: AWS::KMS::Key, Properties: { KeyPolicy: { Statement: [{ Effect: Allow, Principal: { Service: sns.amazonaws.com }, Action: ['kms:GenerateDataKey*', 'kms:Decrypt'], Resource: '*' }] } } }
`;

const once = (target: string, expression = 'at(2026-12-24T18:00:00)') => `
  Once:
    Type: AWS::Scheduler::Schedule
    Properties: { ScheduleExpression: '${expression}', Target: { ${target} } }
`;

export const samples: RuleSamples = {
  pass: {
    'a schedule that runs once, with a dead-letter queue': [
      dead,
      once('DeadLetterConfig: { Arn: !GetAtt Dead.Arn }'),
    ],
    'a subscription that the queue takes from': [
      dead,
      subscription,
      admits('sns.amazonaws.com', from('Topic')),
    ],
    'a subscription, and a queue whose key lets SNS in': [
      encrypted('!GetAtt Key.Arn'),
      subscription,
      admits('sns.amazonaws.com'),
    ],
    'a dead-letter queue elsewhere': `
      Subscription:
        Type: AWS::SNS::Subscription
        Properties: { Protocol: sqs, RedrivePolicy: { deadLetterTargetArn: 'arn:aws:sqs:eu-west-1:111122223333:dead' } }
    `,
    'a subscription with a dead-letter queue': [
      dead,
      admits('sns.amazonaws.com'),
      `
      Subscription:
        Type: AWS::SNS::Subscription
        Properties: { Protocol: sqs, RedrivePolicy: { deadLetterTargetArn: !GetAtt Dead.Arn } }
      `,
    ],
    'targets with dead-letter queues': [
      dead,
      admits('events.amazonaws.com'),
      `
      Rule:
        Type: AWS::Events::Rule
        Properties:
          EventPattern: { source: [aws.health] }
          Targets: [{ Id: one, DeadLetterConfig: { Arn: !GetAtt Dead.Arn } }]
      `,
    ],
  },
  fail: {
    'a schedule that runs once': once('Arn: x'),
    'a queue without a policy': [dead, subscription],
    'a queue that takes from another topic': [
      dead,
      subscription,
      admits('sns.amazonaws.com', from('Other')),
    ],
    'a queue that takes from EventBridge': [dead, subscription, admits('events.amazonaws.com')],
    'a queue under the key that AWS manages': [
      encrypted('alias/aws/sqs'),
      subscription,
      admits('sns.amazonaws.com'),
    ],
    'a subscription without': [
      dead,
      'Subscription: { Type: AWS::SNS::Subscription, Properties: { Protocol: lambda } }',
    ],
    'one of two targets without': [
      dead,
      `
      Rule:
        Type: AWS::Events::Rule
        Properties:
          EventPattern: { source: [aws.health] }
          Targets: [{ Id: one, DeadLetterConfig: { Arn: !GetAtt Dead.Arn } }, { Id: two }]
      `,
    ],
  },
  unknown: {
    'a condition that is not evaluated': [
      dead,
      subscription,
      admits('sns.amazonaws.com', ", Condition: { StringEquals: { 'aws:SourceOrgID': o-1 } }"),
    ],
    'a protocol that is given at deployment': `
      Parameters: { Protocol: { Type: String } }
      Resources:
        Subscription:
          Type: AWS::SNS::Subscription
          Properties: { Protocol: !Ref Protocol }
    `,
  },
  notApplicable: {
    'a schedule': `
      Rule:
        Type: AWS::Events::Rule
        Properties: { ScheduleExpression: rate(1 minute), Targets: [{ Id: one }] }
    `,
    'a schedule that runs again': once('Arn: x', 'rate(1 hour)'),
    'a person': 'Mail: { Type: AWS::SNS::Subscription, Properties: { Protocol: email } }',
  },
};
