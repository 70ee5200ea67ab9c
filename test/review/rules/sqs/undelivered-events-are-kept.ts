import type { RuleSamples } from '../../support/samples.ts';

const dead = 'Dead: { Type: AWS::SQS::Queue }';

export const samples: RuleSamples = {
  pass: {
    'a subscription with a dead-letter queue': [
      dead,
      `
      Subscription:
        Type: AWS::SNS::Subscription
        Properties: { Protocol: sqs, RedrivePolicy: { deadLetterTargetArn: !GetAtt Dead.Arn } }
      `,
    ],
    'targets with dead-letter queues': [
      dead,
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
    'a person': 'Mail: { Type: AWS::SNS::Subscription, Properties: { Protocol: email } }',
  },
};
