import { AS_OF, ASSUMPTIONS, type AssumptionDefault } from './assumptions.ts';
import { FACTS, type Fact } from './facts/index.ts';
import type { Assumption, Evidence, Span, UsedFact } from './prediction.ts';
import { span } from './spans.ts';

/** A value that somebody gave in place of a fact or an assumption. */
export interface Given {
  readonly value: number | boolean | string;
  /** The least and the most; the value itself where it is left out. */
  readonly range?: readonly [number, number];
  readonly source?: string;
  readonly asOf?: string;
  readonly setBy: 'declared' | 'command line';
}

/** Gives facts and assumptions, and remembers which of them a prediction rests on. */
export class Figures {
  readonly #given: ReadonlyMap<string, Given>;
  readonly #facts: Readonly<Record<string, Fact>>;
  readonly #usedFacts = new Map<string, UsedFact>();
  readonly #usedAssumptions = new Map<string, Assumption>();

  constructor(
    given: Readonly<Record<string, Given>> = {},
    facts: Readonly<Record<string, Fact>> = FACTS,
  ) {
    this.#given = new Map(Object.entries(given));
    this.#facts = facts;
  }

  /** A fact in seconds, from the least to the most; one that has no range is the same throughout. */
  fact(key: string): Span {
    const { value, range = [value, value], unit } = this.factOf(key);
    const [least, most] = range;
    const factor = unit === 'minutes' ? 60 : 1;
    return span(least * factor, value * factor, most * factor);
  }

  factOf(key: string): UsedFact {
    const known = this.#usedFacts.get(key);
    if (known !== undefined) return known;
    const fact = this.#facts[key];
    if (fact === undefined) throw new Error(`no fact ${key}`);
    const given = this.#given.get(key);
    const { value, range, unit, condition, source, asOf } = fact;
    const used: UsedFact =
      given === undefined
        ? {
            key,
            value,
            ...(range && { range }),
            unit,
            ...(condition && { condition }),
            source,
            asOf,
            setBy: 'default',
          }
        : {
            key,
            value: Number(given.value),
            range: given.range ?? [Number(given.value), Number(given.value)],
            unit,
            source: given.source ?? given.setBy,
            asOf: given.asOf ?? AS_OF,
            setBy: given.setBy,
          };
    this.#usedFacts.set(key, used);
    return used;
  }

  /** An assumption of time, in seconds. */
  time(key: keyof typeof ASSUMPTIONS & string): Span {
    const assumption = this.assume(key, ASSUMPTIONS[key] as AssumptionDefault);
    const factor = assumption.unit === 'min' ? 60 : 1;
    const value = Number(assumption.value);
    const [least, most] = assumption.range ?? [value, value];
    return span(least * factor, value * factor, most * factor);
  }

  /** An assumption with a default of its own; `names` are other names under which it may be given. */
  assume(
    key: string,
    fallback: {
      readonly value: number | boolean;
      readonly range?: readonly [number, number];
      readonly unit: string;
      readonly reason: string;
    },
    names: readonly string[] = [],
  ): Assumption {
    const known = this.#usedAssumptions.get(key);
    if (known !== undefined) return known;
    const given = [key, ...names]
      .map((name) => this.#given.get(name))
      .find((one) => one !== undefined);
    const used: Assumption = {
      key,
      value: given?.value ?? fallback.value,
      unit: fallback.unit,
      ...(given === undefined
        ? fallback.range && { range: fallback.range }
        : given.range && { range: given.range }),
      setBy: given?.setBy ?? 'default',
      source: given === undefined ? fallback.reason : (given.source ?? given.setBy),
      asOf: given?.asOf ?? AS_OF,
    };
    this.#usedAssumptions.set(key, used);
    return used;
  }

  get used(): { readonly assumptions: readonly Assumption[]; readonly facts: readonly UsedFact[] } {
    const sorted = <T extends { key: string }>(all: Iterable<T>) =>
      [...all].toSorted((a, b) => (a.key < b.key ? -1 : 1));
    return {
      assumptions: sorted(this.#usedAssumptions.values()),
      facts: sorted(this.#usedFacts.values()),
    };
  }
}

export const byFact = (fact: string): Evidence => ({ fact });
export const byAssumption = (assumption: string): Evidence => ({ assumption });
