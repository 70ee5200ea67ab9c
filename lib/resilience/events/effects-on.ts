import { asString, type ResourceGraph, type ResourceNode } from '../../assembly/index.ts';
import type { Effect, EffectKind } from '../effects.ts';
import type { World } from '../world.ts';
import type { OutageEffectKind, PastOutage } from './past-outage.ts';
import type { PlacedEffect } from './place.ts';

/** Where an instance cannot write to its volume it does not answer either. */
const AS_HOSTS: ReadonlySet<OutageEffectKind> = new Set([
  'zone-hosts',
  'zone-lost',
  'zone-network',
  'ebs-stuck',
]);

/** What a prediction looks at besides the hosts of a zone. */
const LOOKED_AT: ReadonlySet<string> = new Set<EffectKind>([
  'api',
  'dns-control',
  'endpoint',
  'launches',
  'lb-control',
  'lb-data',
  'metrics',
  'region-lost',
  'replication',
  'service-data',
  'sign-in',
]);

/** The effect as predictions know it; none where it does not touch what the templates have. */
export function effectsOn({ context, parts }: World, effect: PlacedEffect): readonly Effect[] {
  const { kind, target, zone, from, to, share, region } = effect;
  const time = { from, to, share, ...(region !== undefined && { region }) };
  if (zone !== undefined) {
    // What a service has in a zone goes with the zone, and other zones can still launch.
    if (!AS_HOSTS.has(kind) || target === 'rds') return [];
    return [{ kind: kind === 'zone-lost' ? kind : 'zone-hosts', zone, ...time }];
  }
  if (!LOOKED_AT.has(kind)) return [];
  if (kind === 'lb-data' && !hasNetworkLoadBalancer(context.graph)) return [];
  if (kind === 'endpoint' && !(target === 'dynamodb' && mayUseEndpoint(context, target, region)))
    return [];
  const isStarted = parts.some(({ service }) => service === LAUNCHED[target ?? '']);
  if (kind === 'launches' && !isStarted) return [];
  return [{ kind: kind as EffectKind, ...time, ...(target !== undefined && { target }) }];
}

/** Kinds of effects that predictions know nothing about, sorted: verdicts are without them. */
export function leftOutOf({ effects }: PastOutage): readonly OutageEffectKind[] {
  const kinds = new Set(effects.map(({ kind }) => kind));
  return [...kinds].filter((kind) => !LOOKED_AT.has(kind) && !AS_HOSTS.has(kind)).toSorted();
}

/** Which service of a part starts what an outage kept from starting. */
const LAUNCHED: Readonly<Record<string, string>> = { ec2: 'ec2', fargate: 'ecs' };

/**
 * Whether requests to a service may go through an endpoint of a VPC: what leaves by NAT gateways
 * passes none. Where a VPC is not at hand, or what an endpoint is for, nobody knows.
 */
function mayUseEndpoint(
  { graph, regionOf }: World['context'],
  service: string,
  region: string | undefined,
): boolean {
  const inRegion = (node: ResourceNode) => region === undefined || regionOf(node) === region;
  const endpoints = graph.resourcesOf('AWS::EC2::VPCEndpoint').filter(inRegion);
  const isFor = endpoints.map((endpoint) => asString(graph.get(endpoint, 'ServiceName')));
  return (
    !graph.resourcesOf('AWS::EC2::VPC').some(inRegion) ||
    isFor.some((name) => name.state !== 'known' || name.value.endsWith(`.${service}`))
  );
}

/** No outage of the data plane of Application Load Balancers is among those that are shipped. */
function hasNetworkLoadBalancer(graph: ResourceGraph): boolean {
  return graph.resourcesOf('AWS::ElasticLoadBalancingV2::LoadBalancer').some((balancer) => {
    const type = asString(graph.get(balancer, 'Type'));
    return type.state === 'known' && type.value === 'network';
  });
}
