import { measure, measurePairs } from './measure.ts';
import type { Figure } from './result.ts';
import { growth } from './statistics.ts';

type Command = readonly string[];

/** A command against another: the ratio, and what both took, in CPU time and on the clock. */
export function against(
  subject: Command,
  yardstick: Command,
  runs: number,
  limit: { readonly cpu: number },
): readonly Figure[] {
  const pairs = measurePairs(subject, yardstick, runs);
  const ratios = (of: 'cpu' | 'wall') => pairs.map(([mine, other]) => mine[of] / other[of]);
  const seconds = (name: string, values: readonly number[]) => ({ name, unit: 's', values });
  return [
    { name: 'ratio of CPU time', unit: '', values: ratios('cpu'), atMost: limit.cpu },
    { name: 'ratio on the clock', unit: '', values: ratios('wall') },
    seconds(
      'CPU time',
      pairs.map(([mine]) => mine.cpu),
    ),
    seconds(
      'CPU time of the other',
      pairs.map(([, other]) => other.cpu),
    ),
    seconds(
      'on the clock',
      pairs.map(([mine]) => mine.wall),
    ),
    seconds(
      'the other on the clock',
      pairs.map(([, other]) => other.wall),
    ),
  ];
}

/** The ratio to a command that is not Node, whose time is known by the clock alone. */
export function againstClock(
  subject: Command,
  yardstick: Command,
  runs: number,
  atMost: number,
): readonly Figure[] {
  const pairs = measurePairs(subject, yardstick, runs);
  const ratios = pairs.map(([mine, other]) => mine.wall / other.wall);
  return [{ name: 'ratio on the clock', unit: '', values: ratios, atMost }];
}

/** What a command takes beyond the start of Node. */
export function beyondNode(subject: Command, runs: number, atMost: number): readonly Figure[] {
  const pairs = measurePairs(subject, ['node', '-e', '0'], runs);
  const more = (of: 'cpu' | 'wall') => pairs.map(([mine, other]) => mine[of] - other[of]);
  return [
    { name: 'CPU time beyond', unit: 's', values: more('cpu') },
    { name: 'beyond on the clock', unit: 's', values: more('wall'), atMost },
  ];
}

/** What a command takes by itself. */
export function alone(subject: Command, runs: number, atMost: number): readonly Figure[] {
  const values = Array.from({ length: runs }, () => measure(subject).cpu);
  return [{ name: 'CPU time', unit: 's', values, atMost }];
}

/** How a command grows with its input, smallest first. */
export function growing(
  samples: readonly { readonly resources: number; readonly command: Command }[],
  runs: number,
  limits: { readonly growth: number; readonly cpu: number; readonly kilobytes: number },
): readonly Figure[] {
  // In turn, so that a slow minute of the machine is one of all sizes.
  const turns = Array.from({ length: runs }, () =>
    samples.map(({ resources, command }) => ({ resources, ...measure(command) })),
  );
  const exponents = turns.map((turn) => growth(turn.map(({ resources, cpu }) => [resources, cpu])));
  return [
    { name: 'growth exponent', unit: '', values: exponents, atMost: limits.growth },
    ...samples.flatMap(({ resources }, i): readonly Figure[] => {
      const usages = turns.flatMap((turn) => turn[i] ?? []);
      // The start of Node is not what a resource takes.
      const isLarge = resources >= 5_000;
      const isLimited = isLarge && resources <= 10_000;
      return [
        {
          name: `CPU time of ${resources} resources`,
          unit: 's',
          values: usages.map(({ cpu }) => cpu),
          ...(isLimited && { atMost: limits.cpu }),
        },
        {
          name: `memory for each of ${resources} resources`,
          unit: 'KB',
          values: usages.map(({ peak }) => peak / resources),
          ...(isLarge && { atMost: limits.kilobytes }),
        },
      ];
    }),
  ];
}
