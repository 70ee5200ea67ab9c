import { expect } from 'vitest';
import { type ResilienceExpectations, resilienceMatchers } from './index.ts';

declare module 'vitest' {
  interface Matchers<R extends void | Promise<void> = void | Promise<void>, T = unknown>
    extends ResilienceExpectations<R> {}
}

expect.extend(resilienceMatchers);
