import { MAX_SCENARIOS } from '../limits.ts';
import type { ResourceNode, TemplateStack } from '../model.ts';
import { type Atom, keyCondition, parameterSubject } from '../resolve/conditions.ts';
import type { ResourceGraph } from './graph.ts';

/** What was assumed about a condition. */
export interface Assumption {
  readonly stack: TemplateStack;
  readonly condition: string;
  readonly truth: boolean;
}

/** `Prod is false`; a mapping's key is a condition by itself: `Stage is not prod`. */
export function assumptionText({ condition, truth }: Assumption): string {
  const key = keyCondition(condition);
  if (key === undefined) return `${condition} is ${truth}`;
  return `${key.parameter} is ${truth ? '' : 'not '}${shown(key.value)}`;
}

/** One consistent way in which the open conditions can turn out. */
export interface Scenario {
  /** The conditions that mattered, in the order in which they came up; empty: none did. */
  readonly assumptions: readonly Assumption[];
  /** Whether it is what the parameters' defaults give. */
  readonly isDefault: boolean;
  /** What of the parameters it takes: `Stage is dev`, `Size is not 1`. */
  readonly choices: readonly string[];
  /** Those of them that the parameters' defaults do not give. */
  readonly departures: readonly string[];
  /**
   * Parameters whose defaults are in what the check read, with the resources of which it was read:
   * another value may change its result. `undefined` stands for what was read of no single resource.
   */
  readonly reads: ReadonlyMap<string, ReadonlySet<ResourceNode | undefined>>;
}

export interface Explored<T> {
  readonly scenario: Scenario;
  readonly result: T;
  /** The result where the defaults of some parameters count for nothing, all else being the same. */
  readonly without: (parameters: ReadonlySet<string>) => T;
}

export interface Exploration<T> {
  readonly outcomes: readonly Explored<T>[];
  /** In how many ways the conditions can turn out so that the subject does not exist. */
  readonly excluded: number;
  /** False if there are more combinations than `MAX_SCENARIOS`: what is left is unknown. */
  readonly isComplete: boolean;
}

/**
 * Runs a check once for every way in which the conditions that it comes across can turn out, so
 * that the check itself never sees a branch.
 *
 * The view it is given decides a condition when it is first needed, and remembers it for the whole
 * run: properties that depend on one condition, or on one parameter, agree with each other. A
 * check that meets no open condition runs once. The first scenario is that of the defaults.
 *
 * @param exists a resource whose own condition holds in every scenario, usually the check's subject
 */
export function explore<T>(
  graph: ResourceGraph,
  check: (view: ResourceGraph) => T,
  exists?: ResourceNode,
): Exploration<T> {
  const outcomes: Explored<T>[] = [];
  let picks: Pick[] = [];
  for (let runs = 0; ; runs++) {
    const excluded = runs - outcomes.length;
    if (runs === MAX_SCENARIOS) return { outcomes, excluded, isComplete: false };
    const run = new Run(picks);
    const view = graph.under(run);
    if (exists === undefined || view.exists(exists) !== false) {
      const result = check(view);
      const made = [...run.picks];
      const without = (parameters: ReadonlySet<string>) =>
        check(graph.under(new Run([], made, parameters)));
      outcomes.push({ scenario: run.scenario(), result, without });
    }
    picks = run.picks;
    while (picks.at(-1)?.isFlipped) picks.pop();
    const last = picks.pop();
    if (last === undefined) {
      return { outcomes, excluded: runs + 1 - outcomes.length, isComplete: true };
    }
    picks.push({ ...last, truth: !last.truth, isFlipped: true });
  }
}

interface Pick {
  readonly atom: Atom;
  readonly truth: boolean;
  readonly isFlipped: boolean;
}

/** The decisions of one run: first those it must repeat, then the likeliest. */
class Run {
  readonly picks: Pick[];
  readonly forgotten?: ReadonlySet<string>;
  readonly #script: readonly Pick[];
  readonly #assumptions = new Map<string, Assumption>();
  readonly #reads = new Map<string, Set<ResourceNode | undefined>>();

  /** @param made decisions that hold from the start, whatever is asked first */
  constructor(
    script: readonly Pick[],
    made: readonly Pick[] = [],
    forgotten?: ReadonlySet<string>,
  ) {
    this.picks = [...made];
    this.#script = script;
    if (forgotten !== undefined) this.forgotten = forgotten;
  }

  readonly decide = (atom: Atom): boolean => {
    const implied = this.#implied(atom);
    if (implied !== undefined) return implied;
    const truth = atom.byDefault ?? true;
    const pick = this.#script[this.picks.length] ?? { atom, truth, isFlipped: false };
    this.picks.push(pick);
    return pick.truth;
  };

  readonly onCondition = (stack: TemplateStack, condition: string, truth: boolean): void => {
    this.#assumptions.set(`${stack.id}#${condition}`, { stack, condition, truth });
  };

  readonly parameterIs = (stack: TemplateStack, parameter: string): string | undefined => {
    const subject = parameterSubject(stack, parameter);
    const own = this.picks.filter(({ atom }) => atom.subject === subject);
    const chosen = own.find(({ truth }) => truth)?.atom.value;
    const excluded = own.map(({ atom }) => atom.value);
    const left = own[0]?.atom.domain?.filter((value) => !excluded.includes(value)) ?? [];
    return chosen ?? (left.length === 1 ? left[0] : undefined);
  };

  readonly onRead = (parameters: readonly string[], node: ResourceNode | undefined): void => {
    for (const name of parameters) {
      const nodes = this.#reads.get(name);
      if (nodes === undefined) this.#reads.set(name, new Set([node]));
      else nodes.add(node);
    }
  };

  scenario(): Scenario {
    return {
      assumptions: [...this.#assumptions.values()],
      isDefault: this.picks.every(({ atom, truth }) => truth === (atom.byDefault ?? truth)),
      choices: choicesOf(this.picks),
      departures: choicesOf(departing(this.picks)),
      reads: this.#reads,
    };
  }

  #implied({ subject, value, domain }: Atom): boolean | undefined {
    const excluded = new Set<string>();
    for (const { atom, truth } of this.picks) {
      if (atom.subject !== subject) continue;
      if (truth) return atom.value === value;
      excluded.add(atom.value);
    }
    if (excluded.has(value)) return false;
    const left = domain?.filter((allowed) => !excluded.has(allowed));
    return left?.length === 1 && left[0] === value ? true : undefined;
  }
}

/** The picks about what is not as the defaults have it. */
function departing(picks: readonly Pick[]): readonly Pick[] {
  const isOther = ({ atom, truth }: Pick) => truth !== (atom.byDefault ?? truth);
  const subjects = new Set(picks.filter(isOther).map(({ atom }) => atom.subject));
  return picks.filter(({ atom }) => subjects.has(atom.subject));
}

/** How many of a parameter's values are named, before it is said which it does not have. */
const MAX_NAMED = 3;

/** What a run takes of the parameters, in the order in which they came up. */
function choicesOf(picks: readonly Pick[]): readonly string[] {
  const bySubject = Map.groupBy(picks, ({ atom }) => atom.subject);
  return [...bySubject].flatMap(([subject, own]) => {
    const name = parameterOf(subject);
    if (name === undefined) return [];
    const chosen = own.find(({ truth }) => truth);
    if (chosen !== undefined) return [`${name} is ${shown(chosen.atom.value)}`];
    const excluded = own.map(({ atom }) => atom.value);
    const left = own[0]?.atom.domain?.filter((value) => !excluded.includes(value)) ?? [];
    return left.length > 0 && left.length <= MAX_NAMED
      ? [`${name} is ${left.map(shown).join(' or ')}`]
      : [`${name} is not ${excluded.map(shown).join(' or ')}`];
  });
}

/** The parameter that a condition's subject is, `STACK#{"Ref":"NAME"}`. */
function parameterOf(subject: string): string | undefined {
  return /#\{"Ref":"([A-Za-z0-9]+)"\}$/.exec(subject)?.[1];
}

function shown(value: string): string {
  return value === '' ? 'empty' : value;
}
