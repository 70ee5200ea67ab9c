import type { RuleSamples } from '../../support/samples.ts';

const queues = `
  Orders:
    Type: AWS::SQS::Queue
    Properties: { QueueName: orders, RedrivePolicy: { deadLetterTargetArn: !GetAtt Dead.Arn } }
  Dead: { Type: AWS::SQS::Queue, Properties: { QueueName: dead } }
`;
const metric = 'Namespace: AWS/SQS, MetricName: ApproximateAgeOfOldestMessage';
const dimension = '{ Name: QueueName, Value: !GetAtt Orders.QueueName }';
const topic = 'Topic: { Type: AWS::SNS::Topic }';

export const samples: RuleSamples = {
  pass: {
    'an alarm with an action': [
      queues,
      topic,
      `
      Alarm:
        Type: AWS::CloudWatch::Alarm
        Properties: { ${metric}, Dimensions: [${dimension}], AlarmActions: [!Ref Topic] }
      `,
    ],
    'metric math, and the queue by its name': [
      queues,
      topic,
      `
      Alarm:
        Type: AWS::CloudWatch::Alarm
        Properties:
          Metrics:
            - { Id: rate, Expression: m1 / 60 }
            - Id: m1
              MetricStat:
                Metric: { ${metric}, Dimensions: [{ Name: QueueName, Value: orders }] }
          AlarmActions: [!Ref Topic]
      `,
    ],
    'an alarm whose composite alarm acts': [
      queues,
      topic,
      `
      Alarm:
        Type: AWS::CloudWatch::Alarm
        Properties: { ${metric}, Dimensions: [${dimension}] }
      All:
        Type: AWS::CloudWatch::CompositeAlarm
        Properties: { AlarmRule: !Sub 'ALARM("\${Alarm.Arn}")', AlarmActions: [!Ref Topic] }
      `,
    ],
  },
  fail: {
    'no alarm': [queues, topic],
    'an alarm without an action': [
      queues,
      topic,
      `
      Alarm:
        Type: AWS::CloudWatch::Alarm
        Properties: { ${metric}, Dimensions: [${dimension}] }
      `,
    ],
    'an alarm on another metric': [
      queues,
      topic,
      `
      Alarm:
        Type: AWS::CloudWatch::Alarm
        Properties:
          Namespace: AWS/SQS
          MetricName: NumberOfMessagesSent
          Dimensions: [${dimension}]
          AlarmActions: [!Ref Topic]
      `,
    ],
  },
  unknown: {
    'an alarm on a queue that is given at deployment': [
      'Parameters: { Name: { Type: String } }\nResources: {}',
      queues,
      topic,
      `
      Alarm:
        Type: AWS::CloudWatch::Alarm
        Properties:
          Namespace: AWS/SQS
          MetricName: ApproximateAgeOfOldestMessage
          Dimensions: [{ Name: QueueName, Value: !Ref Name }]
          AlarmActions: [!Ref Topic]
      `,
    ],
  },
  notApplicable: { 'a queue by itself': 'Orders: { Type: AWS::SQS::Queue }' },
};
