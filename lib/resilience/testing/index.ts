export type { PathName } from '../prediction.ts';
export {
  type MatcherResult,
  resilienceMatchers,
  type Tested,
  type TestedDuration,
} from './matchers.ts';
export { azLoss, both, instanceLoss, noLaunches, regionLoss, writerLoss } from './scenarios.ts';
