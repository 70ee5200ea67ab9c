import { afterEach, beforeEach, expect, vi } from 'vitest';

// Anything that a library prints during a test is a warning that a user would see too: the CDK
// reports its template validation and its deprecations in no other way.
const methods = ['error', 'warn'] as const;

beforeEach(() => {
  for (const method of methods) vi.spyOn(console, method);
});

afterEach(() => {
  for (const method of methods) expect(vi.mocked(console[method]).mock.calls).toEqual([]);
  vi.restoreAllMocks();
});
