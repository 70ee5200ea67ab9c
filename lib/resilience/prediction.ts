/**
 * What a prediction is, as plain data: what the command prints as JSON, and what reports and
 * matchers are made of. Times are in seconds, numbers are numbers. Fields may be added, none of
 * these goes or changes its meaning.
 */
export interface Prediction {
  readonly inputs: {
    readonly assumptions: readonly Assumption[];
    readonly facts: readonly UsedFact[];
  };
  readonly scenarios: readonly ScenarioPrediction[];
  readonly objectives: readonly ObjectivePrediction[];
  readonly unknown: readonly Unknown[];
}

/** What no template can know. */
export interface Assumption {
  readonly key: string;
  readonly value: number | string | boolean;
  readonly unit: string;
  /** The least and the most that is reasonable, where it is a number. */
  readonly range?: readonly [number, number];
  readonly setBy: 'default' | 'declared' | 'command line';
  readonly source: string;
  /** The date of the source, as YYYY-MM-DD. */
  readonly asOf: string;
}

/** A timing or rate of AWS that a figure rests on. */
export interface UsedFact {
  readonly key: string;
  readonly value: number;
  readonly range?: readonly [number, number];
  readonly unit: string;
  readonly condition?: string;
  readonly source: string;
  readonly asOf: string;
  readonly setBy: 'default' | 'declared' | 'command line';
}

/** Reads, writes and asynchronous work are told apart: a standby serves one long before the other. */
export type PathName = 'reads' | 'writes' | 'async';

export interface ScenarioPrediction {
  /** The name and the place, such as `az-loss:eu-west-1a`; a pair is `A+B`. */
  readonly id: string;
  /** A sentence for people. */
  readonly title: string;
  /** A path that does not exist is absent. */
  readonly paths: Readonly<Partial<Record<PathName, PathPrediction>>>;
}

/**
 * - `unaffected`: no request fails.
 * - `recovers`: by itself, to what the peak needs.
 * - `recovers-by-hand`: nothing comes back until a person acts.
 * - `degraded`: serves less than the peak needs, without launching anything.
 * - `lost`: nothing comes back, or not with what the templates hold.
 * - `unknown`: a hard dependency is not known.
 */
export type Level =
  | 'unaffected'
  | 'recovers'
  | 'recovers-by-hand'
  | 'degraded'
  | 'lost'
  | 'unknown';

/** Reached without a person, apart from `byHand`. */
export interface PathPrediction {
  readonly level: Level;
  readonly capacity?: Capacity;
  /** The worst share of the path's requests that fail between the fault and its detection, 0 to 1. */
  readonly failingShare: number;
  readonly timeline: readonly Bar[];
  /** Null where nothing comes back. */
  readonly rto: Span | null;
  /** Null where nothing comes back. */
  readonly rpo: Span | null;
  /** What a person completes, and when. */
  readonly byHand?: ByHand;
  /** How service returns once what failed is well again; null where it left no Region. */
  readonly failback: Failback | null;
  /** Why, in one sentence each: what decided the level. */
  readonly because: readonly Reason[];
}

export interface ByHand {
  readonly level: Level;
  readonly capacity?: Capacity;
  readonly timeline: readonly Bar[];
  readonly rto: Span;
  readonly rpo: Span | null;
}

/** The way back into a Region that service has left. */
export interface Failback {
  /** Whether clients return as soon as the Region is well, or when people move them. */
  readonly how: 'by itself' | 'by hand';
  /** The Region that serves meanwhile. */
  readonly from: string;
  readonly to: string;
  /** From the moment at which the Region is well; people begin when they like, which is no part of it. */
  readonly timeline: readonly Bar[];
  readonly duration: Span;
  /** What the way back loses; null: nothing brings over what was written meanwhile. */
  readonly rpo: Span | null;
  /** What decides how, and what becomes of data. */
  readonly because: readonly Reason[];
}

export interface Capacity {
  readonly left: number;
  /** What the peak asks of the Regions that are left. */
  readonly need: number;
  readonly unit: string;
}

export interface Span {
  readonly shortest: number;
  readonly typical: number;
  readonly longest: number;
}

export type Phase = 'detect' | 'decide' | 'switch' | 'warm' | 'drain';

export interface Bar extends Span {
  readonly phase: Phase;
  /** What happens, for people. */
  readonly title: string;
  /** The title of the bar that runs at the same time, or that its chain began with. */
  readonly parallelWith?: string;
  /** In a chain beside that one, the title of the bar before it in the chain; it begins when that ends. */
  readonly after?: string;
  readonly evidence: readonly Evidence[];
}

export interface Reason {
  readonly text: string;
  readonly evidence: readonly Evidence[];
}

/** Where a figure is from: a property, a fact, or an assumption. */
export interface Evidence {
  /** `Stack/LogicalId`. */
  readonly resource?: string;
  readonly property?: string;
  readonly value?: string | number | boolean | null;
  readonly file?: string;
  /** Counted from 1. */
  readonly line?: number;
  /** The key of a fact. */
  readonly fact?: string;
  /** The key of an assumption. */
  readonly assumption?: string;
}

export interface ObjectivePrediction {
  /** Such as `regionLoss.rtoMinutes`, or `survives.az-loss`. */
  readonly key: string;
  readonly declared: number | string;
  /** In the unit of `declared`; absent for survival. */
  readonly predicted?: Span | null;
  /** The end of the range that was held against it. */
  readonly judged?: keyof Span;
  readonly verdict: 'met' | 'missed' | 'unknown';
  /** The scenario and path that decide it. */
  readonly scenario?: string;
  readonly path?: PathName;
  /** The longest bar of the scenario that decides it. */
  readonly longestBar?: Bar;
  /** Sorted by what they save, most first. */
  readonly remedies: readonly Remedy[];
}

export interface Remedy {
  readonly resource: string;
  readonly property: string;
  readonly from: number;
  readonly to: number;
  readonly savesSeconds: number;
}

export interface Unknown {
  readonly what: string;
  readonly why: string;
  /** What to declare, and where. */
  readonly ask: string;
  readonly evidence: readonly Evidence[];
}
