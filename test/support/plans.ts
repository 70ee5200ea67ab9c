import { type Plan, planFor, type StrategyName, strategies } from '../../lib/strategies/index.ts';
import { configWith } from './config.ts';

/** What a plan has, or has not: tests name what they rest on, and no strategy. */
export type Where = (plan: Plan) => boolean;

const others = ({ regions }: Plan) => regions.slice(1).flatMap(({ service }) => service ?? []);

/** Every plan there is. */
export const anywhere: Where = () => true;

/** The other Regions hold the data as it is written. */
export const liveElsewhere: Where = (plan) => others(plan).length > 0;

/** Nothing runs or is live beside the first Region. */
export const inOneRegion: Where = (plan) => !liveElsewhere(plan);

/** There is another Region, whatever it holds. */
export const hasOtherRegion: Where = ({ regions }) => regions.length > 1;

/** Several Regions answer clients at the same time. */
export const sharesTraffic: Where = ({ routing }) => routing === 'latency';

/** DNS answers with another Region when the first one is not healthy. */
export const failsOver: Where = ({ routing }) => routing === 'failover';

/** Instances run in the other Regions. */
export const runsElsewhere: Where = (plan) =>
  others(plan).some(({ compute }) => compute.minimum > 0);

/** The data is live in other Regions, and steps are taken when the first one is lost. */
export const hasRecoveryPlan: Where = (plan) =>
  liveElsewhere(plan) && plan.regions.some(({ recovery }) => recovery.length > 0);

/** Traffic moves by steps that somebody starts. */
export const isSwitched: Where = (plan) => hasRecoveryPlan(plan) && !sharesTraffic(plan);

/** All of them. */
export const both =
  (...all: readonly Where[]): Where =>
  (plan) =>
    all.every((where) => where(plan));

/** The contrary. */
export const not =
  (where: Where): Where =>
  (plan) =>
    !where(plan);

/** The strategies whose plan of the sample config is like that. */
export function strategiesWhere(where: Where): readonly StrategyName[] {
  return strategies
    .map(({ name }) => name)
    .filter((strategy) => where(planFor(configWith({ strategy }))));
}
