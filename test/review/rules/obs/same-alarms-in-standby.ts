import type { RuleSamples } from '../../support/samples.ts';
import { regions } from '../reg/parts.ts';

const queue = 'Queue: { Type: AWS::SQS::Queue }';
const alarm = (metric: string, value = '!GetAtt Queue.QueueName') => `
  ${metric}:
    Type: AWS::CloudWatch::Alarm
    Properties:
      Namespace: AWS/SQS
      MetricName: ${metric}
      Dimensions: [{ Name: QueueName, Value: ${value} }]
`;
const age = alarm('ApproximateAgeOfOldestMessage');
const depth = alarm('ApproximateNumberOfMessagesVisible');

export const samples: RuleSamples = {
  pass: {
    'the same alarm in both Regions': regions('warm-standby', [queue, age], [queue, age]),
    'more alarms in the standby Region': regions('warm-standby', [queue, age], [queue, age, depth]),
  },
  fail: {
    'no alarm in the standby Region': regions('warm-standby', [queue, age], [queue]),
    'an alarm on another metric': regions('active-active', [queue, age], [queue, depth]),
  },
  unknown: {
    'an alarm of which the queue is given at deployment': regions(
      'warm-standby',
      [queue, age],
      [
        'Parameters: { Name: { Type: String } }\nResources: {}',
        queue,
        alarm('ApproximateAgeOfOldestMessage', '!Ref Name'),
      ],
    ),
  },
  notApplicable: {
    'a queue of the primary Region alone': regions('warm-standby', [queue, age], depth),
    'a service of one Region': regions('multi-az', [queue, age], [queue]),
    'replication, which has two ends': regions(
      'warm-standby',
      [queue, alarm('OperationsPendingReplication')],
      [queue],
    ),
  },
};
