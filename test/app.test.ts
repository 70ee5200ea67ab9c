import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { strategies } from '../lib/strategies/index.ts';
import { cdkContext } from './support/app.ts';
import { configKeys, configWith } from './support/config.ts';
import { type RunResult, runModules } from './support/modules.ts';

const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'evenkeel-app-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Run extends RunResult {
  /** What is in the output folder. */
  readonly written: readonly string[];
}

let outputs = 0;
let configs = 0;
const environment = (context: Record<string, string>) => {
  outputs += 1;
  return {
    CDK_OUTDIR: join(folder, `${outputs}.out`),
    CDK_CONTEXT_JSON: JSON.stringify({ ...cdkContext, ...context }),
  };
};

function writtenTo({ CDK_OUTDIR: out }: { readonly CDK_OUTDIR: string }): readonly string[] {
  return existsSync(out) ? readdirSync(out) : [];
}

/** Runs the app as `cdk synth` does, with the context that `-c` sets. */
function runApp(context: Record<string, string> = {}): Run {
  const env = environment(context);
  const { status, stdout, stderr } = spawnSync(process.execPath, ['bin/app.ts'], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  return { status, stdout, stderr, written: writtenTo(env) };
}

const planned: ReturnType<typeof environment>[] = [];
let results: readonly RunResult[];

/** The same, in one process with all others that are planned; the result is there in tests. */
function planApp(context: Record<string, string> = {}): () => Run {
  const env = environment(context);
  const index = planned.push(env) - 1;
  return () => ({ ...(results[index] as RunResult), written: writtenTo(env) });
}

beforeAll(() => {
  const module = pathToFileURL(join(root, 'bin/synth.ts')).href;
  results = runModules(planned.map((env) => ({ module, env })));
}, 300_000);

/** A config file with some keys changed, as its owner would have edited it. */
function configFile(changes: object): string {
  configs += 1;
  const file = join(folder, `${configs}.config.ts`);
  writeFileSync(file, `export default ${JSON.stringify({ ...configWith(), ...changes })};\n`);
  return file;
}

/** What is printed besides the warnings of the sample's placeholders. */
function besidesPlaceholders(stderr: string): string {
  return stderr
    .split('\n\n')
    .filter((block) => !/evenkeel:sample|^\s*A copy of this report/.test(block))
    .join('\n\n')
    .trim();
}

/** The ids by which the warnings of a run can be acknowledged. */
const warnedOf = (text: string) =>
  [...text.matchAll(/Acknowledge with 'Annotation::(\S+)'/g)].map(([, id]) => id);

test('the sample says which of its values are placeholders, and nothing else', () => {
  expect(warnedOf(runApp({ config: 'scripts/sample.config.ts' }).stderr)).toEqual([
    'evenkeel:sampleHostedZone',
    'evenkeel:sampleDomain',
  ]);
});

const optedIn = planApp({
  config: configFile({
    regions: [{ name: 'eu-west-1' }, { name: 'eu-south-1' }],
    domain: {
      zoneName: 'shop.dev',
      hostedZoneId: 'Z0123456789ABCDEFGHIJ',
      recordName: 'app.shop.dev',
    },
  }),
});

test('a Region that an account has to enable first is warned of', () => {
  const { status, stderr } = optedIn();
  expect(warnedOf(stderr)).toEqual(['evenkeel:optInRegions']);
  expect(stderr).toContain('eu-south-1 must be enabled for the account');
  expect(status).toBe(0);
});

const newTypes = planApp({
  config: configFile({
    instanceType: 'm19g.large',
    databaseInstanceType: 'r19g.large',
    cacheNodeType: 'r19g.large',
  }),
});

test('types that are newer than the table are warned of, and built', () => {
  const { status, stderr } = newTypes();
  expect(warnedOf(stderr).toSorted()).toEqual([
    'evenkeel:cacheNodeTypeUnlisted',
    'evenkeel:databaseInstanceTypeUnlisted',
    'evenkeel:instanceTypeUnlisted',
    'evenkeel:sampleDomain',
    'evenkeel:sampleHostedZone',
  ]);
  expect(stderr).toContain(
    "instanceType is 'm19g.large', which is not in the list of types (cfn-lint ",
  );
  expect(status).toBe(0);
});

test('the sample synthesizes without an account, credentials or a network', () => {
  const { status, stderr, written } = runApp({ config: 'scripts/sample.config.ts' });
  expect(besidesPlaceholders(stderr)).toBe('');
  expect(status).toBe(0);
  expect(written).toContain('manifest.json');
});

const names = strategies.map(({ name }) => name);

test.each(
  names.map((strategy) => {
    const { regions } = configWith({ strategy });
    const config = configFile({ regions });
    return [strategy, planApp({ config, strategy, firstDeployment: 'true' })] as const;
  }),
)('the first deployment of %s synthesizes', (_, run) => {
  const { status, stderr } = run();
  expect(besidesPlaceholders(stderr)).toBe('');
  expect(status).toBe(0);
});

const { zoneName, recordName } = configWith().domain;
const newZone = { zoneName, recordName, createHostedZone: true };

test.each(
  names.map((strategy) => {
    const { regions } = configWith({ strategy });
    const config = configFile({ domain: newZone, regions });
    return [strategy, planApp({ config, strategy })] as const;
  }),
)('the hosted zone of %s synthesizes alone', (_, run) => {
  const { status, stderr, written } = run();
  expect(besidesPlaceholders(stderr)).toBe('');
  expect(status).toBe(0);
  expect(written).toContain('manifest.json');
});

const staging = planApp({ config: configFile({ name: 'staging' }), strategy: 'multi-az' });

test('another config and another strategy can be tried without editing the config', () => {
  const { status, written } = staging();
  expect(status).toBe(0);
  expect(written).toContain('assembly-staging');
});

const slack = { workspaceId: 'T0123456789', channelId: 'C0123456789' };
const chatting = planApp({
  config: configFile({ alerts: { page: ['on-call@example.com'], ticket: [{ slack }] } }),
});

test('a chat channel alone for tickets is enough', () => {
  const { status, stderr } = chatting();
  expect(besidesPlaceholders(stderr)).toBe('');
  expect(status).toBe(0);
});

const namingNobody = planApp({ config: configFile({ alerts: undefined }) });

test('a config that names nobody synthesizes, and is warned of by the keys to fill in', () => {
  const { status, stdout, stderr } = namingNobody();
  for (const key of ['alerts.page', 'alerts.ticket']) {
    expect(stdout + stderr).toContain(`WARNING the config names nobody under ${key}: `);
  }
  expect(stdout + stderr).not.toContain('ERROR');
  expect(status).toBe(0);
});

const developing = planApp({ config: configFile({ stage: 'development' }) });

test('a stage for development synthesizes, and the review says once how it judges', () => {
  const { status, stdout, stderr } = developing();
  expect(`${stdout}${stderr}`.match(/judged as development: /g)).toHaveLength(1);
  expect(besidesPlaceholders(stdout + stderr)).not.toMatch(/ERROR|WARNING/);
  expect(status).toBe(0);
});

const mistakes: [string, Record<string, unknown>, Record<string, string>, string][] = [
  [
    'an unknown strategy and an unknown primary',
    {},
    { strategy: 'hot', primary: 'mars-north-1' },
    `The config has 2 mistakes:
  -c primary is 'mars-north-1', expected one of the config’s Regions, eu-west-1, eu-central-1: add the Region to the config first
  strategy is 'hot', expected one of ${names.join(', ')}: choose one of them
`,
  ],
  [
    'an unknown Region, a peak of nothing and a misspelt key',
    { regions: [{ name: 'eu-west-1' }, { name: 'eu-cental-1' }], peakInstances: 0, tag: {} },
    {},
    `The config has 3 mistakes:
  tag is {}, expected one of ${configKeys.join(', ')}: did you mean tags?
  peakInstances is 0, expected a whole number from 1 to 500: state how many instances carry the peak with none to spare
  regions[1].name is 'eu-cental-1', expected an AWS Region of the commercial partition: did you mean eu-central-1?
`,
  ],
  [
    'an unknown stage beside an unknown strategy',
    { stage: 'developmnt', strategy: 'hot' },
    {},
    `The config has 2 mistakes:
  strategy is 'hot', expected one of ${names.join(', ')}: choose one of them
  stage is 'developmnt', expected one of production, development: did you mean development?
`,
  ],
  [
    'a misspelt key of the context',
    {},
    { primry: 'eu-west-1', stage: 'everybody’s' },
    `The config has a mistake:
  -c primry is 'eu-west-1', expected one of config, strategy, primary, firstDeployment, addRegion: did you mean primary?
`,
  ],
  [
    'an address range that cannot hold the peak without one of its zones',
    {
      regions: [{ name: 'eu-west-1', cidr: '10.0.0.0/22' }, { name: 'eu-central-1' }],
      peakInstances: 100,
    },
    {},
    `The config has a mistake:
  regions[0].cidr is '10.0.0.0/22', expected a range in which 2 of 3 zones have 306 addresses for instances: choose a /21 or larger, or leave it out to take the Region’s own /16
`,
  ],
];

test.each(
  mistakes.map(
    ([what, changes, context, message]) =>
      [what, planApp({ config: configFile(changes), ...context }), message] as const,
  ),
)('%s: exit 1, every mistake, no stack trace, nothing written', (_, run, message) => {
  const { status, stdout, stderr, written } = run();
  expect(stderr).toBe(message);
  expect(status).toBe(1);
  expect(stdout).toBe('');
  expect(written).toEqual([]);
});

test('findings end in exit 1 whatever is synthesized, with what was found and no stack trace', () => {
  const nag = pathToFileURL(join(root, 'node_modules/cdk-nag/lib/index.js')).href;
  const config = join(folder, 'finding.config.ts');
  writeFileSync(
    config,
    `import { AwsSolutionsChecks } from '${nag}';
AwsSolutionsChecks.prototype.validateScope = () => ({
  success: false,
  violations: [
    {
      ruleName: 'AwsSolutions-X1',
      description: 'something is wrong',
      severity: 'error',
      violatingResources: [{ constructPath: 'evenkeel/global', locations: [] }],
    },
  ],
});
export default ${JSON.stringify(configWith())};
`,
  );
  const { status, stderr } = runApp({ config });
  expect(stderr).toContain('ERROR something is wrong (AwsSolutions)');
  expect(stderr).not.toMatch(/^ +at /m);
  expect(status).toBe(1);
});

test.each(
  [
    ['a folder', 'lib', 'a file that exports a config by default'] as const,
    ['a page', 'README.md', 'a TypeScript or JavaScript module that can be loaded'] as const,
  ].map(([what, config, expected]) => [what, config, expected, planApp({ config })] as const),
)('%s is no config, and is reported as such', (_, config, expected, run) => {
  const { status, stderr, written } = run();
  expect(stderr).toContain(`-c config is '${config}', expected ${expected}: `);
  expect(stderr).not.toMatch(/^ +at /m);
  expect(status).toBe(1);
  expect(written).toEqual([]);
});

test('a config that cannot be parsed is reported with file and line, without a stack trace', () => {
  const config = join(folder, 'broken.config.ts');
  writeFileSync(config, 'export default {\n  name: ');
  const { status, stderr, written } = runApp({ config });
  expect(stderr).toContain('expected a TypeScript or JavaScript module that can be loaded: ');
  expect(stderr).toContain(`, at ${config}:2\n`);
  expect(stderr).not.toMatch(/^ +at /m);
  expect(status).toBe(1);
  expect(written).toEqual([]);
});

const missing = planApp({ config: 'nowhere.config.ts' });

test('a config file that is not there is reported', () => {
  const { status, stderr, written } = missing();
  expect(stderr).toBe(
    `The config has a mistake:
  -c config is 'nowhere.config.ts', expected a file that exports a config by default: name it relative to the folder in which cdk runs, or leave it out
`,
  );
  expect(status).toBe(1);
  expect(written).toEqual([]);
});
