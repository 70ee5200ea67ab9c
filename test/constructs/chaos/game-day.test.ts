import { Template } from 'aws-cdk-lib/assertions';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { TimeZone } from 'aws-cdk-lib/core';
import { describe, expect, test } from 'vitest';
import {
  type FaultExperiment,
  GameDay,
  type GameDayProps,
  randomInstanceTermination,
} from '../../../constructs/chaos/index.ts';
import { findings, unacknowledged } from '../../support/compliance.ts';
import { experiments } from './support.ts';

function plan(props: Partial<GameDayProps> = {}) {
  const { stack, construct } = experiments({ experiments: [randomInstanceTermination()] });
  const experiment = construct.experiments.get('random-instance-termination') as FaultExperiment;
  const gameDay = new GameDay(stack, 'GameDay', { experiment, ...props });
  return { gameDay, template: Template.fromStack(stack) };
}

describe('a game day', () => {
  const { gameDay, template } = plan();
  const [schedule] = Object.values(template.findResources('AWS::Scheduler::Schedule'));
  const id = { Ref: expect.stringMatching(/^Chaosrandominstancetermination/) };

  test('is off until somebody enables it', () => {
    expect(schedule?.Properties.State).toBe('DISABLED');
  });

  test('comes when people are there', () => {
    expect(schedule?.Properties.ScheduleExpression).toBe('cron(0 10 ? * TUE#1 *)');
    expect(schedule?.Properties.FlexibleTimeWindow).toEqual({ Mode: 'OFF' });
  });

  test('starts the experiment, once, and not when it is too late', () => {
    const { Target } = schedule?.Properties ?? {};
    expect(Target.Arn).toBe('arn:aws:scheduler:::aws-sdk:fis:startExperiment');
    expect(Target.Input).toEqual({
      'Fn::Join': [
        '',
        ['{"ClientToken":"<aws.scheduler.execution-id>","ExperimentTemplateId":"', id, '"}'],
      ],
    });
    expect(Target.RetryPolicy).toEqual({ MaximumEventAgeInSeconds: 900, MaximumRetryAttempts: 3 });
  });

  test('may start that experiment and nothing else', () => {
    const [policy] = Object.entries(template.findResources('AWS::IAM::ManagedPolicy'))
      .filter(([logicalId]) => logicalId.startsWith('GameDay'))
      .map(([, { Properties }]) => Properties);
    const arn = (...parts: unknown[]) => ({
      'Fn::Join': ['', ['arn:aws:fis:eu-west-1:', { Ref: 'AWS::AccountId' }, ...parts]],
    });
    expect(policy?.PolicyDocument.Statement).toEqual([
      {
        Action: 'fis:StartExperiment',
        Effect: 'Allow',
        Resource: [arn(':experiment-template/', id), arn(':experiment/*')],
      },
    ]);
  });

  test('only schedules of this account assume its role', () => {
    template.hasResourceProperties('AWS::IAM::Role', {
      AssumeRolePolicyDocument: {
        Statement: [
          {
            Principal: { Service: 'scheduler.amazonaws.com' },
            Condition: {
              StringEquals: {
                'aws:SourceAccount': { Ref: 'AWS::AccountId' },
                'aws:SourceArn': {
                  'Fn::Join': [
                    '',
                    [
                      'arn:aws:scheduler:eu-west-1:',
                      { Ref: 'AWS::AccountId' },
                      ':schedule-group/default',
                    ],
                  ],
                },
              },
            },
          },
        ],
      },
    });
  });

  test('is compliant', () => {
    expect(unacknowledged(gameDay)).toEqual([]);
    expect(findings(gameDay).map(({ ruleId, path }) => `${ruleId} ${path}`)).toEqual([
      'AwsSolutions-IAM5[Resource::arn:aws:fis:eu-west-1:<AWS::AccountId>:experiment/*] Test/GameDay/Policy/Resource',
    ]);
  });
});

test('it can be enabled, at another time in another time zone', () => {
  const { template } = plan({
    enabled: true,
    schedule: ScheduleExpression.cron({
      weekDay: 'MON-FRI',
      hour: '14',
      minute: '30',
      timeZone: TimeZone.EUROPE_BERLIN,
    }),
  });
  template.hasResourceProperties('AWS::Scheduler::Schedule', {
    State: 'ENABLED',
    ScheduleExpression: 'cron(30 14 ? * MON-FRI *)',
    ScheduleExpressionTimezone: 'Europe/Berlin',
  });
});
