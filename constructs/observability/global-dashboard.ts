import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { clusterIdentifier } from '../database/names.ts';
import type { GlobalRouting } from '../routing/index.ts';
import { auroraMetric } from './aurora-alarms.ts';
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
  readonly routing: GlobalRouting;

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
}

const { GraphWidget } = cloudwatch;
const MINUTE = Duration.minutes(1);
const HALF = 12;

/**
 * Shows all Regions in an incident. The first row answers whether users reach the service, and which
 * Region they do not reach; the second one how much each Region serves, and how well; the third how
 * much data a failover would lose.
 *
 * It refers to other Regions by names alone, so it can be deployed while a Region is down. Load
 * balancers have no derived names: the second row adds up all of the account in a Region.
 */
export class GlobalDashboard extends Construct {
  /** The dashboard. */
  readonly dashboard: cloudwatch.Dashboard;

  constructor(scope: Construct, id: string, props: GlobalDashboardProps) {
    super(scope, id);
    const rows = [reachability(props), service(props), replication(props)];
    this.dashboard = new cloudwatch.Dashboard(this, 'Resource', {
      start: '-PT3H',
      widgets: rows.filter((row) => row.length > 0),
    });
  }
}

function reachability({ routing, probes }: GlobalDashboardProps): cloudwatch.IWidget[] {
  const share = { min: 0, max: 1, showUnits: false };
  const label = ({ hostName, from }: Probe) => `${hostName} from ${from}`;
  const checked = [...routing.healthChecks.keys()];
  return [
    new GraphWidget({
      title: 'Can users reach it? Share of addresses that answer',
      left: probes.map((probe) =>
        canarySuccess(probe.hostName, probe.from).with({ label: label(probe) }),
      ),
      leftYAxis: share,
      width: 8,
    }),
    new GraphWidget({
      title: 'Where does Route 53 send them? 1 is healthy',
      left: checked.map((region) => routing.metricHealthCheckStatus(region, { label: region })),
      leftYAxis: share,
      width: 8,
    }),
    new GraphWidget({
      title: 'How long do they wait? Slowest answer in ms',
      left: probes.map((probe) =>
        canaryDuration(probe.hostName, probe.from).with({ label: label(probe) }),
      ),
      leftYAxis: { min: 0, showUnits: false },
      width: 8,
    }),
  ];
}

function service({ regions }: GlobalDashboardProps): cloudwatch.IWidget[] {
  return [
    new GraphWidget({
      title: 'Requests a minute, all load balancers of a Region',
      left: regions.map((region) => total(region, 'RequestCount')),
      stacked: true,
      width: HALF,
    }),
    new GraphWidget({
      title: 'Errors a minute, all load balancers of a Region',
      left: regions.flatMap((region) => [
        total(region, 'HTTPCode_Target_5XX_Count', ' targets'),
        total(region, 'HTTPCode_ELB_5XX_Count', ' load balancer'),
      ]),
      leftYAxis: { min: 0, showUnits: false },
      width: HALF,
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

function total(region: string, metricName: string, what = ''): cloudwatch.MathExpression {
  return new cloudwatch.MathExpression({
    label: `${region}${what}`,
    period: MINUTE,
    searchRegion: region,
    expression: `SUM(SEARCH('{AWS/ApplicationELB,LoadBalancer} MetricName="${metricName}"', 'Sum', 60))`,
  });
}
