import type { ResourceGraph, ResourceNode } from '../assembly/index.ts';

const SENDS_REQUESTS = [
  'TargetGroupARNs',
  'TrafficSources',
  'LoadBalancerNames',
  'LoadBalancers',
  'ServiceConnectConfiguration',
  'ServiceRegistries',
];

/**
 * Whether a load balancer sends requests to an Auto Scaling group or a service, or others find it by
 * its name, or may.
 */
export function takesRequests(graph: ResourceGraph, compute: ResourceNode): boolean {
  return SENDS_REQUESTS.some((property) => graph.get(compute, property).kind !== 'absent');
}
