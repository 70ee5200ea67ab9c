import { isFields, type Problem } from '../validation/index.ts';
import { strategies } from './registry.ts';
import type { Strategy } from './strategy.ts';

/**
 * The shortest of the Regional events that lasted for hours, 2023-06-13 in us-east-1: what a
 * service that cannot leave its Region has to expect of a single event.
 * https://aws.amazon.com/message/061323/
 */
const regionalEventMinutes = 120;

const minutesPerYear = 365.25 * 24 * 60;

/**
 * What a config asks of its strategy that the strategy cannot do. Takes anything: fields that are
 * wrong in themselves are left to `configProblems`.
 */
export function contradictions(config: unknown, strategy: Strategy): Problem[] {
  if (!isFields(config)) return [];
  const objectives = isFields(config.objectives) ? config.objectives : {};
  return [
    ...regionCountProblems(strategy, config.regions),
    ...regionLossProblems(strategy, objectives.regionLoss),
    ...availabilityProblems(strategy, objectives.availabilityPercent),
  ];
}

function regionCountProblems({ name, minimumRegions }: Strategy, regions: unknown): Problem[] {
  if (!Array.isArray(regions) || regions.length === 0 || regions.length >= minimumRegions) {
    return [];
  }
  return [
    {
      key: 'regions',
      value: regions.map((region) => (isFields(region) ? region.name : region)),
      expected: `at least ${minimumRegions} Regions for the strategy ${name}`,
      remedy: 'add a Region, or choose the strategy multi-az',
    },
  ];
}

function regionLossProblems(strategy: Strategy, objective: unknown): Problem[] {
  if (!isFields(objective)) return [];
  const reached = strategy.regionLoss;
  if (reached === undefined) {
    return [
      {
        key: 'objectives.regionLoss',
        value: objective,
        expected: `none, since ${strategy.name} waits for the Region to return`,
        remedy: 'remove it, or choose a strategy that recovers in another Region',
      },
    ];
  }
  return (['rtoMinutes', 'rpoMinutes'] as const).flatMap((key) => {
    const value = objective[key];
    if (typeof value !== 'number' || value >= reached[key]) return [];
    const fitting = strategies.filter(
      (other) => other.regionLoss && other.regionLoss[key] <= value,
    );
    return [
      {
        key: `objectives.regionLoss.${key}`,
        value,
        expected: `at least ${reached[key]}, the best that ${strategy.name} reaches`,
        remedy:
          fitting.length === 0
            ? 'raise it: no strategy reaches it'
            : `raise it, or choose ${fitting.map(({ name }) => name).join(' or ')}`,
      },
    ];
  });
}

/** One Regional recovery has to fit into the error budget of a year. */
function availabilityProblems(strategy: Strategy, percent: unknown): Problem[] {
  if (typeof percent !== 'number') return [];
  const outage = strategy.regionLoss?.rtoMinutes ?? regionalEventMinutes;
  const budget = (1 - percent / 100) * minutesPerYear;
  if (outage <= budget) return [];
  const best = Math.floor((1 - outage / minutesPerYear) * 100_000) / 1000;
  return [
    {
      key: 'objectives.availabilityPercent',
      value: percent,
      expected:
        `at most ${best} with ${strategy.name}: one loss of a Region a year costs ${outage} ` +
        `minutes, and the objective leaves ${Math.floor(budget)}`,
      remedy: 'lower the objective, or choose a strategy that recovers faster',
    },
  ];
}
