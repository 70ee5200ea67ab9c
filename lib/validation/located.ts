import { pathOf } from './keys.ts';
import { type Problem, shown } from './problem.ts';

/** A mistake in a file, as problems of any input are told. */
export interface LocatedProblem {
  readonly code: 'invalid-section';
  readonly severity: 'error';
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  readonly found: string;
  readonly expected: string;
  readonly fix: string;
}

/** Mistakes in what a file says, at their lines, which `locate` finds by the path to a value. */
export function located(
  problems: readonly Problem[],
  file: string,
  locate: (path: readonly (string | number)[]) => object,
): readonly LocatedProblem[] {
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
