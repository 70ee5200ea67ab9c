export { AlertChannels, type AlertChannelsProps } from './alert-channels.ts';
export { AlertSubscription } from './alert-subscription.ts';
export type { Alerts, Severity } from './alerts.ts';
export { AuroraAlarms, type AuroraAlarmsProps, auroraMaxConnections } from './aurora-alarms.ts';
export {
  AutoScalingAlarms,
  type AutoScalingAlarmsProps,
  idleAlarm,
} from './auto-scaling-alarms.ts';
export {
  BURN_RATE_WINDOWS,
  type BurnRateWindows,
  budgetSpent,
  detectionSeconds,
  errorRate,
  requestsPerError,
} from './burn-rate.ts';
export { CacheAlarms, type CacheAlarmsProps } from './cache-alarms.ts';
export { Canary, type CanaryProps } from './canary.ts';
export { CertificateAlarms, type CertificateAlarmsProps } from './certificate-alarms.ts';
export {
  ChatChannel,
  type ChatChannelProps,
  type ChatConfiguration,
  ChatTarget,
} from './chat-channel.ts';
export { DeploymentAlarms, type DeploymentAlarmsProps } from './deployment-alarms.ts';
export { GlobalDashboard, type GlobalDashboardProps, type Probe } from './global-dashboard.ts';
export {
  HealthCheckAlarms,
  type HealthCheckAlarmsProps,
  healthCheckMetric,
} from './health-check-alarms.ts';
export { ImpairmentAlarms, type ImpairmentAlarmsProps } from './impairment-alarms.ts';
export { LoadBalancerAlarms, type LoadBalancerAlarmsProps } from './load-balancer-alarms.ts';
export { NatAlarms, type NatAlarmsProps } from './nat-alarms.ts';
export {
  ObjectiveAlarms,
  type ObjectiveAlarmsProps,
  type ServiceLevelObjectives,
} from './objective-alarms.ts';
export { linkQueueRunbook, QueueAlarms, type QueueAlarmsProps } from './queue-alarms.ts';
export { RegionalDashboard, type RegionalDashboardProps } from './regional-dashboard.ts';
export {
  RegionalObservability,
  type RegionalObservabilityProps,
  type WatchedQueue,
} from './regional-observability.ts';
export { RequestMetrics } from './request-metrics.ts';
export { linkRunbook, RUNBOOK_SECTIONS, type RunbookSection, runbookUrl } from './runbooks.ts';
export { TableAlarms, type TableAlarmsProps } from './table-alarms.ts';
export { WorkloadMetrics, type WorkloadMetricsOptions } from './workload-metrics.ts';
export { ZonalShiftAlarms, type ZonalShiftAlarmsProps } from './zonal-shift-alarms.ts';
