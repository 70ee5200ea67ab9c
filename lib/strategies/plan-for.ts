import { type Overrides, overrideProblems, withOverrides } from '../config/overrides.ts';
import { ConfigError } from '../config/problem.ts';
import { type Requirements, requirementsOf } from '../config/requirements.ts';
import type { EvenkeelConfig } from '../config/types.ts';
import { configProblems } from '../config/validate.ts';
import { contradictions } from './contradictions.ts';
import type { Plan } from './plan.ts';
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
  return planOf(requirementsOf(effective as EvenkeelConfig));
}

function planOf(requirements: Requirements): Plan {
  const strategy = strategyNamed(requirements.strategy);
  return {
    name: requirements.name,
    account: requirements.account,
    tags: requirements.tags,
    domain: requirements.domain,
    instanceType: requirements.instanceType,
    databaseInstanceType: requirements.databaseInstanceType,
    cacheNodeType: requirements.cacheNodeType,
    availabilityPercent: requirements.objectives.availabilityPercent,
    regionLoss: requirements.objectives.regionLoss ?? strategy.regionLoss,
    routing: strategy.routing,
    regions: strategy.plan(requirements),
  };
}

function strategyNamed(name: string): Strategy {
  const strategy = strategies.find((candidate) => candidate.name === name);
  if (strategy === undefined) throw new Error(`there is no strategy ${name}`);
  return strategy;
}
