import type { ResourceGraph, ResourceNode } from '../assembly/index.ts';
import type { Fault } from './effects.ts';
import type { Figures } from './figures.ts';
import type { Bar, Capacity, Evidence, PathName, Reason, Span, Unknown } from './prediction.ts';

/** What parts are made from. */
export interface Context {
  readonly graph: ResourceGraph;
  readonly figures: Figures;
  /** The logical ID of a resource where no other has it, else its ID. */
  nameOf(node: ResourceNode): string;
  /** All names under which a resource may be spoken of. */
  namesOf(node: ResourceNode): readonly string[];
  /** The Region of a resource, by its stack or by the zones that its template names. */
  regionOf(node: ResourceNode): string;
  /** Where a property's value is written. */
  evidence(node: ResourceNode, ...path: readonly (string | number)[]): Evidence;
}

/** A zone of a Region: `eu-west-1a`, or `eu-west-1#0` where only the deployment names it. */
export interface Zone {
  readonly id: string;
  readonly region: string;
}

/** One part of a service in one Region: a tier, with what losing it or its zones comes to. */
export interface Part extends PartOfKind {
  readonly name: string;
  readonly node: ResourceNode;
  readonly region: string;
}

/** What the kind of a part says of it, beside what it is called and where it is. */
export interface PartOfKind {
  readonly tier: Tier;
  /** The AWS service that answers for it, as past outages name it. */
  readonly service: string;
  readonly paths: readonly PathName[];
  /** Where it is; empty for what is in all zones by itself, undefined where nobody knows. */
  readonly zones: readonly Zone[] | undefined;
  /** For what serves: how many there are, and how many the peak asks for. */
  readonly units?: Units;
  /** Other Regions that hold the same data. */
  readonly replicas?: readonly string[];
  /** Whether requests fail while its service does not answer; they do where it does not say. */
  isNeeded?(): boolean;
  /** How its data returns to a Region that was lost, from one that people made the primary Region. */
  failback?(region: string): DataFailback | undefined;
  /** What a fault comes to for requests that are answered in a Region. */
  impact(fault: Fault, path: PathName, at: string): Impact | undefined;
}

export type Tier =
  | 'load balancer'
  | 'compute'
  | 'database'
  | 'cache'
  | 'queue'
  | 'NAT gateway'
  | 'key'
  | 'secret';

export interface Units {
  readonly minimum: number;
  readonly maximum: number;
  readonly need: number;
  readonly unit: string;
}

/**
 * How a part comes back: it need not (`none`), by itself, by hand, never, or that is not known.
 */
export type Return = 'none' | 'self' | 'hand' | 'never' | 'unknown';

export interface Impact {
  readonly comesBack: Return;
  /** The share of the path's requests that fail until then. */
  readonly share: number;
  /** What has to happen until then, one after the other. */
  readonly bars: readonly Bar[];
  /** What happens beside, and nobody waits for. */
  readonly beside?: readonly Bar[];
  readonly capacity?: Capacity;
  readonly rpo: Span | null;
  readonly because: readonly Reason[];
  readonly unknown?: Unknown;
}

/** How data returns to its Region, whose loss is over. */
export interface DataFailback {
  /** Until the Region has the data again, by itself, while another one serves. */
  readonly rejoins: readonly Bar[];
  /** Until it is written there first again, which people start. */
  readonly switches: readonly Bar[];
  readonly because: readonly Reason[];
}

/** Nothing happens to a part, and there is nothing to say of it. */
export const UNTOUCHED: Impact = {
  comesBack: 'none',
  share: 0,
  bars: [],
  rpo: { shortest: 0, typical: 0, longest: 0 },
  because: [],
};

/** A part that a fault does not touch. */
export function untouched(capacity?: Capacity): Impact {
  return capacity === undefined ? UNTOUCHED : { ...UNTOUCHED, capacity };
}

/** What depends on zones that only the deployment knows: asked for by name. */
export function unknownZones(name: string, evidence: readonly Evidence[]): Impact {
  return {
    comesBack: 'unknown',
    share: 1,
    bars: [],
    rpo: null,
    because: [{ text: `the zones of ${name} are known at deployment only`, evidence }],
    unknown: {
      what: `the zones of ${name}`,
      why: 'its subnets are known at deployment only',
      ask: 'give the parameters of its stack (--parameters), or the template that has the subnets',
      evidence,
    },
  };
}

/** What does not come back: with what it was, and why. */
export function gone(text: string, evidence: readonly Evidence[]): Impact {
  return { comesBack: 'never', share: 1, bars: [], rpo: null, because: [{ text, evidence }] };
}
