import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { clusterIdentifier } from '../database/names.ts';
import { healthCheckStatus, type IGlobalName } from '../inputs/global-name.ts';
import { auroraMetric } from './aurora-alarms.ts';
import { BUDGET_DAYS, errorRate } from './burn-rate.ts';
import { canaryDuration, canarySuccess } from './canary.ts';

/** A name, and the Region whose canary probes it. */
export interface Probe {
  /** What is probed. */
  readonly hostName: string;
  /** The Region of the canary. */
  readonly from: string;
}

/** Properties of {@link GlobalDashboard}. */
export interface GlobalDashboardProps {
  /** The global name, and what Route 53 thinks of the Regions behind it. */
  readonly routing: IGlobalName;

  /** The Regions that hold the service. */
  readonly regions: readonly string[];

  /** What the canaries probe. */
  readonly probes: readonly Probe[];

  /**
   * The `name` of the `AuroraCluster` in every Region.
   *
   * @default - no database is shown
   */
  readonly databaseName?: string;

  /**
   * The share of time in which the service answers, in percent, for example 99.95.
   *
   * @default - no error budget is shown
   */
  readonly availabilityPercent?: number;
}

const { GraphWidget } = cloudwatch;
const MINUTE = Duration.minutes(1);
const BUDGET = Duration.days(BUDGET_DAYS);
const QUARTER = 6;
const THIRD = 8;
const HALF = 12;
const WHOLE = 24;

/**
 * Shows all Regions in an incident. The first row answers whether users reach the service, which
 * Region they do not reach, and what is left of the month's error budget; the second one how much each
 * Region serves, and how well; the third with how many instances; the last how much data a failover
 * would lose.
 *
 * It refers to other Regions by names alone, so it can be deployed while a Region is down. Load
 * balancers and groups have no derived names: their rows add up all of the account in a Region.
 */
export class GlobalDashboard extends Construct {
  /** The dashboard. */
  readonly dashboard: cloudwatch.Dashboard;

  constructor(scope: Construct, id: string, props: GlobalDashboardProps) {
    super(scope, id);
    const rows = [reachability(props), service(props), capacity(props), replication(props)];
    this.dashboard = new cloudwatch.Dashboard(this, 'Resource', {
      start: '-PT3H',
      widgets: rows.filter((row) => row.length > 0),
    });
  }
}

function reachability(props: GlobalDashboardProps): cloudwatch.IWidget[] {
  const { routing, probes } = props;
  const share = { min: 0, max: 1, showUnits: false };
  const label = ({ hostName, from }: Probe) => `${hostName} from ${from}`;
  return [
    new GraphWidget({
      title: 'Can users reach it? Share of addresses that answer',
      left: probes.map((probe) =>
        canarySuccess(probe.hostName, probe.from).with({ label: label(probe) }),
      ),
      leftYAxis: share,
      width: QUARTER,
    }),
    new GraphWidget({
      title: 'Where does Route 53 send them? 1 is healthy',
      left: [...routing.healthChecks].map(([label, check]) => healthCheckStatus(check, { label })),
      leftYAxis: share,
      width: QUARTER,
    }),
    new GraphWidget({
      title: 'How long do they wait? Slowest answer in ms',
      left: probes.map((probe) =>
        canaryDuration(probe.hostName, probe.from).with({ label: label(probe) }),
      ),
      leftYAxis: { min: 0, showUnits: false },
      width: QUARTER,
    }),
    ...budget(props),
  ];
}

/** As the canaries see it, so that it goes on counting while a Region reports nothing. */
function budget({
  routing,
  probes,
  availabilityPercent,
}: GlobalDashboardProps): cloudwatch.IWidget[] {
  if (availabilityPercent === undefined) return [];
  return [
    new cloudwatch.SingleValueWidget({
      title: `Budget left of ${availabilityPercent} %, in % of ${BUDGET_DAYS} days, by canary`,
      metrics: probes
        .filter(({ hostName }) => hostName === routing.domainName)
        .map(
          ({ hostName, from }, index) =>
            new cloudwatch.MathExpression({
              label: from,
              period: BUDGET,
              expression: `100 - 100 * (1 - answers${index}) / ${errorRate(availabilityPercent, 1)}`,
              usingMetrics: {
                [`answers${index}`]: canarySuccess(hostName, from).with({ period: BUDGET }),
              },
            }),
        ),
      width: QUARTER,
      height: 6,
    }),
  ];
}

function service({ regions }: GlobalDashboardProps): cloudwatch.IWidget[] {
  return [
    new GraphWidget({
      title: 'Requests a minute, all load balancers of a Region',
      left: regions.map((region) => total(region, REQUESTS('RequestCount'))),
      stacked: true,
      width: THIRD,
    }),
    new GraphWidget({
      title: 'Errors a minute, all load balancers of a Region',
      left: regions.flatMap((region) => [
        total(region, REQUESTS('HTTPCode_Target_5XX_Count'), ' targets'),
        total(region, REQUESTS('HTTPCode_ELB_5XX_Count'), ' load balancer'),
      ]),
      leftYAxis: { min: 0, showUnits: false },
      width: THIRD,
    }),
    new GraphWidget({
      title: 'Response time p99 in seconds, slowest load balancer of a Region',
      left: regions.map((region) =>
        acrossAccount(region, region, `MAX(${search(REQUESTS('TargetResponseTime'), 'p99')})`),
      ),
      leftYAxis: { min: 0, showUnits: false },
      width: THIRD,
    }),
  ];
}

function capacity({ regions }: GlobalDashboardProps): cloudwatch.IWidget[] {
  const group = (metricName: string) =>
    `{AWS/AutoScaling,AutoScalingGroupName} MetricName="${metricName}"`;
  return [
    new GraphWidget({
      title: 'Instances that are in service and that are wanted, all groups of a Region',
      left: regions.flatMap((region) => [
        total(region, group('GroupInServiceInstances'), ' in service', 'Minimum'),
        total(region, group('GroupDesiredCapacity'), ' wanted', 'Maximum'),
      ]),
      leftYAxis: { min: 0, showUnits: false },
      width: WHOLE,
    }),
  ];
}

function replication({ regions, databaseName }: GlobalDashboardProps): cloudwatch.IWidget[] {
  if (databaseName === undefined) return [];
  const metric = (name: string, region: string, role?: 'WRITER') =>
    auroraMetric(clusterIdentifier(databaseName, region), name, role).with({
      region,
      label: region,
    });
  return [
    new GraphWidget({
      title: 'Data that a failover to a Region would lose, in ms',
      left: regions.map((region) => metric('AuroraGlobalDBRPOLag', region)),
      leftYAxis: { min: 0, showUnits: false },
      width: HALF,
    }),
    new GraphWidget({
      title: 'Where is the writer? Its CPU in %',
      left: regions.map((region) => metric('CPUUtilization', region, 'WRITER')),
      leftYAxis: { min: 0, max: 100, showUnits: false },
      width: HALF,
    }),
  ];
}

const REQUESTS = (metricName: string) =>
  `{AWS/ApplicationELB,LoadBalancer} MetricName="${metricName}"`;

function search(what: string, statistic: string): string {
  return `SEARCH('${what}', '${statistic}', ${MINUTE.toSeconds()})`;
}

function total(region: string, what: string, label = '', statistic = 'Sum') {
  return acrossAccount(region, `${region}${label}`, `SUM(${search(what, statistic)})`);
}

function acrossAccount(region: string, label: string, expression: string) {
  return new cloudwatch.MathExpression({ label, period: MINUTE, searchRegion: region, expression });
}
