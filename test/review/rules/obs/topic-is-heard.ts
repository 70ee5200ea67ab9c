import type { RuleSamples } from '../../support/samples.ts';

const base = `
  Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: pager } }
  Alarm: { Type: AWS::CloudWatch::Alarm, Properties: { AlarmActions: [!Ref Topic] } }
`;

const teams = (arn: string) => `
  Chat:
    Type: AWS::Chatbot::MicrosoftTeamsChannelConfiguration
    Properties: { SnsTopicArns: [!Sub '${arn}'] }
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
    'a Slack channel that shows it': [
      base,
      'Chat: { Type: AWS::Chatbot::SlackChannelConfiguration, Properties: { SnsTopicArns: [!Ref Topic] } }',
    ],
    'a Teams channel of another stack and Region that names it': {
      stacks: {
        'eu-west-1/App': base,
        'us-east-1/Global': teams(`arn:\${AWS::Partition}:sns:eu-west-1:\${AWS::AccountId}:pager`),
      },
    },
  },
  fail: {
    nobody: base,
    'a topic that CloudWatch cannot encrypt for': `
      Topic:
        Type: AWS::SNS::Topic
        Properties:
          KmsMasterKeyId: alias/aws/sns
          Subscription: [{ Protocol: email, Endpoint: a@example.com }]
      Alarm: { Type: AWS::CloudWatch::Alarm, Properties: { AlarmActions: [!Ref Topic] } }
    `,
    'a chat channel that shows the topic of another Region': {
      stacks: {
        'eu-west-1/App': base,
        'us-east-1/Global': teams('arn:aws:sns:eu-central-1:111122223333:pager'),
      },
    },
    'a chat channel that shows no topic': [
      base,
      'Chat: { Type: AWS::Chatbot::SlackChannelConfiguration, Properties: { SlackChannelId: C0 } }',
    ],
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
    'a topic under a key that is given at deployment': `
      Parameters: { Key: { Type: String } }
      Resources:
        Topic:
          Type: AWS::SNS::Topic
          Properties:
            KmsMasterKeyId: !Ref Key
            Subscription: [{ Protocol: email, Endpoint: a@example.com }]
        Alarm: { Type: AWS::CloudWatch::Alarm, Properties: { AlarmActions: [!Ref Topic] } }
    `,
    'a subscription to a topic that is given at deployment': [
      'Parameters: { Arn: { Type: String } }\nResources: {}',
      base,
      'Person: { Type: AWS::SNS::Subscription, Properties: { TopicArn: !Ref Arn } }',
    ],
    'a chat channel that shows topics that are given at deployment': [
      'Parameters: { Arns: { Type: CommaDelimitedList } }\nResources: {}',
      base,
      'Chat: { Type: AWS::Chatbot::SlackChannelConfiguration, Properties: { SnsTopicArns: !Ref Arns } }',
    ],
    'a chat channel that shows the topic of one of two stacks': {
      stacks: {
        One: base,
        Other: base,
        'us-east-1/Global': teams('arn:aws:sns:eu-west-1:111122223333:pager'),
      },
    },
  },
  notApplicable: { 'a topic that no alarm notifies': 'Topic: { Type: AWS::SNS::Topic }' },
};
