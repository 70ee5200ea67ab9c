import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as events from 'aws-cdk-lib/aws-events';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import { ArnFormat, Duration, Names, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import { noSnapshots } from '../removal.ts';
import { admit, logGroups } from '../security/key-users.ts';
import { validateProps } from '../validation.ts';
import { metricAlarm } from './alarm.ts';
import type { Alerts } from './alerts.ts';

/** Properties of {@link ZonalShiftAlarms}. */
export interface ZonalShiftAlarmsProps {
  /** Who is told. */
  readonly alerts: Alerts;

  /**
   * The Region's key, for the log. What its policy lacks for CloudWatch Logs is added, or, to an
   * imported key's, named in a warning.
   */
  readonly encryptionKey: kms.IKey;

  /**
   * What becomes of the log when it leaves the stack.
   *
   * @default RemovalPolicy.DESTROY - what happened is in the history of ARC as well
   */
  readonly removalPolicy?: RemovalPolicy;
}

/**
 * Opens a ticket when AWS shifts traffic away from an Availability Zone, and when a practice run of
 * that does not succeed. A ticket, since the service has the capacity to do without a zone: if users
 * are hurt all the same, their alarms page.
 *
 * It hears of every resource in the account and Region for which zonal autoshift is on. That takes no
 * autoshift observer notification, which adds the zones that no such resource is in
 * (https://docs.aws.amazon.com/r53recovery/latest/dg/eventbridge-zonal-autoshift.html): it is a switch
 * of the account, one for each Region, so no stack can own it. A second stack would fail to turn it
 * on, and the first to be deleted would turn it off for the others.
 *
 * The alarms read how often the rules match
 * (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html): a topic takes messages
 * of EventBridge only without conditions, so from rules of any account. The events themselves go to a
 * log, where whoever is told reads which zone and which resource.
 *
 * @throws Error when a snapshot is asked for
 */
export class ZonalShiftAlarms extends Construct {
  /** AWS has shifted traffic away from a zone. */
  readonly autoshift: cloudwatch.IAlarm;
  /** A practice run has failed, or was interrupted. */
  readonly practiceRun: cloudwatch.IAlarm;

  /** What ARC has sent. */
  readonly logGroup: logs.ILogGroup;

  constructor(scope: Construct, id: string, props: ZonalShiftAlarmsProps) {
    super(scope, id);
    validateProps(this, props, [noSnapshots]);
    const { alerts, encryptionKey, removalPolicy = RemovalPolicy.DESTROY } = props;
    const log = eventLog(this, encryptionKey, removalPolicy);
    this.logGroup = log;
    this.autoshift = eventAlarm(this, 'Autoshift', alerts, log, {
      detailType: ['Autoshift In Progress'],
      description: 'AWS has shifted traffic away from an Availability Zone that it finds impaired.',
    });
    this.practiceRun = eventAlarm(this, 'PracticeRun', alerts, log, {
      detailType: ['Practice Run Failed', 'Practice Run Interrupted'],
      description:
        'A practice run did not show that the service holds without an Availability Zone.',
    });
  }
}

/**
 * Where EventBridge writes the events. A policy lets it in and not a role:
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html
 */
function eventLog(
  scope: Construct,
  encryptionKey: kms.IKey,
  removalPolicy: RemovalPolicy,
): logs.LogGroup {
  admit(scope, encryptionKey, logGroups);
  const log = new logs.LogGroup(scope, 'Events', {
    // The prefix is what EventBridge itself gives to its log groups.
    logGroupName: `/aws/events/${Names.uniqueResourceName(scope, { maxLength: 100, separator: '-' })}`,
    encryptionKey,
    retention: logs.RetentionDays.THREE_MONTHS,
    removalPolicy,
  });
  log.addToResourcePolicy(
    new iam.PolicyStatement({
      principals: ['events', 'delivery.logs'].map(
        (service) => new iam.ServicePrincipal(`${service}.amazonaws.com`),
      ),
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [log.logGroupArn],
    }),
  );
  return log;
}

/** The ARN as EventBridge takes it, without what stands for the streams. */
function arnOf(log: logs.LogGroup): string {
  return Stack.of(log).formatArn({
    service: 'logs',
    resource: 'log-group',
    resourceName: log.logGroupName,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
}

/** Tells of each event of the given types. */
function eventAlarm(
  scope: Construct,
  id: string,
  alerts: Alerts,
  log: logs.LogGroup,
  { detailType, description }: { readonly detailType: string[]; readonly description: string },
): cloudwatch.IAlarm {
  const rule = new events.Rule(scope, `${id}Rule`, {
    description,
    eventPattern: { source: ['aws.arc-zonal-shift'], detailType },
    targets: [{ bind: () => ({ arn: arnOf(log) }) }],
  });
  acknowledge(
    rule,
    'the alarm counts what the rule matches, whether or not it is delivered: the log is for reading',
    'HA-SQS-9',
  );
  return metricAlarm(scope, id, alerts, {
    metric: new cloudwatch.Metric({
      namespace: 'AWS/Events',
      metricName: 'TriggeredRules',
      dimensionsMap: { RuleName: rule.ruleName },
      statistic: cloudwatch.Stats.SUM,
      period: Duration.minutes(1),
    }),
    comparison: '>',
    threshold: 0,
    datapoints: [1, 1],
    withoutData: { treatedAs: 'notBreaching', because: 'a rule only reports what it matches' },
    description,
    runbook: 'zonalShift',
    severity: 'ticket',
    tellsOfEvent: true,
  });
}
