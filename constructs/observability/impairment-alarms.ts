import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Token } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { type ValidationRule, validateProps } from '../validation.ts';
import { compositeAlarm, inAlarm, metricAlarm, type WithoutData } from './alarm.ts';
import type { Alerts } from './alerts.ts';
import {
  outlierShare,
  type RegionEvidence,
  regionImpaired,
  type WorkloadEvidence,
  type ZoneEvidence,
  zoneImpaired,
} from './impairment-rules.ts';
import type { RequestMetrics } from './request-metrics.ts';
import { WorkloadMetrics, type WorkloadMetricsOptions } from './workload-metrics.ts';

/** Properties of {@link ImpairmentAlarms}. */
export interface ImpairmentAlarmsProps {
  /** Who is told. */
  readonly alerts: Alerts;

  /** How the requests to the load balancer went. */
  readonly requests: RequestMetrics;

  /** The Availability Zones of the load balancer, by name. */
  readonly availabilityZones: readonly string[];

  /**
   * Where the workload publishes its own `Requests` and `Faults`, with the dimensions `Service` and
   * `AvailabilityZone`: they tell in which zone requests fail, which the nodes of a load balancer
   * that spreads requests over all zones cannot.
   *
   * @default - zones are told apart by their load balancer nodes and the health of their targets
   */
  readonly workload?: WorkloadMetricsOptions | undefined;

  /**
   * In alarm while the Region holds no instances by intention, as a pilot light does: nothing is
   * impaired then. See `idleAlarm`.
   *
   * @default - the Region always holds instances
   */
  readonly idle?: cloudwatch.IAlarm | undefined;
}

/** Three minutes of the last five: one bad minute moves no traffic. */
const SUSTAINED = [3, 5] as const;

/**
 * The share of bad requests that hurts enough to move traffic: well above what an objective alerts
 * on, since evacuating a zone or a Region costs capacity and, with a Region, data.
 */
const IMPACT = 0.05;

const NO_REQUESTS: WithoutData = {
  treatedAs: 'notBreaching',
  because: 'silence proves no failure, and has an alarm of its own',
};

/** Zones that can not be told from each other. */
export const zoneRules: ValidationRule<Pick<ImpairmentAlarmsProps, 'availabilityZones'>>[] = [
  {
    condition: ({ availabilityZones: zones }) => zones.some((zone) => Token.isUnresolved(zone)),
    message: () =>
      "'availabilityZones' must be known at synthesis, since alarms are named after them, got a token: name the zones of the VPC",
  },
  {
    condition: ({ availabilityZones }) => new Set(availabilityZones).size < 2,
    message: ({ availabilityZones }) =>
      `'availabilityZones' must name at least 2 zones, since one is compared with the others, got ${availabilityZones.join(', ') || 'none'}`,
  },
];

/**
 * Tells whether an Availability Zone is impaired, or the Region.
 *
 * It guarantees that
 *
 * - a single zone in which users are hurt and which stands out from the others raises its own alarm
 *   and not the Region's: evacuate the zone;
 * - two zones, or all of them, raise the Region's alarm: it is the gate of a Regional failover, and
 *   composed of nothing outside the Region;
 * - missing data raises neither, and pages.
 *
 * It sees what each zone's load balancer node sees, and the state of each zone's targets: see
 * `RequestMetrics`. It cannot see a Region that is gone, CloudWatch included: a `Canary` in another
 * Region does.
 *
 * @throws Error when there are fewer than two zones
 * @see https://docs.aws.amazon.com/whitepapers/latest/advanced-multi-az-resilience-patterns/
 */
export class ImpairmentAlarms extends Construct {
  /** By Availability Zone: in alarm while it is impaired, and no other. */
  readonly zones: ReadonlyMap<string, cloudwatch.CompositeAlarm>;
  /** In alarm while the Region is impaired: the gate of a Regional failover. */
  readonly region: cloudwatch.CompositeAlarm;
  /** In alarm while nothing is known about requests. */
  readonly noData: cloudwatch.CompositeAlarm;
  /** In alarm while it is known what is impaired: other alarms need not say so as well. */
  readonly located: cloudwatch.CompositeAlarm;

  constructor(scope: Construct, id: string, props: ImpairmentAlarmsProps) {
    super(scope, id);
    validateProps(this, props, zoneRules);
    const { alerts, availabilityZones, idle } = props;
    const evidence = this.evidence(props);

    this.noData = compositeAlarm(this, 'NoData', alerts, {
      rule: inAlarm(evidence.noData),
      unless: idle,
      description:
        'The load balancer has reported no requests for five minutes, not even those of health checkers and canaries: it is unreachable, or CloudWatch is blind.',
      runbook: 'noData',
      severity: 'page',
    });
    this.zones = new Map(
      availabilityZones.map((zone) => [
        zone,
        compositeAlarm(this, zone, alerts, {
          rule: zoneImpaired(zone, evidence),
          unless: idle,
          description: `${zone} is impaired, and no other zone: shift traffic away from it.`,
          runbook: 'zone',
          severity: 'page',
        }),
      ]),
    );
    const zones = [...this.zones.values()];
    this.region = compositeAlarm(this, 'Region', alerts, {
      rule: regionImpaired(evidence, zones),
      unless: idle,
      description:
        'The Region is impaired, and no single zone explains it: decide about a failover.',
      runbook: 'region',
      severity: 'page',
    });
    this.located = compositeAlarm(this, 'Located', alerts, {
      rule: cloudwatch.AlarmRule.anyOf(...[...zones, this.region].map(inAlarm)),
      description: 'A zone or the Region is known to be impaired, and has alerted.',
      runbook: 'region',
    });
  }

  private evidence(props: ImpairmentAlarmsProps): RegionEvidence {
    const { alerts, requests, availabilityZones } = props;
    const scope = new Construct(this, 'Evidence');
    return {
      ...rates(scope, alerts, requests, 'in the Region'),
      noData: metricAlarm(scope, 'Requests', alerts, {
        metric: requests.requests(),
        comparison: '<',
        threshold: 1,
        datapoints: [5, 5],
        withoutData: {
          treatedAs: 'breaching',
          because: 'health checkers and canaries keep requests coming at any hour',
        },
        description: 'The load balancer reports no requests.',
        runbook: 'noData',
      }),
      zones: new Map(
        availabilityZones.map((zone) => [
          zone,
          zoneEvidence(new Construct(scope, zone), zone, props),
        ]),
      ),
    };
  }
}

function zoneEvidence(
  scope: Construct,
  zone: string,
  { alerts, requests: all, availabilityZones, workload }: ImpairmentAlarmsProps,
): ZoneEvidence {
  const requests = all.inZone(zone);
  const share = (id: string, metric: cloudwatch.IMetric, what: string) =>
    metricAlarm(scope, id, alerts, {
      metric,
      comparison: '>=',
      threshold: outlierShare(availabilityZones.length),
      datapoints: SUSTAINED,
      withoutData: NO_REQUESTS,
      description: `Most ${what} are in ${zone}.`,
      runbook: 'zone',
    });
  return {
    ...rates(scope, alerts, requests, `in ${zone}`),
    faultShare: share('FaultShare', requests.faultShare(all), 'faults'),
    slowShare: share('SlowShare', requests.slowShare(all), 'slow responses'),
    targets: metricAlarm(scope, 'Targets', alerts, {
      metric: requests.impairedTargets(),
      comparison: '>',
      threshold: 0.5,
      datapoints: SUSTAINED,
      withoutData: {
        treatedAs: 'notBreaching',
        because: 'a zone without targets receives no requests',
      },
      description: `Most targets in ${zone} fail their health checks, or stand out from all others.`,
      runbook: 'zone',
    }),
    ...(workload && { workload: workloadEvidence(new WorkloadMetrics(workload)) }),
  };

  function workloadEvidence(metrics: WorkloadMetrics): WorkloadEvidence {
    return {
      faultRate: metricAlarm(scope, 'WorkloadFaultRate', alerts, {
        metric: metrics.faultRate(zone),
        comparison: '>',
        threshold: IMPACT,
        datapoints: SUSTAINED,
        withoutData: NO_REQUESTS,
        description: `Too many of the requests that instances in ${zone} answer fail.`,
        runbook: 'zone',
      }),
      faultShare: share(
        'WorkloadFaultShare',
        metrics.faultShare(zone, availabilityZones),
        'requests that fail in instances',
      ),
    };
  }
}

function rates(scope: Construct, alerts: Alerts, requests: RequestMetrics, where: string) {
  const rate = (id: string, metric: cloudwatch.IMetric, what: string) =>
    metricAlarm(scope, id, alerts, {
      metric,
      comparison: '>',
      threshold: IMPACT,
      datapoints: SUSTAINED,
      withoutData: NO_REQUESTS,
      description: `Too many ${what} ${where}.`,
      runbook: 'region',
    });
  return {
    faultRate: rate('FaultRate', requests.faultRate(), 'requests fail'),
    slowRate: rate('SlowRate', requests.slowRate(), 'responses are slow'),
  };
}
