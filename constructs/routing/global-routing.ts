import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as route53 from 'aws-cdk-lib/aws-route53';
import { Annotations, Duration, Stack, Tags, Token } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { healthCheckStatus, type IGlobalName, ROUTE_53_REGION } from '../inputs/global-name.ts';
import { isUnknown } from '../unknown.ts';
import { type ValidationRule, validateProps } from '../validation.ts';
import { type DomainProps, domainRules } from './domain.ts';
import { regionalName } from './names.ts';
import { type RoutingPolicy, type RoutingRecord, withSwitches } from './routing-policy.ts';

/** Where the service lives in DNS, and which Regions answer for it. */
export interface GlobalRoutingProps extends DomainProps {
  /** Which Region answers when. */
  readonly policy: RoutingPolicy;
  /**
   * What the health checks request: must answer with a status from 200 to 399 within 2 seconds when
   * the Region can serve, and must not depend on another Region.
   *
   * With a check of the instances alone, DNS stays where a dependency is gone; with one that asks what
   * they depend on (`HttpWorkload.servingPath`), it leaves, to wherever that is known to be any better.
   * While all Regions fail, as they do for what they share, Route 53 answers as if all were healthy.
   *
   * @default '/health' - DNS moves for what another Region surely does better
   * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html
   */
  readonly healthCheckPath?: string;
  /**
   * By Region, the id of a health check that an operator turns, such as
   * `RegionSwitchPlan.healthCheckId`: the Region answers only while it passes, besides the health
   * check of its endpoint. A Region whose record no health check gates takes none.
   *
   * @default - none: health alone decides
   */
  readonly switches?: Readonly<Record<string, string>>;
}

/**
 * The global name of a service that runs in one or more Regions.
 *
 * Clients move between Regions by health checks, in Route 53's data plane: no record is edited and
 * no control plane is called to fail over. Regions are referred to by their own names alone
 * (`RegionalEndpoint`), never through their stacks, so this stack deploys while a Region is down.
 * Deploy it after the Regions: Route 53 refuses an alias to a name that does not exist yet.
 *
 * A Region counts as unhealthy about 28 seconds after it stops answering: each checker needs 3
 * failures, 10 seconds apart, and 82 % of the uncoordinated checkers must agree,
 * (3 − 0.18) × 10 s = 28.2 s. Resolvers keep the old answer for up to 60 seconds more.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html
 */
export class GlobalRouting extends Construct implements IGlobalName {
  /** The global name. */
  readonly domainName: string;
  /** The health checks by Region: those that gate a record, and no others. */
  readonly healthChecks: ReadonlyMap<string, route53.IHealthCheck>;

  /** @throws Error that lists every mistake in the props */
  constructor(scope: Construct, id: string, props: GlobalRoutingProps) {
    super(scope, id);
    validateProps(this, props, [...domainRules(this), ...policyRules]);
    this.warnOutsideRoute53Region();

    this.domainName = props.recordName;
    const records = withSwitches(
      props.policy.records(props.recordName),
      props.recordName,
      Object.keys(props.switches ?? {}),
    );
    this.healthChecks = this.addHealthChecks(records, props);
    this.addRecordSets(records, props);
  }

  /**
   * 1 while Route 53 considers the Region's endpoint healthy, 0 while it does not: the minimum of a
   * minute. An alarm on it must be in us-east-1, where the metric is.
   *
   * @throws Error when the Region has no health check under the policy
   * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/monitoring-cloudwatch.html
   */
  metricHealthCheckStatus(region: string, options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    const healthCheck = this.healthChecks.get(region);
    if (healthCheck === undefined) {
      const checked = [...this.healthChecks.keys()].join(', ') || 'none';
      throw new Error(
        `${this.node.path}: 'region' must be one with a health check (${checked}), got ${region}`,
      );
    }
    return healthCheckStatus(healthCheck, options);
  }

  private addHealthChecks(records: readonly RoutingRecord[], props: GlobalRoutingProps) {
    const scope = new Construct(this, 'HealthCheck');
    const regions = records.flatMap(({ checkedRegion }) => checkedRegion ?? []);
    return new Map(
      regions.map((region) => {
        const fqdn = regionalName(props.recordName, region);
        const healthCheck = new route53.HealthCheck(scope, region, {
          type: route53.HealthCheckType.HTTPS,
          // Never the global name: a check of the name that it guards sees whichever Region answers.
          fqdn,
          enableSNI: true,
          resourcePath: props.healthCheckPath ?? '/health',
          // The fast interval costs 1 USD a month more and detects in 28 s instead of 85 s.
          requestInterval: Duration.seconds(10),
          failureThreshold: 3,
        });
        Tags.of(healthCheck).add('Name', fqdn);
        return [region, healthCheck];
      }),
    );
  }

  /**
   * All records of a name are one resource, whose list CloudFormation updates in place. As separate
   * resources they could not change: a failover record can't be created next to a latency record
   * of the same name, nor a second primary next to the first. The CDK's L2s are one record each.
   */
  private addRecordSets(records: readonly RoutingRecord[], props: GlobalRoutingProps) {
    const { zone, recordName } = props;
    let previous: route53.CfnRecordSetGroup | undefined;
    for (const name of new Set(records.map((record) => record.name))) {
      const id = name === recordName ? 'Resource' : name.slice(0, name.indexOf('.'));
      const group = new route53.CfnRecordSetGroup(this, id, {
        hostedZoneId: zone.hostedZoneId,
        recordSets: records
          .filter((record) => record.name === name)
          .map((record) => this.recordSet(record, props)),
      });
      // The records of this name point to those of the one before.
      if (previous !== undefined) group.addResourceDependency(previous);
      previous = group;
    }
  }

  private recordSet(record: RoutingRecord, { zone, switches = {} }: GlobalRoutingProps) {
    const { name, target, setIdentifier, failover, latencyRegion } = record;
    const { checkedRegion, switchedRegion } = record;
    // A record with a health check has to be one of several, even where it is the only one.
    const alone = setIdentifier !== undefined && !failover && !latencyRegion;
    return {
      name: `${name}.`,
      type: route53.RecordType.A,
      aliasTarget: {
        dnsName: `${target}.`,
        hostedZoneId: zone.hostedZoneId,
        evaluateTargetHealth: true,
      },
      setIdentifier,
      failover,
      region: latencyRegion,
      weight: alone ? 1 : undefined,
      healthCheckId: switchedRegion
        ? switches[switchedRegion]
        : checkedRegion && this.healthChecks.get(checkedRegion)?.healthCheckId,
    };
  }

  private warnOutsideRoute53Region() {
    const { region } = Stack.of(this);
    if (Token.isUnresolved(region) || region === ROUTE_53_REGION) return;
    Annotations.of(this).addWarningV2(
      'evenkeel:globalRoutingOutsideUsEast1',
      `the global record belongs in a stack in ${ROUTE_53_REGION}, got ${region}: only there can alarms see the health checks, and a stack in ${region} cannot be updated while that Region is impaired`,
    );
  }
}

const policyRules: ValidationRule<GlobalRoutingProps>[] = [
  {
    condition: ({ policy }) => policy.regions.length < policy.minimumRegions,
    message: ({ policy }) =>
      `'policy' must name at least ${policy.minimumRegions} Regions to choose from, got ${policy.regions.length}: add a Region, or use RoutingPolicy.alias`,
  },
  {
    condition: ({ policy }) => repeated(policy.regions).length > 0,
    message: ({ policy }) =>
      `'policy' must name each Region once, got ${repeated(policy.regions).join(', ')} more than once: remove the repetition`,
  },
  {
    condition: ({ policy }) => malformed(policy.regions).length > 0,
    message: ({ policy }) =>
      `'policy' must name Regions by their code, got '${malformed(policy.regions).join("', '")}': write them like eu-west-1`,
  },
  {
    condition: ({ healthCheckPath: path }) =>
      path !== undefined && !isUnknown(path) && !path.startsWith('/'),
    message: ({ healthCheckPath }) =>
      `'healthCheckPath' must start with a slash, got '${healthCheckPath}': write it like /health`,
  },
];

function repeated(regions: readonly string[]): string[] {
  return [...new Set(regions.filter((region, index) => regions.indexOf(region) !== index))];
}

function malformed(regions: readonly string[]): string[] {
  return regions.filter((region) => !isUnknown(region) && !/^[a-z]{2}(-[a-z]+)+-\d$/.test(region));
}
