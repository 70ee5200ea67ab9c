import type { RuleSamples } from '../../support/samples.ts';

const base = `
  Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: pager } }
  Alarm: { Type: AWS::CloudWatch::Alarm, Properties: { AlarmActions: [!Ref Topic] } }
`;

export const samples: RuleSamples = {
  pass: {
    'a subscription': [
      base,
      'Person: { Type: AWS::SNS::Subscription, Properties: { TopicArn: !Ref Topic } }',
    ],
    'a subscription inside of the topic': `
      Topic:
        Type: AWS::SNS::Topic
        Properties: { Subscription: [{ Protocol: email, Endpoint: a@example.com }] }
      Alarm: { Type: AWS::CloudWatch::Alarm, Properties: { AlarmActions: [!Ref Topic] } }
    `,
  },
  fail: {
    nobody: base,
    'an alarm of another Region': {
      stacks: {
        'eu-west-1/App': `
          Topic:
            Type: AWS::SNS::Topic
            Properties: { TopicName: pager, Subscription: [{ Protocol: email }] }
        `,
        'eu-central-1/App': `
          Alarm:
            Type: AWS::CloudWatch::Alarm
            Properties: { AlarmActions: [arn:aws:sns:eu-west-1:111122223333:pager] }
        `,
      },
    },
  },
  unknown: {
    'a subscription to a topic that is given at deployment': [
      'Parameters: { Arn: { Type: String } }\nResources: {}',
      base,
      'Person: { Type: AWS::SNS::Subscription, Properties: { TopicArn: !Ref Arn } }',
    ],
  },
  notApplicable: { 'a topic that no alarm notifies': 'Topic: { Type: AWS::SNS::Topic }' },
};
