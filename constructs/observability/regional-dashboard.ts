import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type {
  aws_autoscaling as autoscaling,
  aws_elasticache as elasticache,
  aws_rds as rds,
} from 'aws-cdk-lib/interfaces';
import { Construct } from 'constructs';
import { floorOf } from '../inputs/auto-scaling-group.ts';
import { type IQueueWithDeadLetters, nameOf } from '../inputs/queue.ts';
import { shardsOf, worstOf } from '../inputs/replication-group.ts';
import { auroraMetric } from './aurora-alarms.ts';
import { groupMetric } from './auto-scaling-alarms.ts';
import type { ImpairmentAlarms } from './impairment-alarms.ts';
import type { ObjectiveAlarms } from './objective-alarms.ts';
import type { RequestMetrics } from './request-metrics.ts';

/** Properties of {@link RegionalDashboard}. */
export interface RegionalDashboardProps {
  /** What is impaired. */
  readonly impairment: ImpairmentAlarms;

  /** What is promised. */
  readonly objectives: ObjectiveAlarms;

  /** How the requests went. */
  readonly requests: RequestMetrics;

  /** The instances. */
  readonly group: autoscaling.IAutoScalingGroupRef;

  /**
   * The database.
   *
   * @default - none
   */
  readonly database?: rds.IDBClusterRef | undefined;

  /**
   * The cache.
   *
   * @default - none
   */
  readonly cache?: elasticache.IReplicationGroupRef | undefined;

  /**
   * The queues.
   *
   * @default - none
   */
  readonly queues?: readonly IQueueWithDeadLetters[];
}

const { GraphWidget, Stats } = cloudwatch;
const THIRD = 8;
const HALF = 12;
const SHARE: cloudwatch.YAxisProps = { min: 0, label: 'share of requests', showUnits: false };

/**
 * Shows a Region in an incident. The first row answers whether users are hurt, and whether it is an
 * Availability Zone or the Region; the second one what they see, zone by zone; the others what may
 * be the cause.
 */
export class RegionalDashboard extends Construct {
  /** The dashboard. */
  readonly dashboard: cloudwatch.Dashboard;

  constructor(scope: Construct, id: string, props: RegionalDashboardProps) {
    super(scope, id);
    this.dashboard = new cloudwatch.Dashboard(this, 'Resource', {
      start: '-PT3H',
      widgets: [
        verdict(props),
        requestsByZone(props),
        capacity(props),
        database(props),
        others(props),
      ].filter((row) => row.length > 0),
    });
  }
}

function verdict({ impairment, objectives, group }: RegionalDashboardProps): cloudwatch.IWidget[] {
  const { region } = group.env;
  const status = (title: string, alarms: cloudwatch.IAlarm[]) =>
    new cloudwatch.AlarmStatusWidget({ title, alarms, width: 6, height: 4 });
  return [
    status('Users are hurt', [objectives.page, objectives.ticket]),
    status('One zone: shift it away', [...impairment.zones.values()]),
    status(`${region}: decide about a failover`, [impairment.region, impairment.noData]),
    new cloudwatch.SingleValueWidget({
      title: 'Error budget left, in % of 30 days',
      metrics: [objectives.availabilityBudgetLeft, objectives.latencyBudgetLeft],
      width: 6,
      height: 4,
    }),
  ];
}

function requestsByZone({ impairment, requests }: RegionalDashboardProps): cloudwatch.IWidget[] {
  const zones = [...impairment.zones.keys()].map((zone) => ({
    zone,
    own: requests.inZone(zone),
  }));
  const slow = requests.slowAfter.toMilliseconds() / 1000;
  return [
    new GraphWidget({
      title: 'Requests a minute, by zone of the load balancer',
      left: zones.map(({ zone, own }) => own.requests().with({ label: zone })),
      stacked: true,
      width: THIRD,
    }),
    new GraphWidget({
      title: 'Requests that fail, by zone',
      left: zones.map(({ zone, own }) => own.faultRate().with({ label: zone })),
      leftYAxis: SHARE,
      width: THIRD,
    }),
    new GraphWidget({
      title: 'Response time p99 in seconds, by zone',
      left: zones.map(({ zone, own }) => own.responseTime(99).with({ label: zone })),
      leftAnnotations: [{ value: slow, label: 'slow' }],
      leftYAxis: { min: 0, showUnits: false },
      width: THIRD,
    }),
  ];
}

function capacity({ impairment, requests, group }: RegionalDashboardProps): cloudwatch.IWidget[] {
  const floor = floorOf(group);
  return [
    new GraphWidget({
      title: 'Instances against the floor',
      left: [
        groupMetric(group, 'GroupInServiceInstances', Stats.MINIMUM).with({ label: 'in service' }),
        groupMetric(group, 'GroupDesiredCapacity', Stats.MAXIMUM).with({ label: 'desired' }),
        requests.targets('HealthyHostCount', 'Minimum').with({ label: 'healthy targets' }),
      ],
      ...(floor !== undefined && {
        leftAnnotations: [{ value: floor, label: 'left by the loss of a zone' }],
      }),
      leftYAxis: { min: 0, showUnits: false },
      width: HALF,
    }),
    new GraphWidget({
      title: 'Impaired targets, by zone',
      left: [...impairment.zones.keys()].map((zone) =>
        requests.inZone(zone).impairedTargets().with({ label: zone }),
      ),
      leftYAxis: { ...SHARE, max: 1, label: 'share of targets' },
      width: HALF,
    }),
  ];
}

function database({ database }: RegionalDashboardProps): cloudwatch.IWidget[] {
  if (!database) return [];
  const { dbClusterIdentifier } = database.dbClusterRef;
  const metric = (name: string, role?: 'WRITER' | 'READER') =>
    auroraMetric(dbClusterIdentifier, name, role);
  return [
    new GraphWidget({
      title: 'Database: CPU and connections (nothing from a writer elsewhere)',
      left: [
        metric('CPUUtilization', 'WRITER').with({ label: 'CPU of the writer' }),
        metric('CPUUtilization', 'READER').with({ label: 'CPU of the busiest reader' }),
      ],
      right: [metric('DatabaseConnections', 'WRITER').with({ label: 'connections' })],
      leftYAxis: { min: 0, max: 100, label: 'CPU in %', showUnits: false },
      width: HALF,
    }),
    new GraphWidget({
      title: 'Database: lag in ms (between Regions: only where the writer is not)',
      left: [
        metric('AuroraReplicaLagMaximum').with({ label: 'readers' }),
        metric('AuroraGlobalDBRPOLag').with({ label: 'data at risk' }),
        metric('AuroraGlobalDBReplicationLag').with({ label: 'between Regions' }),
      ],
      leftYAxis: { min: 0, showUnits: false },
      width: HALF,
    }),
  ];
}

function others({ cache, queues = [] }: RegionalDashboardProps): cloudwatch.IWidget[] {
  const widgets: cloudwatch.IWidget[] = [];
  if (cache) {
    widgets.push(
      new GraphWidget({
        title: 'Cache: engine CPU and memory in %, busiest node of each shard',
        left: shardsOf(cache).flatMap((shard) => [
          worstOf(shard, 'EngineCPUUtilization').with({ label: `${shard.name} CPU` }),
          worstOf(shard, 'DatabaseMemoryUsagePercentage').with({ label: `${shard.name} memory` }),
        ]),
        leftYAxis: { min: 0, max: 100, showUnits: false },
        width: HALF,
      }),
    );
  }
  if (queues.length > 0) {
    widgets.push(
      new GraphWidget({
        title: 'Queues: age of the oldest message in seconds, and dead letters',
        left: queues.map((watched) =>
          watched.queue.metricApproximateAgeOfOldestMessage({
            label: `${nameOf(watched)} age`,
            statistic: 'max',
          }),
        ),
        right: queues.map((watched) =>
          watched.deadLetterQueue.metricApproximateNumberOfMessagesVisible({
            label: `${nameOf(watched)} dead`,
            statistic: 'max',
          }),
        ),
        leftYAxis: { min: 0, showUnits: false },
        rightYAxis: { min: 0, showUnits: false },
        width: HALF,
      }),
    );
  }
  return widgets;
}
