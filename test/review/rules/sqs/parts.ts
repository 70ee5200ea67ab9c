import type { RuleSamples } from '../../support/samples.ts';

const queues = `
  Orders:
    Type: AWS::SQS::Queue
    Properties: { QueueName: orders, RedrivePolicy: { deadLetterTargetArn: !GetAtt Dead.Arn } }
  Dead: { Type: AWS::SQS::Queue, Properties: { QueueName: dead } }
`;
const topic = 'Topic: { Type: AWS::SNS::Topic }';

/** For a rule that asks for an alarm on a metric of a queue. */
export function alarmSamples(metric: string, queue: 'Orders' | 'Dead'): RuleSamples {
  const name = queue.toLowerCase();
  const watched = `Namespace: AWS/SQS, MetricName: ${metric}`;
  const dimension = `{ Name: QueueName, Value: !GetAtt ${queue}.QueueName }`;
  return {
    pass: {
      'an alarm with an action': [
        queues,
        topic,
        `
        Alarm:
          Type: AWS::CloudWatch::Alarm
          Properties: { ${watched}, Dimensions: [${dimension}], AlarmActions: [!Ref Topic] }
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
                  Metric: { ${watched}, Dimensions: [{ Name: QueueName, Value: ${name} }] }
            AlarmActions: [!Ref Topic]
        `,
      ],
      'an alarm whose composite alarm acts': [
        queues,
        topic,
        `
        Alarm:
          Type: AWS::CloudWatch::Alarm
          Properties: { ${watched}, Dimensions: [${dimension}] }
        All:
          Type: AWS::CloudWatch::CompositeAlarm
          Properties: { AlarmRule: !Sub 'ALARM("\${Alarm.Arn}")', AlarmActions: [!Ref Topic] }
        `,
      ],
    },
    fail: {
      'no alarm': [queues, topic],
      'an alarm that no metric can set off': [
        queues,
        topic,
        `
        Alarm:
          Type: AWS::CloudWatch::Alarm
          Properties:
            ComparisonOperator: LessThanThreshold
            Threshold: 0
            Namespace: AWS/SQS
            MetricName: ${metric}
            Dimensions: [${dimension}]
            AlarmActions: [!Ref Topic]
        `,
      ],
      'an alarm on what is well': [
        queues,
        topic,
        `
        Alarm:
          Type: AWS::CloudWatch::Alarm
          Properties:
            ComparisonOperator: LessThanOrEqualToThreshold
            Threshold: 600
            Namespace: AWS/SQS
            MetricName: ${metric}
            Dimensions: [${dimension}]
            AlarmActions: [!Ref Topic]
        `,
      ],
      'an alarm without an action': [
        queues,
        topic,
        `
        Alarm:
          Type: AWS::CloudWatch::Alarm
          Properties: { ${watched}, Dimensions: [${dimension}] }
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
            MetricName: ${metric}
            Dimensions: [{ Name: QueueName, Value: !Ref Name }]
            AlarmActions: [!Ref Topic]
        `,
      ],
    },
    notApplicable: { 'a queue by itself': 'Orders: { Type: AWS::SQS::Queue }' },
  };
}
