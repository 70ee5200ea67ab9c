import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as events from 'aws-cdk-lib/aws-events';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { metricAlarm } from './alarm.ts';
import type { Alerts } from './alerts.ts';

/** Properties of {@link ZonalShiftAlarms}. */
export interface ZonalShiftAlarmsProps {
  /** Who is told. */
  readonly alerts: Alerts;
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
 * The rules have no targets and do nothing but count
 * (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-conditions.html), and alarms tell:
 * a topic takes messages of EventBridge only without conditions, so from rules of any account.
 */
export class ZonalShiftAlarms extends Construct {
  /** AWS has shifted traffic away from a zone. */
  readonly autoshift: cloudwatch.IAlarm;
  /** A practice run has failed, or was interrupted. */
  readonly practiceRun: cloudwatch.IAlarm;

  constructor(scope: Construct, id: string, { alerts }: ZonalShiftAlarmsProps) {
    super(scope, id);
    this.autoshift = eventAlarm(this, 'Autoshift', alerts, {
      detailType: ['Autoshift In Progress'],
      description: 'AWS has shifted traffic away from an Availability Zone that it finds impaired.',
    });
    this.practiceRun = eventAlarm(this, 'PracticeRun', alerts, {
      detailType: ['Practice Run Failed', 'Practice Run Interrupted'],
      description:
        'A practice run did not show that the service holds without an Availability Zone.',
    });
  }
}

/** Tells of each event of the given types. */
function eventAlarm(
  scope: Construct,
  id: string,
  alerts: Alerts,
  { detailType, description }: { readonly detailType: string[]; readonly description: string },
): cloudwatch.IAlarm {
  const rule = new events.Rule(scope, `${id}Rule`, {
    description,
    eventPattern: { source: ['aws.arc-zonal-shift'], detailType },
  });
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
