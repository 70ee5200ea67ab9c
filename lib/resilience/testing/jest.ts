import { type ResilienceExpectations, resilienceMatchers } from './index.ts';

declare global {
  namespace jest {
    // biome-ignore lint/complexity/noBannedTypes: as jest declares it, which both declarations have to
    interface Matchers<R, T = {}> extends ResilienceExpectations<R> {}
  }
}

// The one of the test file that imports this, which jest puts there.
const { expect } = globalThis as unknown as {
  readonly expect: { extend(matchers: typeof resilienceMatchers): void };
};
expect.extend(resilienceMatchers);
