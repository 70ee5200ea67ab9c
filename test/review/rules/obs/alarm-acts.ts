import type { RuleSamples } from '../../support/samples.ts';

const topic = 'Topic: { Type: AWS::SNS::Topic }';
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
    'actions that are given at deployment': `
      Parameters: { Actions: { Type: CommaDelimitedList } }
      Resources:
        Alarm: { Type: AWS::CloudWatch::Alarm, Properties: { AlarmActions: !Ref Actions } }
    `,
  },
};
