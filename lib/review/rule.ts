import type {
  Assumption,
  PathSegment,
  ResourceGraph,
  ResourceNode,
  TemplateStack,
} from '../assembly/index.ts';
import type { BestPractice, ControlFamily } from './frameworks.ts';
import type { Profile } from './profile.ts';

/**
 * How much a failure matters, by its consequence. `error`: the loss of one Availability Zone or
 * instance takes the service down, or data is gone for good. `warning`: recovery takes longer, or a
 * second fault or a mistake is needed. `info`: hygiene, such as a protection against deletion.
 */
export type Severity = 'error' | 'warning' | 'info';

/** A rule that judges resources one by one; it may look at everything around them. */
export interface ResourceRule extends RuleFacts {
  /** The types of the resources that it judges. */
  readonly appliesTo: readonly [`${string}::${string}`, ...`${string}::${string}`[]];

  /**
   * Judges one resource: one verdict, several, or none if the rule does not apply to it.
   *
   * Conditions are decided before it runs: it is called once for every way in which those that it
   * comes across can turn out, so it never sees a branch of `Fn::If`.
   */
  check(resource: ResourceNode, context: Context): Verdict | readonly Verdict[] | undefined;
}

/** A rule about stacks, Regions or the architecture, which no single resource stands for. */
export interface GraphRule extends RuleFacts {
  readonly appliesTo: 'graph';

  /** Judges the graph; no verdict if the rule does not apply to it. Conditions as above. */
  check(context: Context): readonly SubjectVerdict[];
}

export type Rule = ResourceRule | GraphRule;

/** What a rule says about itself. */
export interface RuleFacts {
  /** `HA-ASG-1`: public API, never reused for another check. */
  readonly id: `HA-${string}-${number}`;
  /** What the fault leads to, as a clause: `a lost zone takes the group down`. */
  readonly consequence: string;
  /** What has to be true, as a sentence without a full stop. */
  readonly title: string;
  /** What happens if it is not, in a sentence or two. */
  readonly rationale: string;
  readonly severity: Severity;
  /**
   * Whether it asks for what a stage for development does without.
   * @default false - it holds in every stage
   */
  readonly onlyInProduction?: true;
  /** What to change in the template. */
  readonly fix: string;
  readonly wellArchitected: readonly BestPractice[];
  /** @default - no control of a compliance framework asks for it */
  readonly controls?: ControlFamily;
  /** AWS documentation behind the rationale, or behind CloudFormation's default. */
  readonly docs: readonly [`https://${string}`, ...`https://${string}`[]];
}

/** What a rule may look at. */
export interface Context {
  /** All resources of all stacks, with every condition decided. */
  readonly graph: ResourceGraph;
  /** What is known about the service beside its templates; every floor has a value. */
  readonly profile: Profile;
}

/** What a rule finds in one place. */
export interface Verdict {
  readonly status: 'pass' | 'fail' | 'unknown';
  /** What was found, with the value and what it should be; for unknown, what cannot be resolved. */
  readonly message: string;
  /** The property that decides it, below `Properties`. @default - the resource as a whole */
  readonly property?: readonly PathSegment[];
  /** Other resources that the verdict rests on. @default - none */
  readonly evidence?: readonly Evidence[];
  /** How much it matters, where what was found costs less than the rule's worst. @default - as the rule */
  readonly severity?: Severity;
}

/** A verdict that says what it is about. */
export interface SubjectVerdict extends Verdict {
  /** A resource, a stack, or undefined for the architecture as a whole. */
  readonly subject: ResourceNode | TemplateStack | undefined;
}

export interface Evidence {
  readonly resource: ResourceNode;
  /** What the resource has to do with it: `in eu-west-1a`. */
  readonly note: string;
}

export type Status = Verdict['status'] | 'acknowledged';

/** One result of a review. */
export interface Finding {
  readonly rule: Rule;
  readonly status: Status;
  readonly severity: Severity;
  readonly message: string;
  /** Undefined where it is about the architecture as a whole. */
  readonly stack: TemplateStack | undefined;
  /** Undefined where it is about a stack or the architecture. */
  readonly resource: ResourceNode | undefined;
  readonly property: readonly PathSegment[];
  readonly evidence: readonly Evidence[];
  /** The conditions under which it is so; empty: whatever the conditions are. */
  readonly scenario: readonly Assumption[];
  /** The same as what of the parameters it takes: `Stage is dev`. */
  readonly onlyIf: readonly string[];
  /** Parameters whose defaults the verdict may rest on. */
  readonly parameters: readonly string[];
  /** Why it was accepted, if it was; on a failure, an acknowledgement that has expired. */
  readonly acknowledgement: Acknowledgement | undefined;
}

/** A finding that somebody accepts, and why. */
export interface Acknowledgement {
  /** The rule's ID. */
  readonly rule: string;
  /**
   * Which resources: a construct path, a logical ID, `STACK/LOGICAL_ID`, or the path of a construct
   * or stack around it. `*` stands for any text without a slash, `**` for any text.
   */
  readonly resource: string;
  /** Why it is accepted, for whoever asks later. */
  readonly reason: string;
  /** The last day on which it holds, `2027-01-31`. @default - it holds until it is removed */
  readonly expires?: string;
  /** Where it was made. @default 'config' */
  readonly source?: 'config' | 'cdk' | 'baseline';
}
