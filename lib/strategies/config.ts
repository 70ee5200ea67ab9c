import type { ServiceConfig } from '../config/index.ts';
import type { StrategyName } from './registry.ts';

/**
 * What the owner declares. Everything else follows from it: the strategy turns it into a plan, and
 * the stacks build what the plan says.
 */
export interface EvenkeelConfig extends ServiceConfig {
  /** What happens when a Region is lost: the name of one of the `strategies`. */
  readonly strategy: StrategyName;
}
