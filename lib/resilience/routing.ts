import { asList, asNumber, asString, type ResourceNode, referencesIn } from '../assembly/index.ts';
import {
  type DnsRecord,
  isRouted,
  isStep,
  listenersOf,
  RECORD_TYPES,
  recordsIn,
  targetGroupsOf,
} from '../aws/index.ts';
import { byFact } from './figures.ts';
import type { Context } from './part.ts';
import {
  dnsDetection,
  dnsReturn,
  notice,
  targetDetection,
  targetReturn,
} from './parts/detection.ts';
import type { Bar, Evidence } from './prediction.ts';
import { longestOf, span } from './spans.ts';
import { type Way, type WayTo, waysOf } from './ways.ts';

/** How clients come to a Region: through records, whose health decides by itself or not at all. */
export interface Route {
  readonly region: string;
  /** Whether it is a standby, which is asked only when the primary one is unhealthy. */
  readonly isSecondary: boolean;
  /** How Route 53 finds out that the Region is gone; undefined: it does not. */
  readonly detect: Bar | undefined;
  /** How Route 53 finds out that the Region is well again; undefined: it looks at nothing. */
  readonly returns: Bar | undefined;
  /** The health checks that ask for a path of the Region. */
  readonly checks: readonly ResourceNode[];
  /** The resources whose alarms tell people of it. */
  readonly watched: readonly ResourceNode[];
  /** Below so many healthy targets the Region counts as unhealthy; undefined: targets do not count. */
  readonly leastTargets: number | undefined;
  /** How long clients go on with its answer once another one is given. */
  readonly follow: Bar;
}

export interface Entry {
  /** `failover`: one after the other. `shared`: all at once. */
  readonly policy: 'failover' | 'shared';
  readonly routes: readonly Route[];
  readonly evidence: readonly Evidence[];
}

/** The record set that chooses among Regions; undefined: there is none. */
export function entryOf(context: Context): Entry | undefined {
  const { graph } = context;
  const records = graph
    .resourcesOf(...RECORD_TYPES)
    .flatMap((node) => recordsIn(graph, node))
    .filter(
      (record) => record.name !== undefined && isChosen(record) && !isStep(graph, record.name),
    );
  const sets = [...Map.groupBy(records, ({ name, type }) => `${name} ${type}`).values()];
  const entries = sets.map((set) => toEntry(context, set));
  const most = (entry: Entry) => new Set(entry.routes.map(({ region }) => region)).size;
  const [best] = entries.toSorted((a, b) => most(b) - most(a));
  return best !== undefined && most(best) > 1 ? best : undefined;
}

function isChosen(record: DnsRecord): boolean {
  return (
    isRouted(record) ||
    ['Failover', 'MultiValueAnswer'].some((one) => record.get(one).kind !== 'absent')
  );
}

function toEntry(context: Context, set: readonly DnsRecord[]): Entry {
  const routes = set.flatMap((record) => routesOf(context, record));
  return {
    policy: set.some((record) => asString(record.get('Failover')).state !== 'absent')
      ? 'failover'
      : 'shared',
    routes: routes.toSorted((a, b) => Number(a.isSecondary) - Number(b.isSecondary)),
    evidence: set.map((record) => context.evidence(record.node, ...record.path, 'Name')),
  };
}

/** A route to each Region where a record leads, those first that are asked first. */
function routesOf(context: Context, record: DnsRecord): readonly Route[] {
  return [...Map.groupBy(waysOf(context, record), ({ front }) => context.regionOf(front))].flatMap(
    ([region, inRegion]) => routeOf(context, region, inRegion),
  );
}

function routeOf(context: Context, region: string, ways: readonly WayTo[]): readonly Route[] {
  const [first] = ways.toSorted((a, b) => (a.front.id < b.front.id ? -1 : 1));
  if (first === undefined) return [];
  const { front } = first;
  const checks = [...new Set(ways.flatMap((way) => way.checks))];
  const evaluates = ways.every((way) => way.evaluates);
  const groups = targetGroupsOf(context.graph, listenersOf(context.graph, front));
  const automatic = [
    ...checks.flatMap((check) => detectionBy(context, check) ?? []),
    ...(evaluates ? groups.map((group) => targetDetection(context, group)) : []),
  ].toSorted((a, b) => a.typical - b.typical);
  const endpoints = checks.filter((check) => pathOf(context, check) !== undefined);
  // What watches from outside sees that a Region is gone; the load balancer's own view goes with it.
  const outside = endpoints.flatMap((check) => detectionBy(context, check) ?? []);
  const least = groups
    .map((group) => leastTargets(context, group))
    .filter((one) => one !== undefined);
  return [
    {
      region,
      isSecondary: ways.every((way) => way.isSecondary),
      detect: outside.toSorted((a, b) => a.typical - b.typical)[0] ?? automatic[0],
      returns: returning([
        ...checks.flatMap((check) => returnBy(context, check)),
        ...(evaluates ? groups.map((group) => targetReturn(context, group)) : []),
      ]),
      checks: endpoints,
      watched: [front, ...groups, ...checks],
      leastTargets: evaluates && least.length > 0 ? Math.max(...least) : undefined,
      follow: followBar(context, ways),
    },
  ];
}

/** All of them have to be healthy: the last one decides. */
function returning(bars: readonly Bar[]): Bar | undefined {
  const [first] = bars;
  const evidence = bars.flatMap((bar) => bar.evidence);
  return first && { ...first, ...longestOf(bars), evidence };
}

/** What a health check takes to see that an endpoint is there again. */
function returnBy(context: Context, check: ResourceNode): readonly Bar[] {
  return childrenOf(context, check).flatMap((one) =>
    pathOf(context, one) === undefined ? [] : [dnsReturn(context, one)],
  );
}

/** The health checks that a calculated one is made of, or the health check itself. */
function childrenOf({ graph }: Context, check: ResourceNode): readonly ResourceNode[] {
  const children = asList(graph.get(check, 'HealthCheckConfig', 'ChildHealthChecks'));
  if (children.state !== 'known') return [check];
  return children.value.flatMap((one) => referencesIn(one).map(({ node }) => node));
}

/** What a health check of any type takes to see that an endpoint is gone; undefined: it does not see. */
function detectionBy(context: Context, check: ResourceNode): Bar | undefined {
  const { graph } = context;
  const type = asString(graph.get(check, 'HealthCheckConfig', 'Type'));
  if (type.state !== 'known' || type.value === 'RECOVERY_CONTROL') return undefined;
  if (type.value === 'CALCULATED') {
    const children = asList(graph.get(check, 'HealthCheckConfig', 'ChildHealthChecks'));
    const nodes =
      children.state === 'known'
        ? children.value.flatMap((one) => referencesIn(one).map(({ node }) => node))
        : [];
    return nodes
      .flatMap((node) => detectionBy(context, node) ?? [])
      .toSorted((a, b) => a.typical - b.typical)[0];
  }
  if (type.value === 'CLOUDWATCH_METRIC')
    return { ...notice(context, [check]), title: 'Route 53 follows an alarm’s data' };
  return dnsDetection(context, check);
}

/** The path that a health check asks for. */
export function pathOf({ graph }: Context, check: ResourceNode): string | undefined {
  const path = asString(graph.get(check, 'HealthCheckConfig', 'ResourcePath'));
  const type = asString(graph.get(check, 'HealthCheckConfig', 'Type'));
  const asks = type.state === 'known' && /^(?:HTTPS?|TCP)/.test(type.value);
  return asks ? (path.state === 'known' ? path.value : '/') : undefined;
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html#target-group-health */
function leastTargets({ graph }: Context, group: ResourceNode): number | undefined {
  const attributes = asList(graph.get(group, 'TargetGroupAttributes'));
  if (attributes.state !== 'known') return 1;
  for (const [i] of attributes.value.entries()) {
    const key = asString(graph.get(group, 'TargetGroupAttributes', i, 'Key'));
    if (
      key.state !== 'known' ||
      key.value !== 'target_group_health.dns_failover.minimum_healthy_targets.count'
    )
      continue;
    const value = asNumber(graph.get(group, 'TargetGroupAttributes', i, 'Value'));
    return value.state === 'known' ? value.value : undefined;
  }
  return 1;
}

/**
 * Resolvers keep an answer for as long as the record that was chosen says; where all records on the
 * way are aliases, for as long as the load balancer at their end says.
 *
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-choosing-alias-non-alias.html
 */
function followBar({ figures }: Context, ways: readonly Way[]): Bar {
  const ttls = ways.map(
    ({ ttl }) =>
      ttl ?? { seconds: figures.fact('elb.dnsTtl').longest, evidence: byFact('elb.dnsTtl') },
  );
  const [longest] = ttls.toSorted((a, b) => b.seconds - a.seconds);
  const seconds = longest?.seconds ?? 0;
  return {
    phase: 'switch',
    title: 'Resolvers forget the old answer',
    ...span(0, seconds / 2, seconds),
    evidence: longest === undefined ? [] : [longest.evidence],
  };
}
