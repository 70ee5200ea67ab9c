import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import type { Alerts, Severity } from './alerts.ts';
import { type RunbookSection, runbookUrl } from './runbooks.ts';

/** What it means that a metric reports nothing, and why; both stand in the alarm's description. */
export interface WithoutData {
  /**
   * `breaching`: silence is the failure. `notBreaching`: silence is health, as with counts that are
   * only reported when they are not zero. `ignore`: silence is no news, the last state stands.
   */
  readonly treatedAs: 'breaching' | 'notBreaching' | 'ignore';
  /** Completes 'since …'. */
  readonly because: string;
}

interface AlarmText {
  /** What is wrong, in a sentence for whoever has just been woken. */
  readonly description: string;
  /** The section of the runbook that says what to do. */
  readonly runbook: RunbookSection;
  /** Who hears of it; without, it is evidence that a composite alarm acts upon. */
  readonly severity?: Severity;
}

interface MetricAlarmOptions extends AlarmText {
  readonly metric: cloudwatch.IMetric;
  readonly comparison: '>' | '>=' | '<';
  readonly threshold: number;
  /** How many of the last data points have to breach, for example `[3, 5]`. */
  readonly datapoints: readonly [breaching: number, of: number];
  readonly withoutData: WithoutData;
  /** Whether it tells of something that happened, which has no end that its OK could tell of. */
  readonly tellsOfEvent?: boolean;
}

interface CompositeAlarmOptions extends AlarmText {
  readonly rule: cloudwatch.IAlarmRule;
  /** While this one is in alarm, the composite is not: for example a standby that holds nothing. */
  readonly unless?: cloudwatch.IAlarm | undefined;
  readonly suppression?: Pick<
    cloudwatch.CompositeAlarmProps,
    'actionsSuppressor' | 'actionsSuppressorWaitPeriod' | 'actionsSuppressorExtensionPeriod'
  >;
}

const { ComparisonOperator, TreatMissingData } = cloudwatch;

const COMPARISON = {
  '>': ComparisonOperator.GREATER_THAN_THRESHOLD,
  '>=': ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
  '<': ComparisonOperator.LESS_THAN_THRESHOLD,
};

const MISSING = {
  breaching: TreatMissingData.BREACHING,
  notBreaching: TreatMissingData.NOT_BREACHING,
  ignore: TreatMissingData.IGNORE,
};

/** Defines an alarm on a metric, with its action, its runbook and its answer to missing data. */
export function metricAlarm(
  scope: Construct,
  id: string,
  alerts: Alerts,
  options: MetricAlarmOptions,
): cloudwatch.Alarm {
  const { metric, comparison, threshold, datapoints, withoutData } = options;
  const [datapointsToAlarm, evaluationPeriods] = datapoints;
  const alarm = new cloudwatch.Alarm(scope, id, {
    metric,
    comparisonOperator: COMPARISON[comparison],
    threshold,
    evaluationPeriods,
    datapointsToAlarm,
    treatMissingData: MISSING[withoutData.treatedAs],
    alarmDescription: describe(
      alerts,
      options,
      `Without data: ${withoutData.treatedAs}, since ${withoutData.because}.`,
    ),
  });
  if (options.severity === undefined) {
    acknowledge(
      alarm,
      'Evidence: a composite alarm weighs it with others and acts, so that one cause alerts once',
      'NIST.800.53.R5-CloudWatchAlarmAction',
      'HIPAA.Security-CloudWatchAlarmAction',
    );
  } else {
    notify(alarm, alerts, options.severity, options.tellsOfEvent);
  }
  return alarm;
}

/** Defines an alarm on the states of other alarms of the same Region. */
export function compositeAlarm(
  scope: Construct,
  id: string,
  alerts: Alerts,
  options: CompositeAlarmOptions,
): cloudwatch.CompositeAlarm {
  const { rule, unless, severity, suppression } = options;
  const alarm = new cloudwatch.CompositeAlarm(scope, id, {
    alarmRule: unless ? cloudwatch.AlarmRule.allOf(rule, not(unless)) : rule,
    alarmDescription: describe(alerts, options),
    ...suppression,
  });
  if (severity !== undefined) notify(alarm, alerts, severity);
  return alarm;
}

/** A rule that holds while the alarm is in alarm. */
export function inAlarm(alarm: cloudwatch.IAlarm): cloudwatch.IAlarmRule {
  return cloudwatch.AlarmRule.fromAlarm(alarm, cloudwatch.AlarmState.ALARM);
}

/** A rule that holds while the alarm is anything but in alarm. */
export function not(alarm: cloudwatch.IAlarm): cloudwatch.IAlarmRule {
  return cloudwatch.AlarmRule.not(inAlarm(alarm));
}

function notify(
  alarm: cloudwatch.AlarmBase,
  alerts: Alerts,
  severity: Severity,
  tellsOfEvent = false,
): void {
  const action = new SnsAction(alerts[severity]);
  alarm.addAlarmAction(action);
  // So that the incident resolves itself where it was opened.
  if (!tellsOfEvent) alarm.addOkAction(action);
}

function describe(alerts: Alerts, { description, runbook }: AlarmText, more?: string): string {
  const link = `Runbook: ${runbookUrl(alerts.runbookBaseUrl, runbook)}`;
  return [description, ...(more ? [more] : []), link].join('\n');
}
