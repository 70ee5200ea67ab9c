import { type Fields, isFields, type Problem } from '../validation/index.ts';
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
    ...availabilityProblems(strategy, objectives),
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

function regionLossProblems({ name, minimumRegions }: Strategy, objective: unknown): Problem[] {
  if (!isFields(objective) || minimumRegions > 1) return [];
  return [
    {
      key: 'objectives.regionLoss',
      value: objective,
      expected: `none, since ${name} waits for the Region to return`,
      remedy: 'remove it, or choose a strategy that recovers in another Region',
    },
  ];
}

/** One loss of a Region, as it is declared to end, has to fit into the error budget of a year. */
function availabilityProblems(
  { name, minimumRegions }: Strategy,
  { availabilityPercent: percent, regionLoss }: Fields,
): Problem[] {
  const declared = isFields(regionLoss) ? regionLoss.rtoMinutes : undefined;
  const outage = minimumRegions === 1 ? regionalEventMinutes : declared;
  if (typeof percent !== 'number' || typeof outage !== 'number') return [];
  const budget = (1 - percent / 100) * minutesPerYear;
  if (outage <= budget) return [];
  const best = Math.floor((1 - outage / minutesPerYear) * 100_000) / 1000;
  const cause = minimumRegions === 1 ? `with ${name}` : 'with objectives.regionLoss.rtoMinutes';
  return [
    {
      key: 'objectives.availabilityPercent',
      value: percent,
      expected:
        `at most ${best} ${cause}: one loss of a Region a year costs ${outage} ` +
        `minutes, and the objective leaves ${Math.floor(budget)}`,
      remedy: 'lower the objective, or choose a strategy that recovers faster',
    },
  ];
}
