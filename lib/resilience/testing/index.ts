export type { PathName } from '../prediction.ts';
export type { ResilienceExpectations, TestedDuration } from './expectations.ts';
export { type MatcherResult, resilienceMatchers, type Tested } from './matchers.ts';
export { azLoss, both, instanceLoss, noLaunches, regionLoss, writerLoss } from './scenarios.ts';
