import type { RuleSamples } from '../../support/samples.ts';

const orders = `
  Orders:
    Type: AWS::SQS::Queue
    Properties: { RedrivePolicy: { deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: 5 } }
`;

export const samples: RuleSamples = {
  pass: {
    'two weeks after four days': [
      orders,
      'Dead: { Type: AWS::SQS::Queue, Properties: { MessageRetentionPeriod: 1209600 } }',
    ],
  },
  fail: {
    'four days each, the default': [orders, 'Dead: { Type: AWS::SQS::Queue }'],
    'a day': [
      orders,
      "Dead: { Type: AWS::SQS::Queue, Properties: { MessageRetentionPeriod: '86400' } }",
    ],
  },
  unknown: {
    'a period that is given at deployment': [
      'Parameters: { Seconds: { Type: Number } }\nResources: {}',
      orders,
      'Dead: { Type: AWS::SQS::Queue, Properties: { MessageRetentionPeriod: !Ref Seconds } }',
    ],
    'a dead-letter queue of somebody else': `
      Orders:
        Type: AWS::SQS::Queue
        Properties:
          RedrivePolicy: { deadLetterTargetArn: 'arn:aws:sqs:eu-west-1:111122223333:dead' }
    `,
  },
  notApplicable: {
    'FIFO queues, where a moved message starts anew': `
      Orders:
        Type: AWS::SQS::Queue
        Properties: { FifoQueue: true, RedrivePolicy: { deadLetterTargetArn: !GetAtt Dead.Arn } }
      Dead: { Type: AWS::SQS::Queue, Properties: { FifoQueue: true } }
    `,
  },
};
