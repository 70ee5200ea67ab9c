import { type Overrides, overrideProblems, withOverrides } from '../config/overrides.ts';
import { ConfigError } from '../config/problem.ts';
import { type Requirements, requirementsOf } from '../config/requirements.ts';
import type { EvenkeelConfig } from '../config/types.ts';
import { configProblems } from '../config/validate.ts';
import type { Problem } from '../validation/index.ts';
import { contradictions } from './contradictions.ts';
import type { Plan, RegionPlan } from './plan.ts';
import { strategies } from './registry.ts';
import type { Strategy } from './strategy.ts';

/**
 * Turns what the owner declares into what is to be built.
 *
 * @param overrides what one run changes without editing the config
 * @throws ConfigError with every mistake in the config, and everything that it asks of its
 *   strategy and the strategy cannot do
 */
export function planFor(config: EvenkeelConfig, overrides: Overrides = {}): Plan {
  const effective = withOverrides(config, overrides);
  const problems = [
    ...overrideProblems(config, overrides),
    ...configProblems(effective),
    ...contradictions(effective),
  ];
  if (problems.length > 0) throw new ConfigError(problems);
  const requirements = requirementsOf(effective as EvenkeelConfig);
  const strategy = strategyNamed(requirements.strategy);
  const regions = strategy.plan(requirements);
  const conflicts = [
    ...swapProblems(config, overrides, strategy, regions),
    ...instanceProblems(requirements, strategy, regions),
  ];
  if (conflicts.length > 0) throw new ConfigError(conflicts);

  return {
    name: requirements.name,
    account: requirements.account,
    tags: requirements.tags,
    domain: requirements.domain,
    alerts: requirements.alerts,
    instanceType: requirements.instanceType,
    databaseInstanceType: requirements.databaseInstanceType,
    cacheNodeType: requirements.cacheNodeType,
    availabilityPercent: requirements.objectives.availabilityPercent,
    regionLoss: requirements.objectives.regionLoss ?? strategy.regionLoss,
    routing: strategy.routing,
    deployment: {
      ...requirements.deployments,
      // Regions are in order of preference, so the last one matters least.
      order: regions
        .filter(({ service }) => service !== undefined)
        .map(({ region }) => region)
        .reverse(),
    },
    replicatesObjects: overrides.firstDeployment !== 'true',
    regions,
  };
}

/** https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database-configuration-requirements.html */
function instanceProblems(
  { databaseInstanceType }: Requirements,
  strategy: Strategy,
  regions: readonly RegionPlan[],
): Problem[] {
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
  config: EvenkeelConfig,
  { primary }: Overrides,
  strategy: Strategy,
  regions: readonly RegionPlan[],
): Problem[] {
  const holding = regions.filter(({ service }) => service !== undefined);
  if (primary === undefined || primary === config.regions[0]?.name || holding.length < 2) return [];
  return [
    {
      key: '-c primary',
      value: primary,
      expected: `none with ${strategy.name}, whose Regions all hold live data`,
      remedy: 'switch over as docs/aurora-global-database.md says: no deployment is needed',
    },
  ];
}

function strategyNamed(name: string): Strategy {
  const strategy = strategies.find((candidate) => candidate.name === name);
  if (strategy === undefined) throw new Error(`there is no strategy ${name}`);
  return strategy;
}
