import type { Explored } from '../assembly/index.ts';
import type { SubjectVerdict } from './rule.ts';

/** What a check says in one scenario. */
export type Judged = Explored<readonly SubjectVerdict[]>;

/** A check's verdicts by place: it judges what is in one place in one order in all scenarios. */
export function placed(result: readonly SubjectVerdict[]): ReadonlyMap<string, SubjectVerdict> {
  const seen = new Map<string, number>();
  return new Map(
    result.map((verdict) => {
      const key = placeOf(verdict);
      const nth = (seen.get(key) ?? 0) + 1;
      seen.set(key, nth);
      return [`${nth} ${key}`, verdict] as const;
    }),
  );
}

function placeOf({ property = [], evidence = [] }: SubjectVerdict): string {
  return JSON.stringify([property, evidence.map(({ resource }) => resource.id)]);
}
