/** An outage of AWS as it was published: what it hit, from when to when. */
export interface PastOutage {
  /** The Region (or `global`), the date on which it began, and a word where two share both. */
  readonly id: string;
  /** What happened, in one line for people. */
  readonly title: string;
  /** The Region that it hit first; `global` where it hit what is in no Region. */
  readonly region: string;
  /**
   * IDs of Availability Zones, in the order in which they were hit. Names such as `us-east-1a` are
   * those of one account, so none is published.
   */
  readonly zones: readonly string[];
  /** As `YYYY-MM-DDTHH:MMZ`, like all times here. */
  readonly start: string;
  /** Null: not over yet, or never. */
  readonly end: string | null;
  readonly effects: readonly OutageEffect[];
  /** When AWS first spoke of it in public, where that is known: who waits for it loses the time until then. */
  readonly firstPost: string | null;
  readonly sources: readonly OutageSource[];
}

/** What was impaired, and where. */
export interface OutageEffect {
  readonly kind: OutageEffectKind;
  /** The service, in the words of endpoints (`dynamodb`); absent where all of the place was hit. */
  readonly target?: string;
  readonly scope: 'zone' | 'region' | 'global';
  /** The ID of the zone, for those of scope `zone`. */
  readonly zone?: string;
  /** The Region, where it is not the outage's. */
  readonly region?: string;
  readonly from: string;
  /** Null: it did not end, or nobody published when. */
  readonly to: string | null;
  /** The share of requests, hosts or launches, at least and at most; [0, 1] where none is published. */
  readonly share: readonly [number, number];
  /** Connections that were open went on. */
  readonly only?: 'new connections';
  readonly evidence: 'published' | 'second-hand' | 'inferred';
  /** What its sources say beyond that. */
  readonly note?: string;
}

/**
 * - `api`: changes by the control plane of a service.
 * - `service-data`: requests to a service.
 * - `launches`: new instances or tasks.
 * - `lb-control`, `lb-data`: registration and shifts of load balancers; their requests.
 * - `dns-control`, `edge-control`: changes of Route 53 and CloudFront; answers went on.
 * - `zone-hosts`, `zone-network`, `ebs-stuck`: hosts, network and volumes of a zone.
 * - `zone-lost`, `region-lost`: with the data that was only there.
 * - `endpoint`: requests through VPC endpoints. `replication`: to other Regions.
 * - `sign-in`: who wants to act cannot. `provider-status`: AWS's own status and support pages.
 */
export type OutageEffectKind =
  | 'api'
  | 'autoscaling-stall'
  | 'dns-control'
  | 'ebs-stuck'
  | 'edge'
  | 'edge-control'
  | 'endpoint'
  | 'events'
  | 'hybrid-network'
  | 'internet'
  | 'launches'
  | 'lb-control'
  | 'lb-data'
  | 'logs'
  | 'metrics'
  | 'provider-status'
  | 'region-lost'
  | 'replication'
  | 'service-data'
  | 'sign-in'
  | 'zone-hosts'
  | 'zone-lost'
  | 'zone-network';

/** The same effect on each of several services. */
export function onEach(
  targets: readonly string[],
  effect: Omit<OutageEffect, 'target'>,
): readonly OutageEffect[] {
  return targets.map((target) => ({ target, ...effect }));
}

export interface OutageSource {
  readonly url: string;
  /** `AWS, kept by others`: AWS's text where AWS no longer shows it. */
  readonly by: 'AWS' | 'AWS, kept by others' | 'others';
}
