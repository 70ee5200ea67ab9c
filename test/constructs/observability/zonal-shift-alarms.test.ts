import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import {
  AlertChannels,
  AlertSubscription,
  ZonalShiftAlarms,
} from '../../../constructs/observability/index.ts';
import { RegionalKey } from '../../../constructs/security/index.ts';
import { testStack } from '../../support/app.ts';
import { unacknowledged } from '../../support/compliance.ts';

const stack = testStack();
const mailbox = [AlertSubscription.email('team@example.com')];
const { key: encryptionKey } = new RegionalKey(stack, 'Key');
const alerts = new AlertChannels(stack, 'Alerts', {
  name: 'shop',
  encryptionKey,
  page: mailbox,
  ticket: mailbox,
});
new ZonalShiftAlarms(stack, 'ZonalShifts', { alerts, encryptionKey });
const template = Template.fromStack(stack);
const rules = Object.entries(template.findResources('AWS::Events::Rule'));
const alarms = Object.values(template.findResources('AWS::CloudWatch::Alarm'));

/** What EventBridge does with a pattern that lists values of top-level fields. */
const matches = (pattern: Record<string, string[]>, event: Record<string, string>) =>
  Object.entries(pattern).every(([field, values]) => values.includes(event[field] ?? ''));

/** The alarms of which the rule has matched an event of ARC. */
const toldOf = (detailType: string, source = 'aws.arc-zonal-shift') =>
  rules
    .filter(([, { Properties }]) =>
      matches(Properties.EventPattern, { source, 'detail-type': detailType }),
    )
    .flatMap(([ruleId]) =>
      alarms.filter(({ Properties }) => Properties.Dimensions?.[0]?.Value?.Ref === ruleId),
    )
    .map(({ Properties }) => Properties.AlarmDescription.split('.')[0]);

describe('somebody is told', () => {
  test('when AWS has shifted traffic away from a zone', () => {
    expect(toldOf('Autoshift In Progress')).toEqual([
      'AWS has shifted traffic away from an Availability Zone that it finds impaired',
    ]);
  });

  test.each(['Practice Run Failed', 'Practice Run Interrupted'])('of a %s', (detailType) => {
    expect(toldOf(detailType)).toEqual([
      'A practice run did not show that the service holds without an Availability Zone',
    ]);
  });

  test.each([
    'Practice Run Started',
    'Practice Run Succeeded',
    'Autoshift Completed',
    'Manual Shift Started',
    'FIS Experiment Autoshift In Progress',
  ])('but not of a %s', (detailType) => {
    expect(toldOf(detailType)).toEqual([]);
  });

  test('and not of what others send', () => {
    expect(toldOf('Autoshift In Progress', 'example')).toEqual([]);
  });
});

test('each event is a ticket with its runbook, and no later message says that it is over', () => {
  expect(alarms).toHaveLength(2);
  for (const { Properties } of alarms) {
    expect(Properties).toMatchObject({
      Namespace: 'AWS/Events',
      MetricName: 'TriggeredRules',
      Period: 60,
      Threshold: 0,
      ComparisonOperator: 'GreaterThanThreshold',
      DatapointsToAlarm: 1,
      TreatMissingData: 'notBreaching',
      AlarmActions: [{ Ref: expect.stringMatching(/^AlertsTicket/) }],
    });
    expect(Properties.AlarmDescription).toContain('zonal-evacuation.md#when-aws-has-acted');
    expect(Properties).not.toHaveProperty('OKActions');
  }
});

describe('the events', () => {
  const [[logGroup, log] = []] = Object.entries(template.findResources('AWS::Logs::LogGroup'));

  test('can be read afterwards, for three months, encrypted', () => {
    for (const [, { Properties }] of rules) {
      expect(JSON.stringify(Properties.Targets)).toContain(`:log-group:",{"Ref":"${logGroup}"}]`);
    }
    expect(log?.Properties).toMatchObject({
      LogGroupName: expect.stringMatching(/^\/aws\/events\//),
      RetentionInDays: 90,
      KmsKeyId: { 'Fn::GetAtt': [expect.stringMatching(/^Key/), 'Arn'] },
    });
    expect(log?.DeletionPolicy).toBe('Delete');
  });

  test('are written by EventBridge, and by nobody else', () => {
    const [policy] = Object.values(template.findResources('AWS::Logs::ResourcePolicy'));
    const text = JSON.stringify(policy?.Properties.PolicyDocument);
    expect(text).toContain('events.amazonaws.com');
    expect(text).toContain('logs:PutLogEvents');
    expect(text).toContain(`${logGroup}`);
    expect(text).not.toContain('"*"');
  });
});

test('no stack owns what the whole account has once', () => {
  template.resourceCountIs('AWS::ARCZonalShift::AutoshiftObserverNotificationStatus', 0);
});

test('complies', () => {
  expect(unacknowledged(stack)).toEqual([]);
});
