import { pathOf } from './keys.ts';
import { type Problem, shown } from './problem.ts';

/** What is wrong in a file, and where: lines and columns count from 1. */
export interface LocatedProblem {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  readonly found: string;
  readonly expected: string;
  /** What to do about it. */
  readonly fix: string;
}

/** A mistake in what a file says, as problems of any input are told. */
interface InvalidSection extends LocatedProblem {
  readonly code: 'invalid-section';
  readonly severity: 'error';
}

/** Mistakes in what a file says, at their lines, which `locate` finds by the path to a value. */
export function located(
  problems: readonly Problem[],
  file: string,
  locate: (path: readonly (string | number)[]) => object,
): readonly InvalidSection[] {
  return problems.map(({ key, value, expected, remedy }) => ({
    code: 'invalid-section',
    severity: 'error',
    file,
    ...locate(pathOf(key)),
    found: value === undefined ? `no ${key}` : [key, shown(value)].filter(Boolean).join(': '),
    expected,
    fix: remedy,
  }));
}
