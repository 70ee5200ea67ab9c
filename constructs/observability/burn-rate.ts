import type { Severity } from './alerts.ts';

/** The days over which an objective is held, and its error budget spent. */
export const BUDGET_DAYS = 30;

/** Two windows over which the error budget must not burn faster than a rate. */
export interface BurnRateWindows {
  /** Whether somebody is woken, or finds it in the morning. */
  readonly severity: Severity;
  /** How many times as fast as the objective allows: at 1 the budget lasts exactly 30 days. */
  readonly burnRate: number;
  /** The window that shows that it matters, in minutes. */
  readonly longMinutes: number;
  /** The window that shows that it goes on, a twelfth of the long one, in minutes. */
  readonly shortMinutes: number;
}

/**
 * Pages when 2 % of the budget is gone within an hour or 5 % within six, and opens a ticket when
 * 10 % is gone within one day or three: https://sre.google/workbook/alerting-on-slos/
 */
export const BURN_RATE_WINDOWS: readonly BurnRateWindows[] = Object.freeze([
  { severity: 'page', burnRate: 14.4, longMinutes: 60, shortMinutes: 5 },
  { severity: 'page', burnRate: 6, longMinutes: 6 * 60, shortMinutes: 30 },
  { severity: 'ticket', burnRate: 3, longMinutes: 24 * 60, shortMinutes: 2 * 60 },
  { severity: 'ticket', burnRate: 1, longMinutes: 3 * 24 * 60, shortMinutes: 6 * 60 },
]);

/**
 * The share of bad requests at which the budget of an objective burns at a rate.
 *
 * @param targetPercent the objective, for example 99.95
 * @param burnRate how many times as fast as the objective allows
 */
export function errorRate(targetPercent: number, burnRate: number): number {
  // Rounded, so that 100 - 99.99 becomes 0.01 and thresholds are legible.
  return Number(((burnRate * (100 - targetPercent)) / 100).toPrecision(9));
}

/** The share of the 30 days' budget that is gone when a window has burned at its rate. */
export function budgetSpent({ burnRate, longMinutes }: BurnRateWindows): number {
  return (burnRate * longMinutes) / (BUDGET_DAYS * 24 * 60);
}

/** How long a total outage takes to burn the long window's share, in seconds. */
export function detectionSeconds(targetPercent: number, windows: BurnRateWindows): number {
  return windows.longMinutes * 60 * errorRate(targetPercent, windows.burnRate);
}

/** With fewer requests than this in a window, one bad request alone exceeds the error rate. */
export function requestsPerError(targetPercent: number, burnRate: number): number {
  return 1 / errorRate(targetPercent, burnRate);
}

/** A window as CloudWatch evaluates it. */
export interface AlarmWindow {
  readonly periodMinutes: number;
  readonly datapoints: number;
}

/**
 * A window as one data point, or, beyond the day that is CloudWatch's longest period, as days that
 * all have to breach: stricter than their average, since metric math cannot add up earlier data
 * points. A day that burns alone is left to the window of one day.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html
 */
export function alarmWindow(minutes: number): AlarmWindow {
  const periodMinutes = Math.min(minutes, 24 * 60);
  return { periodMinutes, datapoints: Math.ceil(minutes / periodMinutes) };
}
