import { Match, Template } from 'aws-cdk-lib/assertions';
import { Duration } from 'aws-cdk-lib/core';
import { describe, expect, test } from 'vitest';
import {
  AlertChannels,
  AlertSubscription,
  Canary,
  type CanaryProps,
} from '../../../constructs/observability/index.ts';
import { RegionalKey } from '../../../constructs/security/index.ts';
import { testStack } from '../../support/app.ts';
import { unacknowledged } from '../../support/compliance.ts';

function canary(props: Partial<CanaryProps> = {}) {
  const stack = testStack();
  const { key } = new RegionalKey(stack, 'Key');
  const people = [AlertSubscription.email('team@example.com')];
  const alerts = new AlertChannels(stack, 'Alerts', {
    name: 'shop',
    encryptionKey: key,
    page: people,
    ticket: people,
  });
  const construct = new Canary(stack, 'Canary', {
    alerts,
    encryptionKey: key,
    hostNames: ['eu-central-1.shop.example.com', 'shop.example.com'],
    ...props,
  });
  return { stack, construct };
}

describe('a canary', () => {
  const { stack, construct } = canary();
  const template = Template.fromStack(stack);

  test('probes each name every minute, once: a late probe is worth less than the next', () => {
    template.hasResourceProperties('AWS::Events::Rule', {
      ScheduleExpression: 'rate(1 minute)',
      Targets: [
        {
          Input:
            '{"namespace":"Evenkeel/Canary","hostNames":["eu-central-1.shop.example.com","shop.example.com"],"path":"/health","timeout":5000}',
          RetryPolicy: { MaximumEventAgeInSeconds: 60, MaximumRetryAttempts: 0 },
        },
      ],
    });
  });

  test('ends before the next one starts, name resolution included', () => {
    template.hasResourceProperties('AWS::Lambda::Function', {
      Timeout: 30,
      Runtime: 'nodejs24.x',
      Code: { ZipFile: Match.stringLikeRegexp('exports.handler') },
    });
  });

  test('is not in the network whose loss it would have to report', () => {
    template.hasResourceProperties('AWS::Lambda::Function', { VpcConfig: Match.absent() });
  });

  test('may write its own log, and nothing else', () => {
    template.hasResourceProperties('AWS::IAM::ManagedPolicy', {
      PolicyDocument: {
        Statement: [
          {
            Effect: 'Allow',
            Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
            Resource: { 'Fn::GetAtt': [Match.stringLikeRegexp('^CanaryLogs'), 'Arn'] },
          },
        ],
      },
    });
    template.resourceCountIs('AWS::IAM::Policy', 0);
    template.hasResourceProperties('AWS::IAM::Role', { ManagedPolicyArns: Match.absent() });
  });

  test('pages by a quorum: when most addresses of a name fail in three of five minutes', () => {
    for (const hostName of ['eu-central-1.shop.example.com', 'shop.example.com']) {
      template.hasResourceProperties('AWS::CloudWatch::Alarm', {
        Namespace: 'Evenkeel/Canary',
        MetricName: 'Success',
        Dimensions: [{ Name: 'HostName', Value: hostName }],
        Statistic: 'Average',
        Period: 60,
        ComparisonOperator: 'LessThanThreshold',
        Threshold: 0.5,
        DatapointsToAlarm: 3,
        EvaluationPeriods: 5,
        AlarmActions: [{ Ref: Match.stringLikeRegexp('^AlertsPage') }],
      });
    }
  });

  test('pages by its silence', () => {
    for (const alarm of construct.alarms.values()) {
      const { treatMissingData } = alarm.node.defaultChild as unknown as {
        treatMissingData: string;
      };
      expect(treatMissingData).toBe('breaching');
    }
    expect(construct.alarms.size).toBe(2);
  });

  test('complies', () => {
    expect(unacknowledged(stack)).toEqual([]);
  });
});

test('asks for what it is told to, and waits as long', () => {
  const { stack } = canary({ path: '/ready', timeout: Duration.seconds(20) });
  Template.fromStack(stack).hasResourceProperties('AWS::Events::Rule', {
    Targets: [{ Input: Match.stringLikeRegexp('"path":"/ready","timeout":20000') }],
  });
});

test.each<[string, Partial<CanaryProps>, string]>([
  ['no name', { hostNames: [] }, "'hostNames' must name at least one host to probe, got none"],
  [
    'the name of its own Region',
    { hostNames: ['eu-west-1.shop.example.com'] },
    "'hostNames' must not be of the canary's own Region, got eu-west-1.shop.example.com in eu-west-1",
  ],
  ['a relative path', { path: 'health' }, "'path' must begin with '/', got 'health'"],
  [
    'too little time',
    { timeout: Duration.millis(999) },
    "'timeout' must be 1 to 20 seconds, so that a probe ends before the next one starts; got 999 ms",
  ],
  ['too much time', { timeout: Duration.seconds(21) }, 'got 21000 ms'],
])('fails for %s', (_, props, message) => {
  expect(() => canary(props)).toThrow(message);
});
