import {
  asList,
  asNumber,
  asString,
  type ResourceGraph,
  type ResourceNode,
} from '../assembly/index.ts';
import type { Truth } from './truth.ts';

/** What a metric can be, and at which end of it something is wrong. */
interface Range {
  readonly bad: 'high' | 'low';
  /** The most that it can be, by any statistic but a sum. @default - there is no end */
  readonly most?: number;
}

const COUNT: Range = { bad: 'high' };
const PERCENT: Range = { bad: 'high', most: 100 };

/**
 * The metrics that rules ask for; none is below 0. What is not listed may be bad at either end, as
 * connections are
 * (https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Best_Practice_Recommended_Alarms_AWS_Services.html).
 */
const RANGES: Readonly<Record<string, Range>> = {
  ACUUtilization: PERCENT,
  ApproximateAgeOfOldestMessage: COUNT,
  ApproximateNumberOfMessagesVisible: COUNT,
  AuroraGlobalDBRPOLag: COUNT,
  AuroraGlobalDBReplicationLag: COUNT,
  AuroraReplicaLag: COUNT,
  AuroraReplicaLagMaximum: COUNT,
  CPUUtilization: PERCENT,
  DatabaseMemoryUsagePercentage: PERCENT,
  EngineCPUUtilization: PERCENT,
  Errors: COUNT,
  FreeStorageSpace: { bad: 'low' },
  FreeableMemory: { bad: 'low' },
  GroupInServiceCapacity: { bad: 'low' },
  GroupInServiceInstances: { bad: 'low' },
  HTTPCode_ELB_5XX_Count: COUNT,
  HTTPCode_Target_5XX_Count: COUNT,
  HealthCheckPercentageHealthy: { bad: 'low', most: 100 },
  HealthCheckStatus: { bad: 'low', most: 1 },
  HealthyHostCount: { bad: 'low' },
  MasterLinkHealthStatus: { bad: 'low', most: 1 },
  MemoryUtilization: PERCENT,
  ReadThrottleEvents: COUNT,
  ReplicationLag: COUNT,
  StatusCheckFailed: { bad: 'high', most: 1 },
  SystemErrors: COUNT,
  ThrottledRequests: COUNT,
  Throttles: COUNT,
  UnHealthyHostCount: COUNT,
  WriteThrottleEvents: COUNT,
};

/**
 * Whether an alarm goes off when something is wrong: with its metric at the bad end of what it can
 * be. Expressions and bands of anomaly detection are taken to be what they are made for.
 */
export function canGoOff(graph: ResourceGraph, alarm: ResourceNode): Truth {
  const several = asList(graph.get(alarm, 'Metrics'));
  if (several.state !== 'absent') return true;
  const read = (property: string) => asString(graph.get(alarm, property));
  const [name, comparison, statistic] = [
    read('MetricName'),
    read('ComparisonOperator'),
    read('Statistic'),
  ];
  const threshold = asNumber(graph.get(alarm, 'Threshold'));
  if (name.state === 'unknown' || comparison.state === 'unknown') return undefined;
  if (name.state === 'absent' || comparison.state === 'absent') return true;
  const range = Object.hasOwn(RANGES, name.value) ? RANGES[name.value] : undefined;
  if (range === undefined) return true;
  if (!comparison.value.startsWith(range.bad === 'high' ? 'Greater' : 'Less')) {
    return comparison.value.startsWith('LessThanLowerOrGreater');
  }
  if (threshold.state !== 'known') return threshold.state === 'absent' ? true : undefined;
  const isStrict = !comparison.value.includes('OrEqualTo');
  const isSummed = statistic.state === 'known' && /^(?:Sum|SampleCount)$/.test(statistic.value);
  const end = range.bad === 'low' ? 0 : isSummed ? undefined : range.most;
  if (end === undefined) return true;
  const beyond = range.bad === 'low' ? threshold.value - end : end - threshold.value;
  return isStrict ? beyond > 0 : beyond >= 0;
}
