import { expect, test } from 'vitest';
import { mayNotify } from '../../lib/aws/index.ts';
import { nodeOf } from '../assembly/support.ts';
import { graphOfResources } from './support.ts';

const ALARMS = 'arn:aws:cloudwatch:eu-west-1:*:alarm';

const admitting = (source: string) => `
  Pager: { Type: AWS::SNS::Topic }
  Policy:
    Type: AWS::SNS::TopicPolicy
    Properties:
      Topics: [!Ref Pager]
      PolicyDocument:
        Statement:
          - Effect: Allow
            Principal: { Service: cloudwatch.amazonaws.com }
            Action: sns:Publish
            Resource: '*'
            Condition: { ArnLike: { 'aws:SourceArn': ${source} } }
  Own: { Type: AWS::CloudWatch::Alarm, Properties: { AlarmName: orders-failing } }
  Other: { Type: AWS::CloudWatch::Alarm, Properties: { AlarmName: users-failing } }
  Unnamed: { Type: AWS::CloudWatch::Alarm }
`;

test.each([
  ['every alarm of the Region', `'arn:aws:cloudwatch:eu-west-1:*:alarm:*'`, [true, true, true]],
  ['one by reference', '!GetAtt Own.Arn', [true, false, false]],
  ['one by name', `'${ALARMS}:orders-failing'`, [true, false, undefined]],
  ['some by the beginning of their names', `'${ALARMS}:orders-*'`, [true, false, undefined]],
  ['those of another Region', `'${ALARMS.replace('west', 'north')}:*'`, [false, false, false]],
  ['another service', `'arn:aws:events:eu-west-1:111122223333:rule/*'`, [false, false, false]],
])('a topic takes what alarms send: %s', (_, source, expected) => {
  const graph = graphOfResources(admitting(source));
  const answers = ['Own', 'Other', 'Unnamed'].map((id) =>
    mayNotify(graph, nodeOf(graph, 'Pager'), nodeOf(graph, id)),
  );
  expect(answers).toEqual(expected);
});
