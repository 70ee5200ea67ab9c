import {
  asBoolean,
  asNumber,
  asString,
  type ResourceGraph,
  type ResourceNode,
  targetOf,
} from '../assembly/index.ts';
import { domainKey } from './dns-records.ts';
import type { Truth } from './truth.ts';

const HEALTH_CHECK = 'AWS::Route53::HealthCheck';

/** Addresses that nobody reaches from outside: private, of the host itself, link-local. */
const PRIVATE = /^(?:10\.|127\.|169\.254\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)/;

/** Ends of names that are in no public zone. */
const INTERNAL = /\.(?:internal|local|localdomain|home\.arpa)$/;

/**
 * Whether a health check tells the health of what it asks. Health checkers are on the internet,
 * where a private address or name never answers them, unless the check asks from a source in a VPC.
 * One that is disabled, or that needs none of its children, is always healthy.
 *
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-private-hosted-zones.html
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-private-endpoints.html
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-creating-values.html
 */
export function tellsHealth(graph: ResourceGraph, check: ResourceNode): Truth {
  const read = (name: string) => graph.get(check, 'HealthCheckConfig', name);
  const address = asString(read('IPAddress'));
  const threshold = asNumber(read('HealthThreshold'));
  const disabled = asBoolean(read('Disabled'));
  if (disabled.state === 'known' && disabled.value) return false;
  if (threshold.state === 'known' && threshold.value === 0) return false;
  if (read('HealthCheckSourceId').kind !== 'absent') return true;
  // Where there is an address, the name is only what is asked for there.
  if (address.state === 'known') return !PRIVATE.test(address.value);
  if (address.state === 'unknown') return true;
  const name = domainKey(read('FullyQualifiedDomainName'));
  return name === undefined || !isPrivateName(graph, name);
}

function isPrivateName(graph: ResourceGraph, name: string): boolean {
  if (INTERNAL.test(name)) return true;
  const parents = name.split('.').map((_, i, parts) => parts.slice(i).join('.'));
  const zones = parents.flatMap((parent) => graph.having([ZONE], zoneNames, parent));
  const isPrivate = (zone: ResourceNode) => graph.get(zone, 'VPCs').kind !== 'absent';
  return zones.length > 0 && zones.every(isPrivate);
}

const ZONE = 'AWS::Route53::HostedZone';

function zoneNames(graph: ResourceGraph, zone: ResourceNode) {
  return [domainKey(graph.get(zone, 'Name'))];
}

/** The health check behind a value, if it is at hand. */
export function healthCheckBehind(
  graph: ResourceGraph,
  value: Parameters<typeof targetOf>[1],
): ResourceNode | undefined {
  return targetOf(graph, value, [HEALTH_CHECK]);
}
