/** What users import, by the name of its files in `dist`: `index` is `evenkeel`, others `evenkeel/NAME`. */
export const entryPoints = {
  index: 'index.ts',
  review: 'lib/review/index.ts',
  'cdk-nag': 'lib/review/cdk/nag-pack.ts',
  testing: 'lib/resilience/testing/index.ts',
} as const;

/** What users import for what it does: it registers matchers in a test framework, with their types. */
export const setupFiles = {
  'testing-jest': 'lib/resilience/testing/jest.ts',
  'testing-vitest': 'lib/resilience/testing/vitest.ts',
} as const;

export type EntryPoint = keyof typeof entryPoints;

/** The specifier of an entry point in users' imports. */
export function specifierOf(entryPoint: EntryPoint): string {
  return entryPoint === 'index' ? 'evenkeel' : `evenkeel/${entryPoint}`;
}
