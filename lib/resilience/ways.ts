import {
  asBoolean,
  asNumber,
  asString,
  type ResourceNode,
  referencesIn,
} from '../assembly/index.ts';
import {
  type DnsRecord,
  domainKey,
  RECORD_TYPES,
  recordsIn,
  recordsNamed,
  targetsOfRecord,
} from '../aws/index.ts';
import type { Context } from './part.ts';
import type { Evidence } from './prediction.ts';

/** What an answer passes on its way from a record: each record may add to it. */
export interface Way {
  readonly checks: readonly ResourceNode[];
  /** Of the first record that is no alias: an alias has the TTL of what it points to. */
  readonly ttl: { readonly seconds: number; readonly evidence: Evidence } | undefined;
  readonly evaluates: boolean;
  readonly isSecondary: boolean;
}

/** A way to its end: what takes the requests. */
export interface WayTo extends Way {
  readonly front: ResourceNode;
}

const START: Way = { checks: [], ttl: undefined, evaluates: true, isSecondary: false };

/** Every way from a record to what takes the requests, by the records of the names it leads to. */
export function waysOf(context: Context, record: DnsRecord): readonly WayTo[] {
  return waysFrom(context, record, START, new Set());
}

/** The resources with a record that leads into a Region. */
export function recordsInto(context: Context, region: string): readonly ResourceNode[] {
  const { graph } = context;
  return graph
    .resourcesOf(...RECORD_TYPES)
    .filter((node) =>
      recordsIn(graph, node).some((record) =>
        waysOf(context, record).some(({ front }) => context.regionOf(front) === region),
      ),
    );
}

function waysFrom(
  context: Context,
  record: DnsRecord,
  before: Way,
  seen: ReadonlySet<string>,
): readonly WayTo[] {
  const { graph } = context;
  const way = passing(context, record, before);
  return targetsOfRecord(record).flatMap((target) => {
    const fronts = referencesIn(target).map(({ node }) => node);
    const name = domainKey(target);
    if (fronts.length > 0 || name === undefined || seen.has(name))
      return fronts.map((front) => ({ ...way, front }));
    return recordsNamed(graph, name, record)
      .toSorted((a, b) => Number(isSecondary(a)) - Number(isSecondary(b)))
      .flatMap((next) => waysFrom(context, next, way, new Set([...seen, name])));
  });
}

function passing(context: Context, record: DnsRecord, before: Way): Way {
  const checks = referencesIn(record.get('HealthCheckId')).flatMap(({ node }) =>
    node.type === 'AWS::Route53::HealthCheck' ? [node] : [],
  );
  const isAlias = record.get('AliasTarget').kind !== 'absent';
  const evaluates = asBoolean(record.get('AliasTarget', 'EvaluateTargetHealth'));
  const ttl = asNumber(record.get('TTL'));
  const evidence = () => context.evidence(record.node, ...record.path, 'TTL');
  return {
    checks: [...before.checks, ...checks],
    ttl:
      before.ttl ??
      (isAlias || ttl.state !== 'known' ? undefined : { seconds: ttl.value, evidence: evidence() }),
    evaluates: before.evaluates && isAlias && evaluates.state === 'known' && evaluates.value,
    isSecondary: before.isSecondary || isSecondary(record),
  };
}

function isSecondary(record: DnsRecord): boolean {
  const role = asString(record.get('Failover'));
  return role.state === 'known' && role.value === 'SECONDARY';
}
