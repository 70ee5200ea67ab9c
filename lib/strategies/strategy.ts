import type { Requirements } from '../config/requirements.ts';
import type { RegionPlan, RoutingMode } from './plan.ts';

/**
 * A way to survive failures, as a pure function from requirements to what each Region holds.
 *
 * @typeParam Name - its name, from which the registry makes the names that a config may have
 */
export interface Strategy<Name extends string = string> {
  /** As `strategy` in the config names it, such as `warm-standby`. */
  readonly name: Name;
  /** One sentence for people who compare strategies. */
  readonly summary: string;
  /** Fewer Regions than this cannot hold it. With one, it waits for a lost Region to return. */
  readonly minimumRegions: number;
  /** How DNS chooses among its Regions. */
  readonly routing: RoutingMode;
  /** What each Region holds, given valid requirements with enough Regions. */
  plan(requirements: Requirements): readonly RegionPlan[];
}
