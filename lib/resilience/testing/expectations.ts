import type { PathName } from '../prediction.ts';

/** A length of time, as the CDK's `Duration` is one. */
export interface TestedDuration {
  /** The length in seconds. */
  toSeconds(): number;
}

/**
 * What `expect(app)` has once the matchers are registered: by `evenkeel/testing/vitest`, by
 * `evenkeel/testing/jest`, or by `expect.extend(resilienceMatchers)` in any framework like them. Each
 * takes a scenario as `azLoss()` makes one, and judges all paths where none is named.
 *
 * @typeParam R - what a matcher of the framework returns
 */
export interface ResilienceExpectations<R = void> {
  /** All that the peak needs is served again without a person. */
  toSurvive(scenario: string, path?: PathName): R;
  /** All that the peak needs is served again within a time; a person may help. */
  toRecoverWithin(time: TestedDuration, scenario: string, path?: PathName): R;
  /** No more is lost than what was written in a time. */
  toLoseAtMost(time: TestedDuration, scenario: string, path?: PathName): R;
}
