import {
  asBoolean,
  describe,
  identity,
  type Resolved,
  type ResourceGraph,
  type ResourceNode,
  referencesIn,
} from '../assembly/index.ts';
import { type DnsRecord, domainKey, recordsNamed, targetsOfRecord } from './dns-records.ts';
import { healthCheckBehind, tellsHealth } from './health-checks.ts';

/** Where a record leads in the end, after all records of the same zone in between. */
export interface Endpoint {
  /** Equal for the same endpoint; undefined: it is not known. */
  readonly key: string | undefined;
  /** Undefined: not known, or all Regions. */
  readonly region: string | undefined;
  readonly resource: ResourceNode | undefined;
  readonly label: string;
}

/** Services that answer from everywhere. */
export const EVERYWHERE = ['AWS::CloudFront::Distribution', 'AWS::GlobalAccelerator::Accelerator'];

/** All endpoints of a record; what leads in a circle leads nowhere. */
export function endpointsOf(
  graph: ResourceGraph,
  record: DnsRecord,
  seen: ReadonlySet<string> = new Set(),
): readonly Endpoint[] {
  return targetsOfRecord(record).flatMap((target) => endpointsAt(graph, target, record, seen));
}

/** Where a name leads, or the resource itself. `near` is the record that leads there. */
export function endpointsAt(
  graph: ResourceGraph,
  target: Resolved,
  near?: DnsRecord,
  seen: ReadonlySet<string> = new Set(),
): readonly Endpoint[] {
  const name = domainKey(target);
  const [resource] = referencesIn(target).map(({ node }) => node);
  if (resource === undefined && name !== undefined) {
    if (seen.has(name)) return [];
    const next = recordsNamed(graph, name, near);
    const within = new Set([...seen, name]);
    if (next.length > 0) return next.flatMap((one) => endpointsOf(graph, one, within));
  }
  return [toEndpoint(target, name, resource)];
}

function toEndpoint(
  target: Resolved,
  name: string | undefined,
  resource: ResourceNode | undefined,
): Endpoint {
  if (resource !== undefined) {
    const region = EVERYWHERE.includes(resource.type) ? undefined : resource.region;
    return { key: resource.id, region, resource, label: resource.logicalId };
  }
  // web-1234.eu-west-1.elb.amazonaws.com
  const region = name?.match(/\.((?:[a-z]+-)+\d)\.(?:[a-z0-9-]+\.)*amazonaws\.com/)?.[1];
  return { key: name ?? identity(target), region, resource, label: describe(target) };
}

/** Resources whose names Route 53 takes for healthy, whatever becomes of what is behind them. */
const ALWAYS_HEALTHY = [
  'AWS::ApiGateway::DomainName',
  'AWS::ApiGateway::RestApi',
  'AWS::ApiGatewayV2::Api',
  'AWS::ApiGatewayV2::DomainName',
  'AWS::CloudFront::Distribution',
  'AWS::S3::Bucket',
];

/**
 * Whether a target counts as healthy for as long as its service runs at all: Route 53 refuses to
 * evaluate the health of CloudFront, and that of API Gateway and S3 tells nothing of what is behind
 * a name.
 *
 * https://docs.aws.amazon.com/Route53/latest/APIReference/API_AliasTarget.html
 */
function isAlwaysHealthy(graph: ResourceGraph, target: Resolved): boolean {
  const nodes = referencesIn(graph.follow(target)).map(({ node }) => node.type);
  if (nodes.length > 0) return nodes.some((type) => ALWAYS_HEALTHY.includes(type));
  return /\.execute-api\.|\.cloudfront\.net$|^s3-website[.-]/.test(domainKey(target) ?? '');
}

/**
 * Whether anything takes a record out of the answers when what it leads to fails: a health check,
 * or the health of its target, through however many records; undefined: it is not known.
 */
export function isHealthChecked(
  graph: ResourceGraph,
  record: DnsRecord,
  seen: ReadonlySet<string> = new Set(),
): boolean | undefined {
  const id = record.get('HealthCheckId');
  const check = healthCheckBehind(graph, id);
  if (id.kind !== 'absent') return check === undefined || tellsHealth(graph, check);
  if (record.get('AliasTarget').kind === 'absent') return false;
  const evaluates = asBoolean(record.get('AliasTarget', 'EvaluateTargetHealth'));
  if (evaluates.state === 'unknown') return undefined;
  if (evaluates.state === 'absent' || !evaluates.value) return false;
  const target = record.get('AliasTarget', 'DNSName');
  if (isAlwaysHealthy(graph, target)) return false;
  const name = domainKey(target);
  const next = name === undefined || seen.has(name) ? [] : recordsNamed(graph, name, record);
  const within = new Set([...seen, name ?? '']);
  const checks = next.map((one) => isHealthChecked(graph, one, within));
  if (checks.includes(false)) return false;
  return checks.includes(undefined) ? undefined : true;
}
