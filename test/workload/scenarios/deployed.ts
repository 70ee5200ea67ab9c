import { spawnSync } from 'node:child_process';
import {
  closeSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { migrationsIn } from '../../../lib/schema/migrations.ts';
import { prepareSchema } from '../../../lib/schema/prepare.ts';
import { fakeCommands, userDataOf, variablesOf, within } from '../../support/instance.ts';
import { resourcesOf, type Template } from '../../support/templates.ts';
import {
  type Environment,
  eventually,
  json,
  type Servers,
  spawnCommand,
  withClient,
} from '../support.ts';

const root = join(import.meta.dirname, '../../..');
const hasPython = spawnSync('python3', ['--version']).status === 0;
/** What an ELF file says of its CPU, at byte 18. */
const AARCH64 = 183;

let assembly = '';

function template(tier: string): Template {
  const [file = ''] = globSync(join(assembly, `assembly-*/*euwest1${tier}*.template.json`));
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** What the parameters of a Region say, with what is on this machine in the place of what AWS makes. */
function parameters({ DATABASE_WRITER_ENDPOINT: database, ...environment }: Environment): string {
  const here: Record<string, string | undefined> = {
    'database/writer-endpoint': database,
    'database/reader-endpoint': database,
    'database/name': environment.DATABASE_NAME,
    'queue/url': environment.QUEUE_URL,
    // Nobody answers there, and the service goes on without.
    'cache/endpoint': '127.0.0.1:1',
    'cache/id': 'cache',
  };
  return resourcesOf(template('data'), 'AWS::SSM::Parameter')
    .flatMap(
      ([
        ,
        {
          Properties: { Name, Value },
        },
      ]) => {
        const value = here[String(Name).replace('/evenkeel/', '')] ?? Value;
        return typeof value === 'string' ? [`${Name}\t${value}\n`] : [];
      },
    )
    .join('');
}

/** Boots an instance of a group in a folder, and starts what systemd would start. */
async function boot(group: 'Service' | 'Workers', environment: Environment) {
  const folder = mkdtempSync(join(tmpdir(), 'evenkeel-instance-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const [[, launchTemplate] = []] = resourcesOf(
    template('service'),
    'AWS::EC2::LaunchTemplate',
  ).filter(([id]) => id.startsWith(group));
  if (launchTemplate === undefined) throw new Error(`${group} has no launch template`);
  const bin = join(folder, 'bin');
  fakeCommands(
    bin,
    `case "$1 $2" in
      's3 cp') cp ${assembly}/asset."\${4##*/}" "$5" ;;
      'ssm get-parameters-by-path') cat ${folder}/parameters ;;
    esac`,
  );
  mkdirSync(join(folder, 'var/tmp'), { recursive: true });
  writeFileSync(join(folder, 'parameters'), parameters(environment));
  const { status, stderr } = spawnSync('bash', ['-c', within(folder, userDataOf(launchTemplate))], {
    encoding: 'utf8',
    env: { PATH: [bin, process.env.PATH].join(delimiter) },
  });
  if (status !== 0) throw new Error(`the instance does not start: ${stderr}`);

  const node = join(folder, 'opt/evenkeel/runtime/bin/node');
  const cpu = cpuOf(node);
  // This machine may have another one.
  rmSync(node);
  symlinkSync(process.execPath, node);
  const unit = readFileSync(join(folder, 'etc/systemd/system/program.service'), 'utf8');
  const { PATH, ...variables } = variablesOf(unit);
  const { AWS_ACCESS_KEY_ID = '', AWS_SECRET_ACCESS_KEY = '' } = environment;
  const { REQUEST_TIMEOUT_MS = '' } = environment;
  const program = await spawnCommand(join(folder, 'opt/evenkeel/start'), [], {
    ...variables,
    PATH: [bin, PATH, '/bin'].join(delimiter),
    RUNTIME_DIRECTORY: folder,
    // What is of this machine: who it is for AWS, where it listens, and how patient it is.
    ...{ AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY },
    ...{ HOST: '127.0.0.1', PORT: '0', METRICS_PORT: '0', REQUEST_TIMEOUT_MS },
    ...{ RECEIVE_WAIT_SECONDS: '1', SHUTDOWN_DELAY_SECONDS: '0' },
  });
  return { ...program, cpu };
}

function cpuOf(executable: string): number {
  const start = Buffer.alloc(20);
  const file = openSync(executable, 'r');
  readSync(file, start);
  closeSync(file);
  return start.readUInt16LE(18);
}

/** What `npx cdk deploy` of the sample config brings to instances, from the command to an order. */
export function deployedScenarios(servers: () => Servers): void {
  describe.runIf(hasPython)('of the sample config', () => {
    beforeAll(() => {
      assembly = mkdtempSync(join(tmpdir(), 'evenkeel-deployed-'));
      const cdk = join(root, 'node_modules/aws-cdk/bin/cdk');
      const { status, stderr } = spawnSync(
        process.execPath,
        [cdk, 'synth', '--quiet', '--output', assembly, '-c', 'config=scripts/sample.config.ts'],
        {
          cwd: root,
          encoding: 'utf8',
          env: {
            ...process.env,
            PATH: [dirname(process.execPath), process.env.PATH].join(delimiter),
          },
        },
      );
      if (status !== 0) throw new Error(stderr);
      return () => rmSync(assembly, { recursive: true });
    }, 300_000);

    test('an order is placed on one instance and confirmed by another', async () => {
      const { port, query } = servers().postgres;
      const environment = await servers().empty();
      await query('create role rds_iam');
      const [migrations = ''] = globSync(join(assembly, 'asset.*/migrations'));
      await withClient(port, environment.DATABASE_NAME, (client) =>
        prepareSchema(client, { user: 'app', migrations: migrationsIn(migrations) }),
      );
      const web = await boot('Service', environment);
      const worker = await boot('Workers', environment);
      expect([web.cpu, worker.cpu]).toEqual([AARCH64, AARCH64]);

      const { id } = await json(await web.place('deployed'));
      await eventually(async () => {
        const order = await json(await web.get(`/orders/${id}`));
        return order.status === 'confirmed';
      });
      for (const program of [web, worker]) {
        program.kill('SIGTERM');
        expect(await program.exited).toBe(0);
      }
      // What alarms count by zone.
      const published = web.lines.all.filter((line) => '_aws' in line);
      expect(published[0]).toMatchObject({
        _aws: { CloudWatchMetrics: [{ Namespace: 'Orders' }] },
        Service: 'evenkeel',
        AvailabilityZone: 'eu-west-1b',
        Faults: 0,
      });
    }, 300_000);
  });
}
