import { asString, type ResourceGraph } from '../assembly/index.ts';
import { type Effect, type EffectKind, faultOf } from './effects.ts';
import {
  intervalsOf,
  type OutageEffectKind,
  type PastOutage,
  type PlacedEffect,
  placeOutage,
} from './events/index.ts';
import { Figures, type Given } from './figures.ts';
import { predictPath } from './paths.ts';
import type { PathName, PathPrediction } from './prediction.ts';
import { PATHS } from './rows.ts';
import { type World, worldOf } from './world.ts';

export interface ReplayOptions {
  /**
   * The Region that the outage is laid on.
   *
   * @default - its own if the templates have it, else the Region that answers first
   */
  readonly at?: string;
  /** Values in place of facts and assumptions, by key. @default - none */
  readonly given?: Readonly<Record<string, Given>>;
}

/** A past outage on templates, with the services of today. */
export interface Replay {
  readonly region: string;
  /** The zones that it is laid on; none for an outage of a Region. */
  readonly zones: readonly string[];
  readonly intervals: readonly ReplayedInterval[];
  /** Kinds of effects that predictions know nothing about, sorted: verdicts are without them. */
  readonly leftOut: readonly OutageEffectKind[];
}

/**
 * A time in which nothing changes; seconds after the outage began. `lost` lasts as long as it does:
 * what an outage of a service or of a Region's hosts did not destroy is there again afterwards.
 */
export interface ReplayedInterval {
  readonly from: number;
  /** Null: without an end. */
  readonly to: number | null;
  readonly paths: Readonly<Partial<Record<PathName, ReplayedPath>>>;
}

/** Of most effects nobody published how much they hit: a verdict is a range. */
export interface ReplayedPath {
  /** Where nothing of the service was among what was hit, unless it is known that all was. */
  readonly best: PathPrediction;
  /** Where all of it was. */
  readonly worst: PathPrediction;
}

/** What the outage would have come to: once for a Region, in every zone in turn for zones. */
export function replay(
  graph: ResourceGraph,
  outage: PastOutage,
  { at, given }: ReplayOptions = {},
): readonly Replay[] {
  const world = worldOf(graph, new Figures(given));
  const regions = [
    ...new Set([
      ...(world.entry?.routes ?? []).map((route) => route.region),
      ...world.parts.map((part) => part.region).toSorted(),
    ]),
  ];
  const region = at ?? (regions.includes(outage.region) ? outage.region : (regions[0] ?? ''));
  const here = world.parts.flatMap((part) => part.zones).filter((zone) => zone?.region === region);
  const zones = [...new Set(here.flatMap((zone) => zone?.id ?? []))].toSorted();
  const place = { regions: [region, ...regions.filter((one) => one !== region)], zones };
  return placeOutage(outage, place).map((placed) => ({
    region,
    zones: placed.zones,
    intervals: intervalsOf(placed.effects.flatMap((one) => effectOf(world, one))).map(
      ({ from, to, effects }) => ({ from, to, paths: verdicts(world, effects) }),
    ),
    leftOut: [...new Set(placed.effects.map(({ kind }) => kind))].filter(isLeftOut).toSorted(),
  }));
}

function verdicts(world: World, effects: readonly Effect[]): ReplayedInterval['paths'] {
  const known = effects.filter(({ share: [least] }) => least > 0);
  const best = faultOf(known.map(lasting));
  const worst = faultOf(effects.map(lasting));
  const paths: Partial<Record<PathName, ReplayedPath>> = {};
  for (const path of PATHS) {
    const [one, other] = [best, worst].map((fault) => predictPath(world, fault, path)?.prediction);
    if (one !== undefined && other !== undefined) paths[path] = { best: one, worst: other };
  }
  return paths;
}

/** Inside of an interval effects last. */
function lasting(effect: Effect): Effect {
  return { ...effect, from: 0, to: null };
}

/** Where an instance cannot write to its volume it does not answer either. */
const AS_HOSTS: ReadonlySet<string> = new Set([
  'zone-hosts',
  'zone-lost',
  'zone-network',
  'ebs-stuck',
]);

/** What a prediction looks at besides hosts and balancers. */
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

function isLeftOut(kind: OutageEffectKind): boolean {
  return !LOOKED_AT.has(kind) && !AS_HOSTS.has(kind);
}

/** The effect as predictions know it; none where it does not touch what the templates have. */
function effectOf({ context, parts }: World, effect: PlacedEffect): readonly Effect[] {
  const { kind, target, zone, from, to, share, region } = effect;
  const time = { from, to, share, ...(region !== undefined && { region }) };
  if (zone !== undefined) {
    // What a service has in a zone goes with the zone, and other zones can still launch.
    if (!AS_HOSTS.has(kind) || target === 'rds') return [];
    return [{ kind: kind === 'zone-lost' ? kind : 'zone-hosts', zone, ...time }];
  }
  if (kind === 'lb-data') return hasNetworkLoadBalancer(context.graph) ? [{ kind, ...time }] : [];
  if (kind === 'endpoint') return target === 'dynamodb' ? [{ kind, ...time }] : [];
  if (kind === 'launches' && !parts.some(({ service }) => service === LAUNCHED[target ?? ''])) {
    return [];
  }
  if (!LOOKED_AT.has(kind)) return [];
  return [{ kind: kind as EffectKind, ...time, ...(target !== undefined && { target }) }];
}

/** Which service of a part starts what an outage kept from starting. */
const LAUNCHED: Readonly<Record<string, string>> = { ec2: 'ec2', fargate: 'ecs' };

/** No outage of the data plane of Application Load Balancers was published. */
function hasNetworkLoadBalancer(graph: ResourceGraph): boolean {
  return graph.resourcesOf('AWS::ElasticLoadBalancingV2::LoadBalancer').some((balancer) => {
    const type = asString(graph.get(balancer, 'Type'));
    return type.state === 'known' && type.value === 'network';
  });
}
