import type { LocatedProblem } from '../validation/index.ts';

/** What is wrong with an input. */
export type ProblemCode =
  | 'unreadable'
  | 'too-large'
  | 'too-deep'
  | 'too-many'
  | 'empty'
  | 'syntax'
  | 'alias'
  | 'duplicate-key'
  | 'not-a-template'
  | 'invalid-section'
  | 'invalid-resource'
  | 'invalid-manifest'
  | 'missing-template'
  | 'circular-nesting'
  | 'circular-reference'
  | 'undefined-name'
  | 'not-visible';

/** A place in a file: lines and columns count from 1. */
export interface SourcePosition {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** One thing that keeps an input, or a part of it, from being judged. */
export interface InputProblem extends LocatedProblem {
  readonly code: ProblemCode;
  /** `error`: the input could not be used as it is. `warning`: a part of it cannot be seen. */
  readonly severity: 'error' | 'warning';
}

/** Thrown where the caller asked for a graph or nothing; `problems` holds all of them. */
export class InputError extends Error {
  override readonly name = 'InputError';
  readonly problems: readonly InputProblem[];

  constructor(problems: readonly InputProblem[]) {
    super(problems.map(formatProblem).join('\n'));
    this.problems = problems;
  }
}

/** One line for people: `file:line:column: found …; expected …; what to do`. */
export function formatProblem(problem: InputProblem): string {
  const { file, line, column, found, expected, fix } = problem;
  const place = line === undefined ? file : `${file}:${line}:${column ?? 1}`;
  return `${place}: found ${found}; expected ${expected}; ${fix}`;
}

/** Each once, by file, then place, then code: the order in which problems are reported. */
export function sortProblems(problems: readonly InputProblem[]): InputProblem[] {
  const key = (p: InputProblem) => [p.line ?? 0, p.column ?? 0] as const;
  const once = new Map(problems.map((problem) => [formatProblem(problem), problem]));
  return [...once.values()].toSorted(
    (a, b) =>
      compare(a.file, b.file) ||
      key(a)[0] - key(b)[0] ||
      key(a)[1] - key(b)[1] ||
      compare(a.code, b.code),
  );
}

/** Orders texts by code unit, the same on every machine and in every locale. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
