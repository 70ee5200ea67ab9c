import type * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { Duration } from 'aws-cdk-lib/core';
import type {
  aws_dynamodb as dynamodb,
  aws_elasticache as elasticache,
} from 'aws-cdk-lib/interfaces';
import { Construct } from 'constructs';
import type { ILoadBalancedService } from '../inputs/load-balancer.ts';
import { type IQueueWithDeadLetters, type IQueueWorkers, nameOf } from '../inputs/queue.ts';
import { rulesOfPart, type ValidationRule, validateProps } from '../validation.ts';
import { compositeAlarm, inAlarm } from './alarm.ts';
import type { Alerts } from './alerts.ts';
import { AuroraAlarms, type AuroraAlarmsProps } from './aurora-alarms.ts';
import { AutoScalingAlarms, idleAlarm } from './auto-scaling-alarms.ts';
import { CacheAlarms } from './cache-alarms.ts';
import { CertificateAlarms } from './certificate-alarms.ts';
import { ImpairmentAlarms, zoneRules } from './impairment-alarms.ts';
import { LoadBalancerAlarms } from './load-balancer-alarms.ts';
import { NatAlarms } from './nat-alarms.ts';
import {
  ObjectiveAlarms,
  objectiveRules,
  type ServiceLevelObjectives,
} from './objective-alarms.ts';
import { QueueAlarms } from './queue-alarms.ts';
import { RegionalDashboard } from './regional-dashboard.ts';
import { RequestMetrics } from './request-metrics.ts';
import { linkRunbook } from './runbooks.ts';
import { TableAlarms } from './table-alarms.ts';
import type { WorkloadMetricsOptions } from './workload-metrics.ts';

/** A queue, and who works on it. */
export interface WatchedQueue {
  /**
   * The queue: a `ResilientQueue`, or one that you have with its dead-letter queue. Alarms that it
   * has already get the link to their runbook; without any, it gets `QueueAlarms`.
   */
  readonly queue: IQueueWithDeadLetters;

  /**
   * The workers.
   *
   * @default - something that needs no instances, such as a Lambda function
   */
  readonly workers?: IQueueWorkers;

  /**
   * How long a message may wait before it is late, where the queue has no alarms yet.
   *
   * @default - as `QueueAlarms` derives it
   */
  readonly lateAfter?: Duration;
}

/** Properties of {@link RegionalObservability}. */
export interface RegionalObservabilityProps {
  /** Who is told, in this Region. */
  readonly alerts: Alerts;

  /** The VPC, of this app or an existing one whose Availability Zones are given by name. */
  readonly vpc: ec2.IVpc;

  /**
   * The NAT gateways of an existing VPC: their ids by Availability Zone.
   *
   * @default - those of a VPC of this app; see `NatAlarms` for an imported one
   */
  readonly natGateways?: Readonly<Record<string, string>>;

  /** The service that users reach: a `LoadBalancedService`, or its parts as you have them. */
  readonly service: ILoadBalancedService;

  /** What is promised to them. */
  readonly objectives: ServiceLevelObjectives;

  /**
   * The certificates of the load balancer.
   *
   * @default - their expiry is watched elsewhere
   */
  readonly certificates?: readonly acm.ICertificate[];

  /**
   * The database.
   *
   * @default - none
   */
  readonly database?: Omit<AuroraAlarmsProps, 'alerts'>;

  /**
   * The cache.
   *
   * @default - none
   */
  readonly cache?: elasticache.IReplicationGroupRef;

  /**
   * A table of DynamoDB, or its replica in this Region.
   *
   * @default - none
   */
  readonly table?: dynamodb.ITableRef;

  /**
   * Where the workload publishes its own `Requests` and `Faults` by Availability Zone: see
   * `ImpairmentAlarms`.
   *
   * @default - nowhere
   */
  readonly workload?: WorkloadMetricsOptions;

  /**
   * The queues.
   *
   * @default - none
   */
  readonly queues?: readonly WatchedQueue[];
}

const rules: ValidationRule<RegionalObservabilityProps>[] = [
  ...rulesOfPart(zoneRules, ({ vpc }: RegionalObservabilityProps) => vpc, {
    availabilityZones: 'vpc.availabilityZones',
  }),
  ...rulesOfPart(objectiveRules, ({ objectives }: RegionalObservabilityProps) => objectives, {
    availabilityPercent: 'objectives.availabilityPercent',
    fastPercent: 'objectives.fastPercent',
  }),
];

/**
 * Watches one Region: every tier's alarms, the objectives, what is impaired, and a dashboard.
 *
 * It guarantees that each alarm has a reaction to missing data, a link to its runbook, and either an
 * action or a composite alarm that acts for it; and that the alarms are the same in every Region,
 * whichever role it has at the moment. With three zones and all tiers, eight alarms can page; three
 * of them exclude each other. What they have in common, and what they cost, is in the README.
 *
 * @throws Error as its parts do, with every mistake under the name of the prop here
 */
export class RegionalObservability extends Construct {
  /** What is impaired: a zone, or the Region. */
  readonly impairment: ImpairmentAlarms;
  /** What is promised, and how fast its budget burns. */
  readonly objectives: ObjectiveAlarms;
  /** The database's alarms. */
  readonly database: AuroraAlarms | undefined;
  readonly #alerts: Alerts;
  readonly #missingInstances: readonly cloudwatch.IAlarm[];
  #nothingToSpare: cloudwatch.IAlarm | undefined;
  /** The dashboard of the Region. */
  readonly dashboard: RegionalDashboard;

  constructor(scope: Construct, id: string, props: RegionalObservabilityProps) {
    super(scope, id);
    validateProps(this, props, rules);
    const { alerts, vpc, service, cache, queues = [] } = props;
    const { group } = service;
    const requests = new RequestMetrics(service.loadBalancer, props.objectives.slowAfter);
    const idle = idleAlarm(this, alerts, group);

    this.impairment = new ImpairmentAlarms(this, 'Impairment', {
      alerts,
      requests,
      availabilityZones: vpc.availabilityZones,
      workload: props.workload,
      idle,
    });
    this.objectives = new ObjectiveAlarms(this, 'Objectives', {
      ...props.objectives,
      alerts,
      requests,
      located: this.impairment.located,
      idle,
    });
    new LoadBalancerAlarms(this, 'LoadBalancer', { alerts, requests, idle });
    const instances = new AutoScalingAlarms(this, 'Instances', { alerts, group, requests });
    new NatAlarms(this, 'Nat', { alerts, vpc, natGateways: props.natGateways });
    for (const [index, certificate] of (props.certificates ?? []).entries()) {
      new CertificateAlarms(this, `Certificate${index}`, { alerts, certificate });
    }
    this.database =
      props.database && new AuroraAlarms(this, 'Database', { ...props.database, alerts });
    if (cache) new CacheAlarms(this, 'Cache', { alerts, cache });
    if (props.table) new TableAlarms(this, 'Table', { alerts, table: props.table });
    for (const watched of queues) this.watchQueue(alerts, watched);
    this.#alerts = alerts;
    this.#missingInstances = instances.missing;
    this.dashboard = new RegionalDashboard(this, 'Dashboard', {
      impairment: this.impairment,
      objectives: this.objectives,
      requests,
      group,
      database: props.database?.database,
      cache,
      queues: queues.map(({ queue }) => queue),
    });
  }

  private watchQueue(alerts: Alerts, { queue, workers, lateAfter }: WatchedQueue): void {
    const { alarms = [] } = queue;
    for (const alarm of alarms) linkRunbook(alarm, alerts, 'queue');
    if (alarms.length === 0) {
      new QueueAlarms(this, nameOf(queue), { alerts, queue, ...(lateAfter && { lateAfter }) });
    }
    if (workers) {
      new AutoScalingAlarms(this, `${nameOf(queue)}Workers`, { alerts, group: workers.group });
    }
  }

  /**
   * In alarm while the Region has nothing to spare: a zone or the Region is impaired, or instances are
   * missing. It tells nobody, and keeps practice runs away, as the `blockingAlarm` of
   * `ZonalAutoshift`; the first call creates it, since without one it would do nothing.
   */
  nothingToSpare(): cloudwatch.IAlarm {
    const { zones, region, noData } = this.impairment;
    this.#nothingToSpare ??= compositeAlarm(this, 'NothingToSpare', this.#alerts, {
      rule: cloudwatch.AlarmRule.anyOf(
        ...[...zones.values(), region, noData, ...this.#missingInstances].map(inAlarm),
      ),
      description:
        'The Region has nothing to spare, so practice runs wait: it is impaired, or instances are missing.',
      runbook: 'zonalShift',
    });
    return this.#nothingToSpare;
  }
}
