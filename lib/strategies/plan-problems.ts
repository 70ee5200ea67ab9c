import type { Overrides } from '../config/overrides.ts';
import type { ServiceConfig } from '../config/types.ts';
import type { Problem } from '../validation/index.ts';
import { addressProblems } from './addresses.ts';
import type { Plan } from './plan.ts';
import { processorProblems } from './processor-problems.ts';
import type { Strategy } from './strategy.ts';

/**
 * What AWS would refuse of a plan, or what would harm what runs already.
 *
 * @param declared the Regions in the order of the config
 */
export function planProblems(
  plan: Plan,
  strategy: Strategy,
  { regions }: ServiceConfig,
  overrides: Overrides,
): Problem[] {
  const names = regions.map(({ name }) => name);
  return [
    ...swapProblems(plan, strategy, names, overrides),
    ...instanceProblems(plan, strategy),
    ...snapshotProblems(plan, strategy, names),
    ...addressProblems(plan, names),
    ...processorProblems(plan),
  ];
}

/** A secondary gets its data from the primary cluster, and from nothing else. */
function snapshotProblems(
  { regions }: Plan,
  strategy: Strategy,
  names: readonly string[],
): Problem[] {
  return regions.flatMap(({ region, service, databaseSnapshot }) =>
    databaseSnapshot === undefined || service?.database.membership !== 'secondary'
      ? []
      : [
          {
            key: `regions[${names.indexOf(region)}].databaseSnapshot`,
            value: databaseSnapshot,
            expected: `none with ${strategy.name}, where ${region} gets its data from the first Region`,
            remedy: 'remove it, or give one of the first Region there',
          },
        ],
  );
}

/** https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database.configuration.requirements.html */
function instanceProblems({ databaseInstanceType, regions }: Plan, strategy: Strategy): Problem[] {
  const isGlobal = regions.some(({ service }) => service?.database.membership === 'primary');
  if (!isGlobal || !/^t\d/.test(databaseInstanceType)) return [];
  return [
    {
      key: 'databaseInstanceType',
      value: databaseInstanceType,
      expected: `a memory-optimized type with ${strategy.name}: a global database takes no burstable one`,
      remedy: 'choose one such as r7g.large',
    },
  ];
}

/**
 * Roles of Regions with live data swap by a switchover. Templates with the roles swapped would
 * replace the resources that hold the data.
 */
function swapProblems(
  { regions }: Plan,
  strategy: Strategy,
  names: readonly string[],
  { primary }: Overrides,
): Problem[] {
  const holding = regions.filter(({ service }) => service !== undefined);
  if (names.indexOf(primary ?? '') < 1 || holding.length < 2) return [];
  return [
    {
      key: '-c primary',
      value: primary,
      expected: `none with ${strategy.name}, whose Regions all hold live data`,
      remedy: 'switch over as docs/aurora-global-database.md says: no deployment is needed',
    },
  ];
}
