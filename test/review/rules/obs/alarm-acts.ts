import type { RuleSamples } from '../../support/samples.ts';

const topic = 'Topic: { Type: AWS::SNS::Topic }';
/** A topic with a key of its own, whose policy says more. */
const encrypted = (statement = '') => `
  Topic: { Type: AWS::SNS::Topic, Properties: { KmsMasterKeyId: !GetAtt Key.Arn } }
  Key:
    Type: AWS::KMS::Key
    Properties:
      KeyPolicy:
        Statement:
          - Effect: Allow
            Principal: { AWS: !Sub 'arn:\${AWS::Partition}:iam::\${AWS::AccountId}:root' }
            Action: kms:*
            Resource: '*'
          ${statement}
`;
const cloudWatch = (more = '') =>
  `- { Effect: Allow, Principal: { Service: cloudwatch.amazonaws.com }, Action: ['kms:Decrypt', 'kms:GenerateDataKey*'], Resource: '*', ${more} }`;
const alarmsOf = (region: string) =>
  `Condition: { ArnLike: { 'aws:SourceArn': !Sub 'arn:aws:cloudwatch:${region}:\${AWS::AccountId}:alarm:*' } }`;
const notifying =
  'Alarm: { Type: AWS::CloudWatch::Alarm, Properties: { AlarmActions: [!Ref Topic] } }';
const policy = (statement: string) => `
  Policy:
    Type: AWS::SNS::TopicPolicy
    Properties: { Topics: [!Ref Topic], PolicyDocument: { Statement: [${statement}] } }
`;
const onChange = (pattern: string, more = '') => `
  OnChange:
    Type: AWS::Events::Rule
    Properties:
      EventPattern: { source: [aws.cloudwatch], detail-type: [CloudWatch Alarm State Change], ${pattern} }
      Targets: [{ Id: pager, Arn: 'arn:aws:events:eu-west-1:111122223333:api-destination/pager/1' }]
      ${more}
`;
const silent = 'Alarm: { Type: AWS::CloudWatch::Alarm, Properties: { AlarmName: slow } }';

export const samples: RuleSamples = {
  pass: {
    'an action': [
      topic,
      `
      Alarm:
        Type: AWS::CloudWatch::Alarm
        Properties: { ActionsEnabled: 'true', AlarmActions: [!Ref Topic] }
      `,
    ],
    'a composite alarm that acts': [
      topic,
      silent,
      `
      All:
        Type: AWS::CloudWatch::CompositeAlarm
        Properties:
          AlarmRule: !Join ['', ['ALARM("', !GetAtt Alarm.Arn, '")']]
          AlarmActions: [!Ref Topic]
      `,
    ],
    'a composite alarm that names it': [
      topic,
      silent,
      `
      All:
        Type: AWS::CloudWatch::CompositeAlarm
        Properties: { AlarmRule: ALARM(slow) OR ALARM(other), AlarmActions: [!Ref Topic] }
      `,
    ],
    'a suppressor': [
      topic,
      silent,
      `
      All:
        Type: AWS::CloudWatch::CompositeAlarm
        Properties:
          AlarmRule: 'TRUE'
          ActionsSuppressor: !GetAtt Alarm.Arn
          AlarmActions: [!Ref Topic]
      `,
    ],
    'a topic whose key lets CloudWatch in': [encrypted(cloudWatch()), notifying],
    'a key that lets it in for the alarms of the account': [
      encrypted(
        cloudWatch("Condition: { StringEquals: { 'aws:SourceAccount': !Ref AWS::AccountId } }"),
      ),
      notifying,
    ],
    'a key that lets it in for any alarm of its Region': [
      encrypted(cloudWatch(alarmsOf('eu-west-1'))),
      notifying,
    ],
    'a topic whose policy lets CloudWatch in, encrypted on the way': [
      topic,
      notifying,
      policy(`
        { Effect: Deny, Principal: '*', Action: 'sns:Publish', Resource: !Ref Topic, Condition: { Bool: { 'aws:SecureTransport': false } } },
        { Effect: Allow, Principal: { Service: cloudwatch.amazonaws.com }, Action: 'sns:Publish', Resource: !Ref Topic }
      `),
    ],
    'a topic for whoever is of the account': [
      topic,
      notifying,
      policy(
        "{ Effect: Allow, Principal: { AWS: '*' }, Action: 'SNS:Publish', Resource: !Ref Topic, Condition: { StringEquals: { 'AWS:SourceOwner': !Ref AWS::AccountId } } }",
      ),
    ],
    'a rule of EventBridge about all alarms': [
      silent,
      onChange('detail: { state: { value: [ALARM] } }'),
    ],
    'a rule of EventBridge that names it': [silent, onChange('detail: { alarmName: [slow] }')],
    'a rule of EventBridge about its ARN': [silent, onChange('resources: [!GetAtt Alarm.Arn]')],
    'a stop condition of an experiment': [
      silent,
      `
      Experiment:
        Type: AWS::FIS::ExperimentTemplate
        Properties:
          StopConditions: [{ Source: 'aws:cloudwatch:alarm', Value: !GetAtt Alarm.Arn }]
      `,
    ],
  },
  fail: {
    'no action': silent,
    'actions that are switched off': [
      topic,
      `
      Alarm:
        Type: AWS::CloudWatch::Alarm
        Properties: { ActionsEnabled: false, AlarmActions: [!Ref Topic] }
      `,
    ],
    'a topic under the key that AWS manages': [
      'Topic: { Type: AWS::SNS::Topic, Properties: { KmsMasterKeyId: alias/aws/sns } }',
      notifying,
    ],
    'a topic whose key leaves CloudWatch out': [encrypted(), notifying],
    'a key for the alarms of another Region': [
      encrypted(cloudWatch(alarmsOf('eu-central-1'))),
      notifying,
    ],
    'a topic whose policy names others alone': [
      topic,
      notifying,
      policy(
        "{ Effect: Allow, Principal: { Service: events.amazonaws.com }, Action: 'sns:Publish', Resource: '*' }",
      ),
    ],
    'a rule of EventBridge about another alarm': [
      silent,
      onChange('detail: { alarmName: [quick] }'),
    ],
    'a rule of EventBridge that is switched off': [silent, onChange('', 'State: DISABLED')],
    'a composite alarm that does not act either': [
      silent,
      `
      All:
        Type: AWS::CloudWatch::CompositeAlarm
        Properties: { AlarmRule: ALARM(slow) }
      `,
    ],
  },
  unknown: {
    'a topic under a key of somebody else': [
      "Topic: { Type: AWS::SNS::Topic, Properties: { KmsMasterKeyId: 'arn:aws:kms:eu-west-1:111122223333:key/1' } }",
      notifying,
    ],
    'a key that lets CloudWatch in on a condition': [
      encrypted(cloudWatch("Condition: { StringEquals: { 'aws:PrincipalOrgID': o-1 } }")),
      notifying,
    ],
    'a topic that may be denied': [
      topic,
      notifying,
      policy(`
        { Effect: Deny, Principal: '*', Action: 'sns:*', Resource: '*', Condition: { StringNotEquals: { 'aws:PrincipalOrgID': o-1 } } },
        { Effect: Allow, Principal: { Service: cloudwatch.amazonaws.com }, Action: 'sns:Publish', Resource: '*' }
      `),
    ],
    'a rule of EventBridge about a prefix': [
      silent,
      onChange('detail: { alarmName: [{ prefix: s }] }'),
    ],
    'actions that are given at deployment': `
      Parameters: { Actions: { Type: CommaDelimitedList } }
      Resources:
        Alarm: { Type: AWS::CloudWatch::Alarm, Properties: { AlarmActions: !Ref Actions } }
    `,
  },
};
