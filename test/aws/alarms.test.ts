import { describe, expect, test } from 'vitest';
import { alarmActs, alarmsOn } from '../../lib/aws/index.ts';
import { nodeOf } from '../assembly/support.ts';
import { graphOfResources, idsOf } from './support.ts';

const alarm = (dimension: string, more = '') =>
  `{ Type: AWS::CloudWatch::Alarm, Properties: { Namespace: AWS/SQS, MetricName: Depth, Dimensions: [${dimension}] ${more} } }`;

describe('the alarms on a resource', () => {
  const graph = graphOfResources(
    `
    Queue: { Type: AWS::SQS::Queue, Properties: { QueueName: orders } }
    ByReference: ${alarm('{ Name: QueueName, Value: !GetAtt Queue.QueueName }')}
    ByName: ${alarm('{ Name: QueueName, Value: orders }')}
    Other: ${alarm('{ Name: QueueName, Value: users }')}
    InMath:
      Type: AWS::CloudWatch::Alarm
      Properties:
        Metrics:
          - { Id: m, MetricStat: { Metric: { Namespace: AWS/SQS, MetricName: Depth, Dimensions: [{ Name: QueueName, Value: orders }] }, Stat: Sum, Period: 60 } }
          - { Id: e, Expression: m * 2 }
    `,
    ['eu-central-1', `Elsewhere: ${alarm('{ Name: QueueName, Value: orders }')}`],
  );
  const queue = nodeOf(graph, 'Queue');

  test('name it by reference or by name, in its Region', () => {
    const found = alarmsOn(graph, [queue], 'AWS/SQS', ['Depth']);
    expect(idsOf(found)).toEqual(['ByReference', 'ByName', 'InMath']);
  });

  test('look at the metric that is asked for', () => {
    expect(alarmsOn(graph, [queue], 'AWS/SQS', ['Age'])).toEqual([]);
    expect(alarmsOn(graph, [queue], 'AWS/SNS', ['Depth'])).toEqual([]);
  });
});

test.each([
  ['Acts', true],
  ['Silent', false],
  ['SwitchedOff', false],
  ['Open', undefined],
  ['InComposite', true],
])('an alarm acts by itself or through another: %s', (id, expected) => {
  const graph = graphOfResources(`
    Acts: ${alarm('', ', AlarmActions: ["arn:aws:sns:eu-west-1:111122223333:pager"]')}
    Silent: ${alarm('')}
    SwitchedOff: ${alarm('', ', ActionsEnabled: false, AlarmActions: ["arn:aws:sns:eu-west-1:111122223333:pager"]')}
    Open: ${alarm('', ', AlarmActions: !ImportValue actions')}
    InComposite: ${alarm('', ', AlarmName: part')}
    Whole: { Type: AWS::CloudWatch::CompositeAlarm, Properties: { AlarmRule: ALARM("part"), AlarmActions: ["arn:aws:sns:eu-west-1:111122223333:pager"] } }
  `);
  expect(alarmActs(graph, nodeOf(graph, id))).toBe(expected);
});
