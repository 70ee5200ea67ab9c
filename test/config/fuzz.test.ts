import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ConfigError } from '../../lib/config/problem.ts';
import { planFor, strategies } from '../../lib/strategies/index.ts';
import { configWith } from '../support/config.ts';

/** A good config with every optional key. */
const whole = configWith({
  strategy: 'backup-and-restore',
  regions: [
    {
      name: 'eu-west-1',
      availabilityZones: ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'],
      acceptTwoAvailabilityZones: false,
      cidr: '10.1.0.0/16',
      databaseSnapshot: 'arn:aws:rds:eu-west-1:111122223333:cluster-snapshot:one',
    },
    { name: 'eu-central-1', cidr: '10.2.0.0/16' },
  ],
  workload: {
    commands: ['run'],
    port: 8080,
    checks: { shallow: '/health', serving: '/health/serving' },
    environment: { LOG_LEVEL: 'info' },
    secrets: ['payment/api-key'],
    metricsNamespace: 'Shop',
    startupMinutes: 5,
    workers: { commands: ['run-a-worker'] },
  },
  instanceType: 'm7g.large',
  databaseInstanceType: 'r7g.large',
  cacheNodeType: 'r7g.large',
  peakWorkers: 2,
  standbyFraction: 0.5,
  account: '111122223333',
  tags: { owner: 'team' },
  deployments: { checkpointMinutes: 10, bakeMinutes: 10 },
  objectives: { availabilityPercent: 95, regionLoss: { rtoMinutes: 300, rpoMinutes: 130.5 } },
  alerts: {
    page: [
      'on-call@example.com',
      { slack: { workspaceId: 'T0123456789', channelId: 'C0123456789' } },
    ],
    ticket: ['https://ticket.example.com/', { endpoint: { secret: 'evenkeel/tickets' } }],
    runbooks: 'https://runbooks.example.com',
  },
});

/** Where something stands in a value, from the outside in. */
function pathsOf(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, [...path, key]))];
}

function replaced(value: unknown, [key, ...rest]: readonly string[], by: unknown): unknown {
  if (key === undefined) return by;
  const before = value as Record<string, unknown>;
  const after = replaced(before[key], rest, by);
  return Array.isArray(value)
    ? value.map((item, index) => (String(index) === key ? after : item))
    : { ...before, [key]: after };
}

const cyclic: Record<string, unknown> = {};
cyclic.self = cyclic;

const hostile: readonly unknown[] = [
  undefined,
  null,
  true,
  false,
  0,
  -0,
  -1,
  0.1,
  1e308,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  2 ** 53,
  1n,
  Symbol('s'),
  () => 1,
  new Date(0),
  new Map(),
  cyclic,
  '',
  ' ',
  '\0',
  '\n',
  'x'.repeat(10_000),
  '__proto__',
  'constructor',
  '$'.concat('{Token[1]}'),
  '{{resolve:ssm:x}}',
  '../..',
  '💥',
  "';--",
  '10.0.0.0/33',
  '999.0.0.0/16',
  'eu-west-1',
  [],
  [undefined],
  new Array(3),
  [[]],
  {},
  { __proto__: null },
  { length: 1 },
];

const paths = pathsOf(whole);

test('the config that is changed is a good one', () => {
  expect(planFor(whole).name).toBe('evenkeel');
});

test.each(paths.map((path) => [path.join('.') || 'all of it', path] as const))(
  'whatever stands for %s, the answer is a plan or messages',
  (_, path) => {
    for (const value of hostile) {
      for (const { name } of strategies) {
        const changed = replaced({ ...whole, strategy: name }, path, value);
        expectAnswer(changed as Parameters<typeof planFor>[0]);
      }
    }
  },
);

test('whatever two fields become, the answer is a plan or messages', () => {
  const change = fc.tuple(
    fc.constantFrom(...paths),
    fc.oneof(fc.anything(), fc.constantFrom(...hostile)),
  );
  fc.assert(
    fc.property(fc.array(change, { minLength: 2, maxLength: 4 }), (changes) => {
      let config: unknown = whole;
      for (const [path, value] of changes) {
        if (reaches(config, path)) config = replaced(config, path, value);
      }
      expectAnswer(config as Parameters<typeof planFor>[0]);
    }),
    { numRuns: 300 },
  );
});

function reaches(value: unknown, path: readonly string[]): boolean {
  const [key, ...rest] = path;
  if (key === undefined) return true;
  const isInside = typeof value === 'object' && value !== null && Object.hasOwn(value, key);
  return isInside && reaches((value as Record<string, unknown>)[key], rest);
}

function expectAnswer(config: Parameters<typeof planFor>[0]): void {
  try {
    const { regions } = planFor(config);
    for (const { service } of regions) expect(service?.compute.minimum ?? 0).not.toBeNaN();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    expect(error.problems.length).toBeGreaterThan(0);
    expect(error.message).not.toContain('undefined, expected');
  }
}
