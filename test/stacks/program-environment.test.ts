import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { strategies } from '../../lib/strategies/index.ts';
import { readConfiguration } from '../../lib/workload/configuration.ts';
import { shipped } from '../../scripts/shipped.ts';
import { configWith } from '../support/config.ts';
import {
  fakeCommands,
  installFiles,
  userDataOf,
  variablesOf,
  within,
} from '../support/instance.ts';
import {
  type Resource,
  resourcesOf,
  type SynthesizedStack,
  synthesize,
} from '../support/templates.ts';

const config = configWith();
const authorities = shipped['rds-ca.pem']();

/** What Parameter Store answers in a Region: names and values, where a value is known with the stack. */
function parametersOf({ template, region }: SynthesizedStack): string {
  const known = (name: string) =>
    name.endsWith('/queue/url')
      ? `https://sqs.${region}.amazonaws.com/111122223333/orders`
      : `${name.split('/').slice(2).join('-')}.${region}.example.com`;
  return resourcesOf(template, 'AWS::SSM::Parameter')
    .filter(([, { Properties }]) => Properties.Name !== undefined)
    .map(
      ([
        ,
        {
          Properties: { Name, Value },
        },
      ]) => [Name, typeof Value === 'string' ? Value : known(Name)],
    )
    .map((pair) => pair.join('\t'))
    .join('\n');
}

/** Starts the program of a launch template where an instance is a folder, to say what it is told. */
function started(template: Resource, parameters: string) {
  const root = mkdtempSync(join(tmpdir(), 'evenkeel-instance-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  const bin = join(root, 'bin');
  fakeCommands(bin, `[ "$1 $2" != 'ssm get-parameters-by-path' ] || cat ${root}/parameters`);
  writeFileSync(join(root, 'parameters'), `${parameters}\n`);
  mkdirSync(join(root, 'opt/evenkeel/certificates'), { recursive: true });
  writeFileSync(join(root, 'opt/evenkeel/certificates/rds-ca.pem'), authorities);
  cpSync(config.workload?.folder ?? '', join(root, 'opt/evenkeel/program'), { recursive: true });
  installFiles(within(root, userDataOf(template)));
  const unit = readFileSync(join(root, 'etc/systemd/system/program.service'), 'utf8');
  const { PATH, ...variables } = variablesOf(unit);
  expect(PATH).toMatch(/^\S+\/opt\/evenkeel\/runtime\/bin:/);
  const launcher = join(root, 'opt/evenkeel/start');
  const { stdout, stderr } = spawnSync(launcher, {
    encoding: 'utf8',
    env: {
      ...variables,
      PATH: `${bin}:${dirname(process.execPath)}:/usr/local/bin:/usr/bin:/bin`,
      RUNTIME_DIRECTORY: root,
    },
  });
  expect(stderr).toBe('');
  return { start: readFileSync(launcher, 'utf8'), unit, told: JSON.parse(stdout) };
}

describe.each(strategies.map(({ name }) => name))('the order service, %s', (strategy) => {
  const stacks = synthesize(configWith({ strategy }));
  const instances = stacks
    .filter(({ name }) => name.endsWith('-service'))
    .flatMap(({ region, template }) =>
      resourcesOf(template, 'AWS::EC2::LaunchTemplate').map(([id, each]) => ({ id, region, each })),
    );

  test('has two programs in every Region with instances', () => {
    expect(instances.length).toBeGreaterThan(0);
    expect(instances.length % 2).toBe(0);
  });

  test.each(instances)('$region: is told all that $id needs', ({ region, each }) => {
    const data = stacks.find(({ name }) => name.endsWith(`${region}-data`)) as SynthesizedStack;
    const { start, unit, told } = started(each, parametersOf(data));
    const read = readConfiguration(told);
    expect(read.placement).toEqual({
      service: config.name,
      region,
      availabilityZone: 'eu-west-1b',
    });
    expect(read.http.port).toBe(config.workload?.port);
    expect(read.database).toMatchObject({
      region,
      writer: { host: `database-writer-endpoint.${region}.example.com`, port: 5432 },
      reader: { host: `database-reader-endpoint.${region}.example.com`, port: 5432 },
      user: 'app',
      passwordFile: undefined,
      caFile: expect.stringMatching(/rds-ca\.pem$/),
    });
    expect(read.cache).toMatchObject({
      host: `cache-endpoint.${region}.example.com`,
      id: `cache-id.${region}.example.com`,
      user: expect.stringMatching(/./),
    });
    expect(read.queue.url).toMatch(`https://sqs.${region}.`);
    if (start.includes('server.mjs')) {
      const [, seconds] = /^TimeoutStopSec=(\d+)$/m.exec(unit) ?? [];
      expect(read.shutdown.delay + read.shutdown.timeout).toBeLessThan(Number(seconds) * 1000);
    }
  });
});

test('alarms watch the namespace in which the order service publishes', () => {
  const source = readFileSync('lib/workload/telemetry/embedded-metrics.ts', 'utf8');
  expect(source).toContain(`Namespace: '${config.workload?.metricsNamespace}'`);
});
