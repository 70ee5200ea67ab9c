import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { type ValidationRule, validateProps } from '../validation.ts';
import { compositeAlarm, inAlarm, metricAlarm } from './alarm.ts';
import type { Alerts, Severity } from './alerts.ts';
import {
  alarmWindow,
  BUDGET_DAYS,
  BURN_RATE_WINDOWS,
  type BurnRateWindows,
  budgetSpent,
  errorRate,
  requestsPerError,
} from './burn-rate.ts';
import { MINIMUM_BAD_REQUESTS, type RequestMetrics } from './request-metrics.ts';

/** What a service promises of the requests of 30 days. */
export interface ServiceLevelObjectives {
  /** The share of requests that must not fail, in percent, for example 99.95. */
  readonly availabilityPercent: number;

  /**
   * The share of responses that must not be slow, in percent.
   *
   * @default 99 - the rest is left to cold caches and large answers
   */
  readonly fastPercent?: number;

  /**
   * A response that takes longer is a slow one.
   *
   * @default Duration.seconds(1) - about what keeps a user's train of thought
   *   (https://www.nngroup.com/articles/response-times-3-important-limits/)
   */
  readonly slowAfter?: Duration;
}

/** Properties of {@link ObjectiveAlarms}. */
export interface ObjectiveAlarmsProps extends Omit<ServiceLevelObjectives, 'slowAfter'> {
  /** Who is told. */
  readonly alerts: Alerts;

  /** How the requests went, and which responses are slow. */
  readonly requests: RequestMetrics;

  /**
   * In alarm while something more precise has alerted: the page then waits for it to end.
   *
   * @default - every fast burn pages
   */
  readonly located?: cloudwatch.IAlarm;

  /**
   * In alarm while the Region holds no instances by intention: see `idleAlarm`.
   *
   * @default - the Region always holds instances
   */
  readonly idle?: cloudwatch.IAlarm | undefined;
}

const DEFAULT_FAST_PERCENT = 99;

/** What can not be promised. */
export const objectiveRules: ValidationRule<
  Pick<ObjectiveAlarmsProps, 'availabilityPercent' | 'fastPercent'>
>[] = [
  {
    condition: ({ availabilityPercent: percent }) => !isObjective(percent),
    message: ({ availabilityPercent }) =>
      `'availabilityPercent' must be from 90 to 99.999, got ${availabilityPercent}: ${ADVICE}`,
  },
  {
    condition: ({ fastPercent: percent }) => percent !== undefined && !isObjective(percent),
    message: ({ fastPercent }) =>
      `'fastPercent' must be from 90 to 99.999, got ${fastPercent}: ${ADVICE}`,
  },
];

const ADVICE = 'at 100 there is no error budget, and below 90 the fast burn exceeds all requests';

/**
 * Alerts when the error budget of an objective burns too fast, by two windows each: a long one that
 * shows that it matters, and a short one that shows that it goes on.
 *
 * It guarantees that
 *
 * - 2 % of 30 days' budget gone within an hour, or 5 % within six, pages; 10 % within a day or
 *   three opens a ticket (https://sre.google/workbook/alerting-on-slos/);
 * - all windows of both objectives together page once;
 * - a few bad requests never alert, however few there are in all: see `MINIMUM_BAD_REQUESTS`.
 *
 * @throws Error when an objective is not one that the windows can be derived from
 */
export class ObjectiveAlarms extends Construct {
  /** Users are hurt, now. */
  readonly page: cloudwatch.CompositeAlarm;
  /** The budget will not last. */
  readonly ticket: cloudwatch.CompositeAlarm;
  /**
   * Requests fail at a pace that pages, over the shortest window: the first alarm to see a fault. A
   * metric alarm, for what takes no composite one, such as the stop condition of an experiment.
   */
  readonly soonest: cloudwatch.IAlarm;
  /** What is left of the availability objective's budget in the last 30 days, in percent. */
  readonly availabilityBudgetLeft: cloudwatch.MathExpression;
  /** What is left of the latency objective's budget in the last 30 days, in percent. */
  readonly latencyBudgetLeft: cloudwatch.MathExpression;

  constructor(scope: Construct, id: string, props: ObjectiveAlarmsProps) {
    super(scope, id);
    validateProps(this, props, objectiveRules);
    const { alerts, requests, availabilityPercent, located, idle } = props;
    const fastPercent = props.fastPercent ?? DEFAULT_FAST_PERCENT;
    const objectives: readonly Objective[] = [
      {
        id: 'Availability',
        targetPercent: availabilityPercent,
        rate: (period) => requests.faultRate(period),
        bad: 'requests fail',
      },
      {
        id: 'Latency',
        targetPercent: fastPercent,
        rate: (period) => requests.slowRate(period),
        bad: 'responses are slow',
      },
    ];
    const burning = (severity: Severity) =>
      cloudwatch.AlarmRule.anyOf(
        ...objectives.flatMap((objective) =>
          BURN_RATE_WINDOWS.filter((windows) => windows.severity === severity).map((windows) =>
            this.burning(alerts, objective, windows),
          ),
        ),
      );

    const pageRule = burning('page');
    const [soonest] = BURN_RATE_WINDOWS.toSorted((a, b) => a.shortMinutes - b.shortMinutes);
    this.soonest = this.node.findChild(
      alarmId('Availability', soonest?.burnRate ?? 0, soonest?.shortMinutes ?? 0),
    ) as cloudwatch.Alarm;

    const promise = `${availabilityPercent} % of requests succeed and ${fastPercent} % are fast`;
    this.page = compositeAlarm(this, 'Page', alerts, {
      rule: pageRule,
      unless: idle,
      description: `Users are hurt: at this pace the objective that ${promise} is missed within days.`,
      runbook: 'objectives',
      severity: 'page',
      // The alarms that say where it comes from take two minutes longer: whoever is woken is told at
      // once, and once.
      ...(located && {
        suppression: {
          actionsSuppressor: located,
          actionsSuppressorWaitPeriod: Duration.minutes(2),
          actionsSuppressorExtensionPeriod: Duration.minutes(2),
        },
      }),
    });
    this.ticket = compositeAlarm(this, 'Ticket', alerts, {
      rule: burning('ticket'),
      unless: idle,
      description: `The objective that ${promise} will be missed this month unless something changes.`,
      runbook: 'objectives',
      severity: 'ticket',
    });
    this.availabilityBudgetLeft = budgetLeft(
      'unavailable',
      requests.faultRate(BUDGET),
      availabilityPercent,
    );
    this.latencyBudgetLeft = budgetLeft('late', requests.slowRate(BUDGET), fastPercent);
  }

  private burning(
    alerts: Alerts,
    { id, targetPercent, rate, bad }: Objective,
    windows: BurnRateWindows,
  ): cloudwatch.IAlarmRule {
    const { burnRate, longMinutes, shortMinutes } = windows;
    const threshold = errorRate(targetPercent, burnRate);
    const spent = Math.round(budgetSpent(windows) * 100);
    const alarms = [longMinutes, shortMinutes].map((minutes) => {
      const { periodMinutes, datapoints } = alarmWindow(minutes);
      return metricAlarm(this, alarmId(id, burnRate, minutes), alerts, {
        metric: rate(Duration.minutes(periodMinutes)),
        comparison: '>',
        threshold,
        datapoints: [datapoints, datapoints],
        withoutData: {
          treatedAs: 'notBreaching',
          because: 'no requests spend no budget, and their absence has an alarm of its own',
        },
        description: `More than ${Number((threshold * 100).toPrecision(4))} % of ${bad} over ${minutes} minutes, ${burnRate} times what the objective of ${targetPercent} % allows: ${spent} % of the month's budget in ${longMinutes === 60 ? 'an hour' : `${longMinutes / 60} hours`}. Fewer than ${MINIMUM_BAD_REQUESTS} never count: in less than ${Math.ceil(requestsPerError(targetPercent, burnRate))} requests a single one would exceed it.`,
        runbook: 'objectives',
      });
    });
    return cloudwatch.AlarmRule.allOf(...alarms.map(inAlarm));
  }
}

function alarmId(objective: string, burnRate: number, minutes: number): string {
  return `${objective}${burnRate}x${minutes}Minutes`.replace('.', '_');
}

interface Objective {
  readonly id: string;
  readonly targetPercent: number;
  readonly rate: (period: Duration) => cloudwatch.MathExpression;
  readonly bad: string;
}

const BUDGET = Duration.days(BUDGET_DAYS);

function budgetLeft(id: string, rate: cloudwatch.MathExpression, targetPercent: number) {
  return new cloudwatch.MathExpression({
    label: `Budget left of ${targetPercent} % in ${BUDGET_DAYS} days`,
    period: BUDGET,
    expression: `100 - 100 * ${id} / ${errorRate(targetPercent, 1)}`,
    usingMetrics: { [id]: rate },
  });
}

function isObjective(percent: number): boolean {
  return percent >= 90 && percent <= 99.999;
}
