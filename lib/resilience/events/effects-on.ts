import { asString, type ResourceGraph } from '../../assembly/index.ts';
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
  if (kind === 'endpoint' && target !== 'dynamodb') return [];
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

/** No outage of the data plane of Application Load Balancers is among those that are shipped. */
function hasNetworkLoadBalancer(graph: ResourceGraph): boolean {
  return graph.resourcesOf('AWS::ElasticLoadBalancingV2::LoadBalancer').some((balancer) => {
    const type = asString(graph.get(balancer, 'Type'));
    return type.state === 'known' && type.value === 'network';
  });
}
