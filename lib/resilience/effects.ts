/**
 * What happens, as past outages were: each effect begins, may end, and hits a zone, a Region, or
 * one part of a service. A scenario is a list of them.
 */
export interface Effect {
  readonly kind: EffectKind;
  /** The part it hits, by name; for `service-data` and `api` the service, such as `dynamodb`. */
  readonly target?: string;
  /** Undefined: everywhere. */
  readonly region?: string;
  readonly zone?: string;
  /** Seconds after the scenario began. */
  readonly from: number;
  /** Seconds after the scenario began; null: it does not end. */
  readonly to: number | null;
  /** The share of requests or hosts, from the least to the most; [0, 1] where none is known. */
  readonly share: readonly [number, number];
}

/** What can happen, in the order of the alphabet. */
export const EFFECT_KINDS = [
  'api',
  'cache-lost',
  'cache-node-lost',
  'consumers-lost',
  'dns-control',
  'endpoint',
  'events',
  'instance-lost',
  'launches',
  'lb-control',
  'lb-data',
  'metrics',
  'nat-lost',
  'region-lost',
  'replication',
  'service-data',
  'sign-in',
  'writer-lost',
  'zone-hosts',
  'zone-lost',
  'zone-network',
] as const;

export type EffectKind = (typeof EFFECT_KINDS)[number];

/** An effect from the beginning on, without an end, that hits all of its target. */
export function whole(
  kind: EffectKind,
  where: Pick<Effect, 'target' | 'region' | 'zone'> = {},
): Effect {
  return { kind, ...where, from: 0, to: null, share: [1, 1] };
}

/** What is gone at one time: what parts of a service are asked about. */
export interface Fault {
  /** Zones whose instances and addresses are gone. */
  readonly zones: ReadonlySet<string>;
  readonly regions: ReadonlySet<string>;
  /** Whether a zone is gone that is, or may be, one of a Region. */
  mayHit(region: string): boolean;
  /** Parts by name, with what of them is gone. */
  readonly parts: ReadonlyMap<string, ReadonlySet<EffectKind>>;
  /** Whether that is all: parts that it does not name are as they are without it. */
  readonly isOfParts: boolean;
  /** `SERVICE@REGION` of services that do not answer. */
  readonly services: ReadonlySet<string>;
  hasEffect(kind: EffectKind, region: string): boolean;
}

/** What happens to the part that is its target, and to nothing else. */
const OF_PARTS: readonly EffectKind[] = [
  'cache-lost',
  'cache-node-lost',
  'consumers-lost',
  'instance-lost',
  'nat-lost',
  'writer-lost',
];

const GONE_ZONES: readonly EffectKind[] = ['zone-lost', 'zone-hosts', 'zone-network'];

/** What the effects that are there at a time come to. */
export function faultOf(effects: readonly Effect[], at = 0): Fault {
  const now = effects.filter(({ from, to }) => from <= at && (to === null || to > at));
  const parts = new Map<string, Set<EffectKind>>();
  for (const { kind, target } of now) {
    if (target === undefined || kind === 'service-data' || kind === 'api') continue;
    parts.set(target, new Set([...(parts.get(target) ?? []), kind]));
  }
  return {
    zones: new Set(
      now.flatMap(({ kind, zone }) =>
        zone !== undefined && GONE_ZONES.includes(kind) ? [zone] : [],
      ),
    ),
    regions: new Set(
      now.flatMap(({ kind, region }) =>
        kind === 'region-lost' && region !== undefined ? [region] : [],
      ),
    ),
    parts,
    isOfParts: now.every(
      ({ kind, target, region }) =>
        OF_PARTS.includes(kind) && target !== undefined && region === undefined,
    ),
    mayHit: (region) =>
      now.some(
        (one) =>
          one.zone !== undefined &&
          GONE_ZONES.includes(one.kind) &&
          (one.region === undefined || one.region === region),
      ),
    services: new Set(
      now.flatMap(({ kind, target, region }) => {
        if (kind === 'lb-data') return [`elb@${region ?? ''}`];
        if (kind === 'endpoint') return [`dynamodb@${region ?? ''}`];
        return kind === 'service-data' ? [`${target ?? ''}@${region ?? ''}`] : [];
      }),
    ),
    hasEffect: (kind, region) =>
      now.some((one) => one.kind === kind && (one.region === undefined || one.region === region)),
  };
}

/** Nothing happens. */
export const NO_FAULT: Fault = faultOf([]);
