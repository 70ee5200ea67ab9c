import type { Where } from '../../../support/plans.ts';

/**
 * One property of an architecture, broken, and what a review must say of it.
 *
 * Places are `STACK/LOGICAL_ID`: the stack without the name of the service in front, the logical
 * ID without the hash at its end. `*` is any text, `[23]` one of two characters, and `<other>` every
 * Region but the first: there may be several.
 */
export interface Mutation {
  /** The rule that is meant for it. */
  readonly rule: `HA-${string}`;
  /** What is wrong then, in a few words. */
  readonly breaks: string;
  /** The plans whose templates have the place; everywhere else it must be missing. */
  readonly in: Where;
  /** Plans among these for which the rule has nothing to say about it, and why. */
  readonly except?: { readonly in: Where; readonly why: string };
  /** What is broken: one resource or several, or a stack, by its name alone. */
  readonly at: string;
  readonly change: Change;
  /** What the rule reports instead, place by place; '' if it is about no resource. */
  readonly found?: readonly string[];
  /** What other rules say about the same fact: all of it, and nothing that is not said. */
  readonly also?: readonly Also[];
}

export interface Also {
  readonly rule: `HA-${string}`;
  readonly on: string;
  /** Why it is the same fact. */
  readonly why: string;
  /** @default - all plans of the mutation */
  readonly in?: Where;
  /** @default 'fail' */
  readonly status?: 'unknown';
}

/**
 * What becomes of the value at a path such as `Properties/Tags/Key=Name/Value`; `Key!=Name` are all
 * items of a list but those, and `*` is all of them.
 */
export interface Change {
  readonly path: readonly string[];
  /** Undefined: it is removed. */
  readonly to: ((before: unknown) => unknown) | undefined;
  /** Whether it may be new; what is around it must be there in any case. */
  readonly isNew: boolean;
}

/** Sets a value, whether or not there was one. */
export function set(path: string, value: unknown): Change {
  return { path: path.split('/'), to: () => value, isNew: true };
}

/** Makes another value of one. */
export function edit<T>(path: string, to: (before: T) => unknown): Change {
  return { path: path.split('/'), to: (before) => to(before as T), isNew: false };
}

/** Takes a value away, or the resource as a whole. */
export function remove(path = ''): Change {
  return { path: path === '' ? [] : path.split('/'), to: undefined, isNew: false };
}
