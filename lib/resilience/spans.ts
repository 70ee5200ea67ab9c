import type { Bar, Span } from './prediction.ts';

export const ZERO: Span = { shortest: 0, typical: 0, longest: 0 };

/** The least, the typical and the most of some seconds. */
export function span(shortest: number, typical: number, longest: number): Span {
  return { shortest: round(shortest), typical: round(typical), longest: round(longest) };
}

/** How long several things take, one after the other. */
export function sum(spans: readonly Span[]): Span {
  const add = (of: (one: Span) => number) => spans.reduce((total, one) => total + of(one), 0);
  return span(
    add((one) => one.shortest),
    add((one) => one.typical),
    add((one) => one.longest),
  );
}

/** How long several things take at the same time. */
export function longestOf(spans: readonly Span[]): Span {
  const most = (of: (one: Span) => number) => Math.max(0, ...spans.map(of));
  return span(
    most((one) => one.shortest),
    most((one) => one.typical),
    most((one) => one.longest),
  );
}

/**
 * Puts chains of bars that run at the same time into one timeline: the chain that is typically the
 * longest first, the others beside it.
 */
export function together(chains: readonly (readonly Bar[])[]): readonly Bar[] {
  const [main = [], ...others] = chains
    .filter((chain) => chain.length > 0)
    .toSorted((a, b) => sum(b).typical - sum(a).typical);
  const [first] = main;
  if (first === undefined) return [];
  return [
    ...main,
    ...others.flatMap((chain) =>
      chain.map((bar, i) => {
        const previous = chain[i - 1];
        const after = previous === undefined ? {} : { after: previous.title };
        return { ...bar, parallelWith: first.title, ...after };
      }),
    ),
  ];
}

function round(seconds: number): number {
  return Math.round(seconds * 10) / 10;
}
