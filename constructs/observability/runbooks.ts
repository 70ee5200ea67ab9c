import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type { Alerts } from './alerts.ts';

/**
 * Every runbook section that an alarm links to: the only list of them. Files are relative to
 * `docs/runbooks`, anchors are those that Markdown gives to a heading.
 */
export const RUNBOOK_SECTIONS = Object.freeze({
  backup: 'backups.md#a-backup-or-a-copy-fails',
  restoreTest: 'backups.md#a-restore-test-fails',
  alerting: 'alarms.md#alerts-are-not-delivered',
  capacity: 'alarms.md#capacity-below-the-floor',
  canary: 'alarms.md#canary-fails',
  canaryItself: 'alarms.md#canary-does-not-run',
  cache: 'alarms.md#cache-under-pressure',
  certificate: 'alarms.md#certificate-expires',
  database: 'alarms.md#database-under-pressure',
  databaseReplication: 'alarms.md#database-replication-between-regions-lags',
  deployment: 'alarms.md#a-deployment-does-harm',
  healthCheck: 'alarms.md#route-53-takes-a-region-out',
  loadBalancer: 'alarms.md#load-balancer-errors-and-latency',
  nat: 'alarms.md#nat-gateway-loses-packets',
  noData: 'alarms.md#no-data-from-the-load-balancer',
  objectives: 'alarms.md#objective-at-risk',
  queue: 'alarms.md#messages-wait-or-die',
  region: 'alarms.md#region-impaired',
  table: 'alarms.md#table-turns-requests-away',
  zonalShift: 'zonal-evacuation.md#when-aws-has-acted',
  zone: 'alarms.md#availability-zone-impaired',
});

/** What an alarm is about, as far as its runbook is concerned. */
export type RunbookSection = keyof typeof RUNBOOK_SECTIONS;

/** The address of a section, for whoever an alarm has woken. */
export function runbookUrl(baseUrl: string, section: RunbookSection): string {
  return `${baseUrl.replace(/\/$/, '')}/${RUNBOOK_SECTIONS[section]}`;
}

/** Adds the link to its section to an alarm that another tier has made. */
export function linkRunbook(
  alarm: cloudwatch.Alarm,
  { runbookBaseUrl }: Alerts,
  section: RunbookSection,
): void {
  // An L2 takes its description when it is made, and another tier has made it.
  const resource = alarm.node.defaultChild as cloudwatch.CfnAlarm;
  resource.alarmDescription = `${resource.alarmDescription}\nRunbook: ${runbookUrl(runbookBaseUrl, section)}`;
}
