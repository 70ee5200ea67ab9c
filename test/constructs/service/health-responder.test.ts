import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Duration, Stack } from 'aws-cdk-lib/core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { healthResponder, MultiAzAutoScalingGroup } from '../../../constructs/service/index.ts';
import {
  type InstanceWorkload,
  signalOutcome,
  startupUserData,
} from '../../../constructs/service/instance-workload.ts';
import { testStack } from '../../support/app.ts';
import { testKey, testVpc } from './support.ts';

// These tests run what an instance runs. AL2023 has bash, Python and curl; a machine that runs the
// tests may lack the last two, and then the tests that need them are reported as skipped.
const { PATH: pathOfTests } = process.env;
const hasPython = spawnSync('python3', ['--version']).status === 0;
const hasCurl = spawnSync('curl', ['--version']).status === 0;

/** A directory that stands for an instance: its files, and what its commands were called with. */
class Machine {
  readonly root = mkdtempSync(join(tmpdir(), 'evenkeel-'));
  readonly calls = join(this.root, 'calls');

  constructor() {
    for (const directory of ['bin', 'opt/aws/bin', 'etc/systemd/system']) {
      mkdirSync(join(this.root, directory), { recursive: true });
    }
    writeFileSync(this.calls, '');
    for (const command of ['bin/systemctl', 'opt/aws/bin/cfn-signal', 'bin/sleep']) {
      const path = join(this.root, command);
      const name = command.split('/').pop();
      writeFileSync(path, `#!/bin/sh\necho "${name} $*" >> ${this.calls}\n`, { mode: 0o755 });
    }
  }

  /** Runs a script as cloud-init would, with this directory in the place of the root. */
  run(script: string): number | null {
    const local = script
      .replaceAll(' /opt/', ` ${this.root}/opt/`)
      .replaceAll('\n/opt/', `\n${this.root}/opt/`)
      .replaceAll(' /etc/', ` ${this.root}/etc/`);
    const PATH = `${join(this.root, 'bin')}:${pathOfTests}`;
    return spawnSync('bash', ['-c', local], { env: { PATH }, stdio: 'ignore' }).status;
  }

  read(path: string): string {
    return readFileSync(join(this.root, path), 'utf8').replaceAll(this.root, '');
  }

  called(): string[] {
    return readFileSync(this.calls, 'utf8').trim().split('\n');
  }

  remove(): void {
    rmSync(this.root, { recursive: true });
  }
}

function portOf(server: { address(): unknown }): number {
  return (server.address() as AddressInfo).port;
}

async function freePort(): Promise<number> {
  const server = createTcpServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const port = portOf(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** A metadata service that, as IMDSv2 does, answers only who has fetched a token with PUT. */
function metadataService(): Server {
  return createServer((request, response) => {
    const answers: Record<string, string> = {
      '/latest/meta-data/placement/availability-zone': 'eu-west-1b',
      '/latest/meta-data/placement/region': 'eu-west-1',
    };
    if (request.url === '/latest/api/token') {
      const asked = request.method === 'PUT';
      const ttl = request.headers['x-aws-ec2-metadata-token-ttl-seconds'];
      response.writeHead(asked && ttl ? 200 : 400).end('the-token');
    } else if (request.headers['x-aws-ec2-metadata-token'] !== 'the-token') {
      response.writeHead(401).end();
    } else {
      const answer = answers[request.url ?? ''];
      response.writeHead(answer ? 200 : 404).end(answer);
    }
  });
}

async function answering(url: string): Promise<Response> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await fetch(url);
    } catch (error) {
      if (attempt === 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

describe('the commands of the health responder', () => {
  let machine: Machine;
  beforeAll(() => {
    machine = new Machine();
    const { commands } = healthResponder({ port: 9001 });
    expect(machine.run(['set -euo pipefail', ...commands].join('\n'))).toBe(0);
  });
  afterAll(() => machine.remove());

  test('start it now and at every boot', () => {
    expect(machine.called()).toEqual([
      'systemctl daemon-reload',
      'systemctl enable --now health-responder.service',
    ]);
  });

  test('keep it running, without privileges', () => {
    const unit = machine.read('etc/systemd/system/health-responder.service').split('\n');
    expect(unit).toEqual(
      expect.arrayContaining([
        'Restart=always',
        'StartLimitIntervalSec=0',
        'DynamicUser=yes',
        'CapabilityBoundingSet=',
        'NoNewPrivileges=yes',
        'ProtectSystem=strict',
        'Environment=PORT=9001',
        'ExecStart=/usr/bin/python3 -I -u /opt/evenkeel/health-responder.py',
        'WantedBy=multi-user.target',
      ]),
    );
  });

  test('download nothing', () => {
    const { commands } = healthResponder();
    expect(commands.join('\n')).not.toMatch(/dnf|yum|pip|curl|wget|https:/);
  });

  test.each([80, 0, 65536, 8080.5])('fail on port %d', (port) => {
    expect(() => healthResponder({ port })).toThrow(
      `'port' must be 1024 to 65535, as it serves without privileges; got ${port}`,
    );
  });

  test('fit into user data, which holds 16 KB', () => {
    expect(Buffer.byteLength(healthResponder().commands.join('\n'))).toBeLessThan(8 * 1024);
  });
});

describe.skipIf(!hasPython)('the health responder, run', () => {
  let machine: Machine;
  let imds: Server;
  let server: ChildProcess;
  let base: string;

  async function start(endpoint = `http://127.0.0.1:${portOf(imds)}`): Promise<void> {
    const port = await freePort();
    base = `http://127.0.0.1:${port}`;
    const script = join(machine.root, 'opt/evenkeel/health-responder.py');
    server = spawn('python3', ['-I', '-u', script], {
      env: {
        PATH: pathOfTests,
        PORT: `${port}`,
        AWS_EC2_METADATA_SERVICE_ENDPOINT: endpoint,
      },
      stdio: 'ignore',
    });
  }

  beforeEach(async () => {
    machine = new Machine();
    machine.run(healthResponder().commands.join('\n'));
    imds = metadataService().listen(0, '127.0.0.1');
    await new Promise((resolve) => imds.once('listening', resolve));
  });
  afterEach(() => {
    server.kill('SIGKILL');
    imds.close();
    machine.remove();
  });

  test('answers health checks with its zone and Region, from IMDSv2', async () => {
    await start();
    const response = await answering(`${base}/health`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(await response.json()).toEqual({
      status: 'ok',
      availabilityZone: 'eu-west-1b',
      region: 'eu-west-1',
    });
  });

  test('answers everything else with a line that names them', async () => {
    await start();
    const response = await answering(`${base}/anything?at=all`);
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.text()).toBe('Served from eu-west-1b in eu-west-1\n');
    const head = await fetch(base, { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
  });

  test('answers the serving check as well, since it depends on nothing', async () => {
    await start();
    const { servingPath } = healthResponder();
    const response = await answering(`${base}${servingPath}`);
    expect(await response.json()).toMatchObject({ status: 'ok' });
  });

  test('is healthy without the metadata service', async () => {
    const nobody = await freePort();
    await start(`http://127.0.0.1:${nobody}`);
    const response = await answering(`${base}/health?from=the-load-balancer`);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ status: 'ok', availabilityZone: 'unknown' });
  });

  test('stops cleanly when the instance does', async () => {
    await start();
    await answering(`${base}/health`);
    const exited = new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGTERM');
    expect(await exited).toBe(0);
  });

  test.skipIf(!hasCurl)('satisfies its readiness command once it answers', async () => {
    const isReady = (port: number) =>
      spawnSync('bash', ['-c', healthResponder({ port }).readiness ?? 'false']).status === 0;
    expect(isReady(await freePort())).toBe(false);
    await start();
    await answering(`${base}/health`);
    expect(isReady(Number(new URL(base).port))).toBe(true);
  });
});

describe('the user data of a group, run', () => {
  const stack = testStack();
  const group = new MultiAzAutoScalingGroup(stack, 'Group', {
    vpc: testVpc(stack),
    instanceType: new ec2.InstanceType('m7g.large'),
    minimum: 3,
    maximum: 6,
    workload: { commands: [] },
    encryptionKey: testKey(stack),
  });
  const signal = (code: number) =>
    `cfn-signal --stack Test --resource GroupASGF3BE9692 --region eu-west-1 -e ${code}`;

  let machine: Machine;
  beforeEach(() => {
    machine = new Machine();
  });
  afterEach(() => machine.remove());

  /** The signals that CloudFormation gets, and what else was called, in order. */
  function boot(workload: InstanceWorkload, settleTime?: Duration): string[] {
    const userData = startupUserData({
      workload,
      environment: { GREETING: 'good day' },
      startupTime: Duration.seconds(1),
    });
    signalOutcome(userData, group.autoScalingGroup, settleTime);
    machine.run(Stack.of(group).resolve(userData.render()));
    return machine.called();
  }

  test('signals success when the commands have succeeded', () => {
    expect(boot({ commands: [`systemctl "$GREETING"`] })).toEqual([
      'systemctl good day',
      signal(0),
    ]);
  });

  test('signals failure, and stops, at the first command that fails', () => {
    expect(boot({ commands: ['systemctl first', 'false', 'systemctl second'] })).toEqual([
      'systemctl first',
      signal(1),
    ]);
  });

  test('signals failure for a variable that is not set and for a broken pipe', () => {
    expect(boot({ commands: ['systemctl "$MISSING"'] })).toEqual([signal(1)]);
    expect(boot({ commands: ['false | true'] }).slice(1)).toEqual([signal(1)]);
  });

  test('tries the readiness command until it succeeds, then waits for the load balancer', () => {
    const asked = join(machine.root, 'asked');
    const readiness = `echo x >> ${asked}; [ "$(wc -l < ${asked})" -eq 3 ]`;
    expect(boot({ commands: [], readiness }, Duration.seconds(10))).toEqual([
      'sleep 2',
      'sleep 2',
      'sleep 10',
      signal(0),
    ]);
  });

  test('signals failure when the instance is not ready in time', () => {
    const calls = boot({ commands: [], readiness: 'false' }, Duration.seconds(10));
    expect(calls.at(-1)).toBe(signal(1));
    expect(calls).not.toContain('sleep 10');
  });
});
