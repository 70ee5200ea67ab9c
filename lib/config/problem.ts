import { formatProblem, type Problem } from '../validation/index.ts';

/** Thrown once, with every mistake that was found. */
export class ConfigError extends Error {
  /** What is wrong, in the order of the config. */
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    const heading = `The config has ${problems.length === 1 ? 'a mistake' : `${problems.length} mistakes`}:`;
    super([heading, ...problems.map((problem) => `  ${formatProblem(problem)}`)].join('\n'));
    this.name = 'ConfigError';
    this.problems = problems;
  }
}
