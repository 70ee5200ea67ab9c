import {
  asString,
  identity,
  type KeysOf,
  type PathSegment,
  type Resolved,
  type ResourceGraph,
  type ResourceNode,
  referencesIn,
} from '../assembly/index.ts';
import { allOf, type Truth } from './truth.ts';

export const RECORD_TYPES = ['AWS::Route53::RecordSet', 'AWS::Route53::RecordSetGroup'] as const;

/** One record, of its own or a member of a group. */
export interface DnsRecord {
  readonly node: ResourceNode;
  /** Where it is below the resource's properties. */
  readonly path: readonly PathSegment[];
  readonly get: (...path: readonly PathSegment[]) => Resolved;
  /** Zone, name and type, each undefined if it is not known. */
  readonly zone: string | undefined;
  readonly name: string | undefined;
  readonly type: string | undefined;
}

/** The records that a resource makes; a group whose list is not known has none. */
export function recordsIn(graph: ResourceGraph, node: ResourceNode): readonly DnsRecord[] {
  if (node.type === 'AWS::Route53::RecordSet') return [toRecord(graph, node, [])];
  const members = graph.get(node, 'RecordSets');
  const count = members.kind === 'list' ? members.items.length : 0;
  return Array.from({ length: count }, (_, i) => toRecord(graph, node, ['RecordSets', i]));
}

/** The records that may belong to one set with a record: those of its name, or of an unknown one. */
export function recordsAlike(graph: ResourceGraph, record: DnsRecord): readonly DnsRecord[] {
  return nodesAlike(graph, record).flatMap((node) => recordsIn(graph, node));
}

/** The resources that make such records. */
function nodesAlike(graph: ResourceGraph, { name }: DnsRecord): readonly ResourceNode[] {
  if (name === undefined) return graph.resourcesOf(...RECORD_TYPES);
  return [...new Set([name, undefined].flatMap((one) => graph.having(RECORD_TYPES, namesOf, one)))];
}

function recordsHaving(graph: ResourceGraph, keysOf: KeysOf, key: unknown): readonly DnsRecord[] {
  return graph.having(RECORD_TYPES, keysOf, key).flatMap((node) => recordsIn(graph, node));
}

function namesOf(graph: ResourceGraph, node: ResourceNode) {
  return recordsIn(graph, node).map(({ name }) => name);
}

function checksOf(graph: ResourceGraph, node: ResourceNode) {
  return recordsIn(graph, node).flatMap((record) =>
    referencesIn(record.get('HealthCheckId')).map((reference) => reference.node),
  );
}

/** Whether other records lead to a name: a step on the way, not where clients begin. */
export function isStep(graph: ResourceGraph, name: string): boolean {
  return graph.having(RECORD_TYPES, aliasesIn, name).length > 0;
}

function aliasesIn(graph: ResourceGraph, node: ResourceNode) {
  return recordsIn(graph, node).map((record) => domainKey(record.get('AliasTarget', 'DNSName')));
}

function toRecord(
  graph: ResourceGraph,
  node: ResourceNode,
  path: readonly PathSegment[],
): DnsRecord {
  const get = (...inner: readonly PathSegment[]) => graph.get(node, ...path, ...inner);
  const type = asString(get('Type'));
  return {
    node,
    path,
    get,
    zone: zoneKey(graph, node, path),
    name: domainKey(get('Name')),
    type: type.state === 'known' ? type.value : undefined,
  };
}

/** A zone by its ID or its name; members of a group may leave it to the group. */
function zoneKey(
  graph: ResourceGraph,
  node: ResourceNode,
  path: readonly PathSegment[],
): string | undefined {
  for (const at of path.length > 0 ? [path, []] : [path]) {
    const id = graph.get(node, ...at, 'HostedZoneId');
    if (id.kind !== 'absent') return identity(id);
    const name = graph.get(node, ...at, 'HostedZoneName');
    if (name.kind !== 'absent') return domainKey(name);
  }
  return undefined;
}

/** DNS names are the same in upper and lower case, with and without the dot at the end. */
export function domainKey(value: Resolved): string | undefined {
  const key = identity(value);
  // What stands for a resource is an ID, in which case matters.
  if (key === undefined || key.includes('<')) return key?.replace(/\.$/, '');
  return key.toLowerCase().replace(/\.$/, '');
}

/** Whether two records belong to one set: same zone, name and type; undefined: it is not known. */
export function isSameSet(a: DnsRecord, b: DnsRecord): Truth {
  return allOf([isSame(a.name, b.name), isSame(a.type, b.type), isSameZone(a, b)]);
}

/** Whether two records are in one zone; undefined: it is not known. */
export function isSameZone(a: DnsRecord, b: DnsRecord): Truth {
  // One zone by its ID or as a resource, the other by its name: it may be the same.
  return wordOf(a.zone) === wordOf(b.zone) ? isSame(a.zone, b.zone) : undefined;
}

/** How a zone is named: as a resource of a template, by its name, or by its ID. */
function wordOf(zone: string | undefined): string {
  if (zone?.includes('<')) return 'resource';
  return zone?.includes('.') ? 'name' : 'ID';
}

function isSame(a: string | undefined, b: string | undefined): Truth {
  return a === undefined || b === undefined ? undefined : a === b;
}

/** The records that answer for a name in a record's zone, of its type or as a CNAME. */
export function recordsNamed(
  graph: ResourceGraph,
  name: string,
  near?: DnsRecord,
): readonly DnsRecord[] {
  return recordsHaving(graph, namesOf, name).filter(
    (record) =>
      record.name === name &&
      (near === undefined ||
        record.type === near.type ||
        record.type === 'CNAME' ||
        near.type === 'CNAME'),
  );
}

/** The names or resources that a record leads to. */
export function targetsOfRecord(record: DnsRecord): readonly Resolved[] {
  const alias = record.get('AliasTarget', 'DNSName');
  if (alias.kind !== 'absent') return [alias];
  const values = record.get('ResourceRecords');
  return values.kind === 'list' ? values.items : [values];
}

/** Records that use a health check. */
export function recordsWith(graph: ResourceGraph, check: ResourceNode): readonly DnsRecord[] {
  return recordsHaving(graph, checksOf, check).filter((record) =>
    referencesIn(record.get('HealthCheckId')).some(({ node }) => node === check),
  );
}

/** Whether a record is one of several for its name, by any routing policy but failover. */
export function isRouted(record: DnsRecord): boolean {
  return ['Weight', 'Region', 'GeoLocation', 'GeoProximityLocation', 'CidrRoutingConfig'].some(
    (property) => record.get(property).kind !== 'absent',
  );
}

/**
 * The secondary records of a primary one: those of its own stack where there are any, since a set has
 * one, and those of other stacks of the same name are then of another deployment.
 */
export function secondariesOf(graph: ResourceGraph, primary: DnsRecord): readonly DnsRecord[] {
  const isSecondary = (other: DnsRecord) => {
    const failover = asString(other.get('Failover'));
    const isOne = failover.state === 'known' && failover.value === 'SECONDARY';
    return isOne && isSameSet(primary, other) === true;
  };
  const nodes = nodesAlike(graph, primary);
  const near = nodes.filter(({ stack }) => stack === primary.node.stack);
  const own = near.flatMap((node) => recordsIn(graph, node)).filter(isSecondary);
  return own.length > 0 ? own : nodes.flatMap((node) => recordsIn(graph, node)).filter(isSecondary);
}
