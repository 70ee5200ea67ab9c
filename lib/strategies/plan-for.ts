import { declared } from '../config/declared.ts';
import { inOrderOf, type Overrides, overrideProblems, withStrategy } from '../config/overrides.ts';
import { ConfigError } from '../config/problem.ts';
import { type Requirements, requirementsOf } from '../config/requirements.ts';
import type { ServiceConfig } from '../config/types.ts';
import { configProblems } from '../config/validate.ts';
import { isFields, type Problem } from '../validation/index.ts';
import { bucketsToCome, keepingCapacity } from './adding-a-region.ts';
import type { EvenkeelConfig } from './config.ts';
import { contradictions } from './contradictions.ts';
import { multiAz } from './multi-az.ts';
import { objectiveProblems } from './objective-problems.ts';
import type { Plan, RegionPlan } from './plan.ts';
import { planProblems } from './plan-problems.ts';
import { strategies } from './registry.ts';
import { withStandIns } from './stand-ins.ts';
import type { Strategy } from './strategy.ts';

/**
 * Turns what the owner declares into what is to be built.
 *
 * @param overrides what one run changes without editing the config
 * @throws ConfigError with every mistake in the config: what is wrong in itself, what it asks of
 *   its strategy and the strategy cannot do, and what of the plan could not be built
 */
export function planFor(config: EvenkeelConfig, overrides: Overrides = {}): Plan {
  const own = declared(config);
  const effective = withStrategy(own, overrides);
  const names = strategies.map(({ name }) => name);
  const mistakes = [...overrideProblems(own, overrides), ...configProblems(effective, names)];
  const strategy = strategyOf(effective);
  if (strategy === undefined) throw new ConfigError(mistakes);

  const sound = withStandIns(effective, mistakes, strategy.minimumRegions);
  const regions = inOrderOf(sound.regions, overrides);
  const plan = planOf({ ...sound, regions }, strategy, overrides);
  const isNew = ({ key }: Problem) => !mistakes.some((mistake) => mistake.key === key);
  const problems = [
    ...mistakes,
    ...contradictions(effective, strategy).filter(isNew),
    ...planProblems(plan, strategy, sound, overrides).filter(isNew),
    ...objectiveProblems(effective, plan).filter(isNew),
  ];
  if (problems.length > 0) throw new ConfigError(problems);
  return plan;
}

function strategyOf(config: unknown): Strategy | undefined {
  return isFields(config) ? strategies.find(({ name }) => name === config.strategy) : undefined;
}

function planOf(config: ServiceConfig, declaredStrategy: Strategy, overrides: Overrides): Plan {
  const requirements = requirementsOf(config);
  const { deployments, safeguards } = requirements;
  // Without other Regions there is one to plan, and nothing that is promised for its loss.
  const strategy = safeguards.otherRegions ? declaredStrategy : multiAz;
  const { regionLoss, ...objectives } = requirements.objectives;
  const regions = regionsOf(requirements, strategy, overrides);
  return {
    ...requirements,
    objectives: { ...objectives, ...(safeguards.otherRegions && regionLoss && { regionLoss }) },
    routing: strategy.routing,
    deployments: {
      ...deployments,
      // Regions are in order of preference, so the last one matters least.
      order: regions
        .filter(({ service }) => service !== undefined)
        .map(({ region }) => region)
        .reverse(),
    },
    bucketsToCome: bucketsToCome(overrides, regions),
    regions,
  };
}

function regionsOf(
  requirements: Requirements,
  strategy: Strategy,
  { addRegion }: Overrides,
): readonly RegionPlan[] {
  const regions = strategy.plan(requirements);
  const others = requirements.regions.filter(({ name }) => name !== addRegion);
  if (addRegion === undefined || others.length < strategy.minimumRegions) return regions;
  return keepingCapacity(regions, strategy.plan({ ...requirements, regions: others }));
}
