import {
  asBoolean,
  asList,
  asNumber,
  asString,
  type ResourceNode,
  referencesIn,
} from '../assembly/index.ts';
import {
  type DnsRecord,
  domainKey,
  isRouted,
  isStep,
  listenersOf,
  RECORD_TYPES,
  recordsIn,
  recordsNamed,
  targetGroupsOf,
  targetsOfRecord,
} from '../aws/index.ts';
import { byFact } from './figures.ts';
import type { Context } from './part.ts';
import { dnsDetection, notice, targetDetection } from './parts/detection.ts';
import type { Bar, Evidence } from './prediction.ts';
import { span } from './spans.ts';

/** How clients come to a Region: through records, whose health decides by itself or not at all. */
export interface Route {
  readonly region: string;
  /** Whether it is a standby, which is asked only when the primary one is unhealthy. */
  readonly isSecondary: boolean;
  /** How Route 53 finds out that the Region is gone; undefined: it does not. */
  readonly detect: Bar | undefined;
  /** The health checks that ask for a path of the Region. */
  readonly checks: readonly ResourceNode[];
  /** The resources whose alarms tell people of it. */
  readonly watched: readonly ResourceNode[];
  /** Below so many healthy targets the Region counts as unhealthy; undefined: targets do not count. */
  readonly leastTargets: number | undefined;
  /** How long clients go on with the old answer. */
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
  const failover = (record: DnsRecord) => asString(record.get('Failover'));
  const isSecondary = (record: DnsRecord) => {
    const role = failover(record);
    return role.state === 'known' && role.value === 'SECONDARY';
  };
  const routes = set.flatMap((record) => routesOf(context, record, isSecondary(record)));
  return {
    policy: set.some((record) => failover(record).state !== 'absent') ? 'failover' : 'shared',
    routes: routes.toSorted((a, b) => Number(a.isSecondary) - Number(b.isSecondary)),
    evidence: set.map((record) => context.evidence(record.node, ...record.path, 'Name')),
  };
}

interface Walk {
  readonly checks: ResourceNode[];
  readonly fronts: ResourceNode[];
  readonly ttls: { readonly seconds: number; readonly evidence: Evidence }[];
  evaluates: boolean;
}

function routesOf(context: Context, record: DnsRecord, isSecondary: boolean): readonly Route[] {
  const walk: Walk = { checks: [], fronts: [], ttls: [], evaluates: true };
  follow(context, record, walk, new Set());
  const fronts = walk.fronts.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const [front] = fronts;
  if (front === undefined) return [];
  const groups = targetGroupsOf(context.graph, listenersOf(context.graph, front));
  const automatic = [
    ...walk.checks.flatMap((check) => detectionBy(context, check) ?? []),
    ...(walk.evaluates ? groups.map((group) => targetDetection(context, group)) : []),
  ].toSorted((a, b) => a.typical - b.typical);
  const endpoints = walk.checks.filter((check) => pathOf(context, check) !== undefined);
  // What watches from outside sees that a Region is gone; the load balancer's own view goes with it.
  const outside = endpoints.flatMap((check) => detectionBy(context, check) ?? []);
  const least = groups
    .map((group) => leastTargets(context, group))
    .filter((one) => one !== undefined);
  return [
    {
      region: context.regionOf(front),
      isSecondary,
      detect: outside.toSorted((a, b) => a.typical - b.typical)[0] ?? automatic[0],
      checks: endpoints,
      watched: [front, ...groups, ...walk.checks],
      leastTargets: walk.evaluates && least.length > 0 ? Math.max(...least) : undefined,
      follow: followBar(context, walk),
    },
  ];
}

function follow(context: Context, record: DnsRecord, walk: Walk, seen: ReadonlySet<string>): void {
  const { graph } = context;
  walk.checks.push(
    ...referencesIn(record.get('HealthCheckId')).flatMap(({ node }) =>
      node.type === 'AWS::Route53::HealthCheck' ? [node] : [],
    ),
  );
  const isAlias = record.get('AliasTarget').kind !== 'absent';
  if (isAlias) {
    const evaluates = asBoolean(record.get('AliasTarget', 'EvaluateTargetHealth'));
    walk.evaluates &&= evaluates.state === 'known' && evaluates.value;
  } else {
    walk.evaluates = false;
    const ttl = asNumber(record.get('TTL'));
    if (ttl.state === 'known') {
      walk.ttls.push({
        seconds: ttl.value,
        evidence: context.evidence(record.node, ...record.path, 'TTL'),
      });
    }
  }
  for (const target of targetsOfRecord(record)) {
    const references = referencesIn(target).map(({ node }) => node);
    walk.fronts.push(...references);
    const name = domainKey(target);
    if (references.length > 0 || name === undefined || seen.has(name)) continue;
    for (const next of recordsNamed(graph, name, record))
      follow(context, next, walk, new Set([...seen, name]));
  }
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

function followBar({ figures }: Context, { ttls }: Walk): Bar {
  const [longest] = ttls.toSorted((a, b) => b.seconds - a.seconds);
  const alias = figures.fact('elb.dnsTtl').longest;
  const seconds = Math.max(alias, longest?.seconds ?? 0);
  return {
    phase: 'switch',
    title: 'Resolvers forget the old answer',
    ...span(0, seconds / 2, seconds),
    evidence: [
      longest !== undefined && longest.seconds >= alias ? longest.evidence : byFact('elb.dnsTtl'),
    ],
  };
}
