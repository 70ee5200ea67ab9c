import { configWith } from '../support/config.ts';

/** A good config with every optional key. */
export const whole = configWith({
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
    traces: true,
    startupMinutes: 5,
    workers: { commands: ['run-a-worker'] },
  },
  database: { migrations: 'lib/workload/migrations' },
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
export function pathsOf(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, [...path, key]))];
}

export function replaced(value: unknown, [key, ...rest]: readonly string[], by: unknown): unknown {
  if (key === undefined) return by;
  const before = value as Record<string, unknown>;
  const after = replaced(before[key], rest, by);
  return Array.isArray(value)
    ? value.map((item, index) => (String(index) === key ? after : item))
    : { ...before, [key]: after };
}

const cyclic: Record<string, unknown> = {};
cyclic.self = cyclic;

export const hostile: readonly unknown[] = [
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
