import { spawn, spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { App } from 'aws-cdk-lib/core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { archiveOf } from '../../../constructs/service/folder-archive.ts';
import { folderWorkload } from '../../../constructs/service/folder-workload.ts';
import { testStack } from '../../support/app.ts';

const { PATH } = process.env;
const hasSystemd = spawnSync('systemd-analyze', ['--version']).status === 0;
const hasPython = spawnSync('python3', ['--version']).status === 0;

let root = '';
const at = (path: string) => join(root, path);
function write(path: string, content: string, mode = 0o644): void {
  mkdirSync(dirname(at(path)), { recursive: true });
  writeFileSync(at(path), content, { mode });
}
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'evenkeel-folder-'));
  write('app/server.sh', '#!/bin/bash\nenv\n', 0o755);
  write('app/data/list.txt', 'one\ntwo\n');
  write(`app/${'long/'.repeat(30)}name.txt`, 'far down');
  write('runtime/bin/interpreter', '#!/bin/bash\n', 0o755);
  symlinkSync('data/list.txt', at('app/link'));
});
afterEach(() => rmSync(root, { recursive: true }));

const options = {
  start: './server.sh',
  environment: { PORT: '9090', GREETING: `50% "off" \\ it's` },
  parameters: '/shop',
  secrets: ['payment/api-key'],
};

describe('an archive', () => {
  test('is the same for the same content, whenever and by whom it was made', () => {
    const before = archiveOf(at('app'));
    cpSync(at('app'), at('copy'), { recursive: true, verbatimSymlinks: true });
    utimesSync(at('copy/server.sh'), 1, 1);
    chmodSync(at('copy/data/list.txt'), 0o600);
    expect(archiveOf(at('copy')).sha256).toBe(before.sha256);
  });

  test.each<[string, () => void]>([
    ['another content', () => write('app/data/list.txt', 'one\n')],
    ['another name', () => write('app/data/other.txt', 'one\ntwo\n')],
    ['another mode', () => chmodSync(at('app/data/list.txt'), 0o755)],
  ])('is another one for %s', (_, change) => {
    const before = archiveOf(at('app'));
    change();
    expect(archiveOf(at('app')).sha256).not.toBe(before.sha256);
  });

  test.runIf(hasPython)('is unpacked to the very files', () => {
    writeFileSync(at('archive'), archiveOf(at('app')).content);
    const unpack = ['-m', 'tarfile', '--extract', at('archive'), at('unpacked')];
    expect(spawnSync('python3', unpack).status).toBe(0);
    const list = (folder: string) => readdirSync(at(folder), { recursive: true }).sort();
    expect(list('unpacked')).toEqual(list('app'));
    expect(readFileSync(at('unpacked/link'), 'utf8')).toBe('one\ntwo\n');
    expect(readFileSync(at(`unpacked/${'long/'.repeat(30)}name.txt`), 'utf8')).toBe('far down');
    expect(statSync(at('unpacked/server.sh')).mode & 0o777).toBe(0o755);
    expect(statSync(at('unpacked/data/list.txt')).mode & 0o777).toBe(0o644);
  });
});

/** What stands for an instance: its commands are run with `root` in the place of the root. */
function boot({
  archive = archiveOf(at('app')).content,
  runtime,
}: {
  archive?: Buffer;
  runtime?: string;
} = {}) {
  const fakes = {
    aws: `#!/bin/bash
echo "aws $*" >> ${at('calls')}
case "$1 $2" in
  's3 cp') cp ${at('in-s3')}/"\${4##*/}" "$5" ;;
  'ssm get-parameters-by-path') [ ! -e ${at('away')} ] || exit 1
    printf '/shop/database/writer-endpoint\\tdb.example.com\\n/shop/port\\t1\\n' ;;
  'secretsmanager get-secret-value') [ ! -e ${at('away')} ] || exit 1; echo open-sesame ;;
esac`,
    systemctl: `#!/bin/bash\necho "systemctl $*" >> ${at('calls')}`,
    curl: '#!/bin/bash\ncase "$*" in *availability-zone*) echo eu-west-1a ;; *) echo token ;; esac',
  };
  for (const [name, content] of Object.entries(fakes)) write(`bin/${name}`, content, 0o755);
  mkdirSync(at('var/tmp'), { recursive: true });
  const stack = testStack();
  const workload = folderWorkload(stack, 'Workload', {
    ...options,
    folder: at('app'),
    runtime,
    lifecycleHook: 'finish-message',
  });
  const { sha256 } = archiveOf(at('app'));
  mkdirSync(at('in-s3'), { recursive: true });
  for (const file of archivesIn(App.of(stack)?.outdir ?? '')) cpSync(file, keyOf(file));
  writeFileSync(at(`in-s3/${sha256}.gz`), archive);
  const script = ['set -euo pipefail', ...stack.resolve(workload.commands.map(plain))].join('\n');
  return { workload, stack, ...run(inRoot(script)) };
}

const archivesIn = (folder: string) =>
  readdirSync(folder)
    .filter((name) => /^asset\.[0-9a-f]{64}\.gz$/.test(name))
    .map((name) => join(folder, name));
const keyOf = (file: string) => at(`in-s3/${basename(file).replace('asset.', '')}`);

/** Tokens stand for names here. */
const plain = (command: string) => command.replace(/\$\{Token\[[^\]]*\]\}/g, 'token');
const inRoot = (script: string) =>
  script.replaceAll(/(?<![\w.~/])\/(opt|etc|var\/tmp)\//g, `${root}/$1/`);
const run = (script: string, env: Record<string, string> = {}) =>
  spawnSync('bash', ['-c', script], {
    env: { PATH: `${at('bin')}:${PATH}`, ...env },
    encoding: 'utf8',
  });

describe.runIf(hasPython)('on an instance', () => {
  test('the folder is unpacked, and the program is started by systemd', () => {
    expect(boot().status).toBe(0);
    expect(readFileSync(at('opt/evenkeel/program/data/list.txt'), 'utf8')).toBe('one\ntwo\n');
    expect(readFileSync(at('calls'), 'utf8')).toContain(
      'systemctl enable --now program.service drain.service',
    );
  });

  test('the certificates of the authorities of Aurora are where a variable says', () => {
    boot();
    const unit = readFileSync(at('etc/systemd/system/program.service'), 'utf8');
    const [, path = ''] = /^Environment="DATABASE_CA_FILE=(.*)"$/m.exec(unit) ?? [];
    const authorities = readFileSync(path, 'utf8').split(/(?=-----BEGIN)/);
    const subjects = authorities.map((pem) => new X509Certificate(pem).subject).join('\n');
    for (const region of ['eu-west-1', 'eu-central-1', 'us-east-1', 'ap-southeast-2']) {
      expect(subjects).toContain(`Amazon RDS ${region} Root CA`);
    }
    expect(statSync(path).mode & 0o777).toBe(0o644);
  });

  test('a runtime comes with the program, as a folder or as what was archived before', () => {
    writeFileSync(at('runtime.tar.gz'), archiveOf(at('runtime')).content);
    const { sha256 } = archiveOf(at('runtime'));
    for (const runtime of ['runtime', 'runtime.tar.gz']) {
      rmSync(at('opt'), { recursive: true, force: true });
      const { status, workload } = boot({ runtime: at(runtime) });
      expect(status).toBe(0);
      expect(workload.commands.join('\n')).toContain(` ${sha256} /opt/evenkeel/runtime`);
      expect(statSync(at('opt/evenkeel/runtime/bin/interpreter')).mode & 0o777).toBe(0o755);
    }
    const unit = readFileSync(at('etc/systemd/system/program.service'), 'utf8');
    expect(unit).toContain(`Environment="PATH=${at('opt/evenkeel/runtime/bin')}:`);
  });

  test('what is not what was archived is never unpacked', () => {
    const { status } = boot({ archive: archiveOf(at('app/data')).content });
    expect(status).not.toBe(0);
    expect(() => readdirSync(at('opt/evenkeel/program'))).toThrow('ENOENT');
  });

  test.runIf(hasSystemd)('systemd has nothing to say against the units', () => {
    boot();
    for (const name of ['program.service', 'drain.service']) {
      const verified = spawnSync('systemd-analyze', ['verify', at(`etc/systemd/system/${name}`)], {
        encoding: 'utf8',
      });
      expect(verified.stdout + verified.stderr).toBe('');
      expect(verified.status).toBe(0);
    }
  });

  test('the program is told where everything is, and keeps what the owner says', () => {
    boot();
    const { told } = launch();
    expect(told).toContain('DATABASE_WRITER_ENDPOINT=db.example.com');
    expect(told).toContain('AVAILABILITY_ZONE=eu-west-1a');
    expect(told).toContain('PORT=9090');
    expect(readFileSync(at('run/secrets/payment/api-key'), 'utf8')).toBe('open-sesame\n');
  });

  test('it starts again while nobody answers, and not the first time', () => {
    boot();
    write('away', '');
    expect(launch().status).not.toBe(0);
    rmSync(at('away'));
    expect(launch().status).toBe(0);
    write('away', '');
    const { status, told } = launch();
    expect(status).toBe(0);
    expect(told).toContain('DATABASE_WRITER_ENDPOINT=db.example.com');
  });

  test('the program is the very process that systemd stops, and starts again after a kill', async () => {
    const loop = 'trap "echo stopped; exit 0" TERM; echo "ready $$"; while :; do sleep 0.05; done';
    write('app/server.sh', `#!/bin/bash\n${loop}\n`, 0o755);
    boot();
    for (const signal of ['SIGKILL', 'SIGTERM'] as const) {
      const child = spawn(at('opt/evenkeel/start'), { env: environment() });
      const lines = createInterface({ input: child.stdout });
      const [first] = await once(lines, 'line');
      expect(first).toBe(`ready ${child.pid}`);
      const rest: string[] = [];
      lines.on('line', (line) => rest.push(line));
      child.kill(signal);
      const [status] = await once(child, 'close');
      expect([status, rest]).toEqual(signal === 'SIGTERM' ? [0, ['stopped']] : [null, []]);
    }
    const unit = readFileSync(at('etc/systemd/system/program.service'), 'utf8');
    expect(unit).toMatch(/^Restart=always$/m);
    expect(unit).toMatch(/^TimeoutStopSec=90$/m);
  });

  test('a variable of the owner may have any name', () => {
    boot();
    const own = { name: 'shop', file: 'orders', zone: 'a', known: 'yes', value: '1', imds: 'no' };
    const { told } = launch(own);
    for (const [name, value] of Object.entries(own)) expect(told).toContain(`${name}=${value}`);
  });

  test('variables reach it as they are', () => {
    boot();
    const unit = readFileSync(at('etc/systemd/system/program.service'), 'utf8');
    expect(unit).toContain(String.raw`Environment="GREETING=50%% \"off\" \\ it's"`);
    expect(unit).not.toContain('MemoryDenyWriteExecute');
  });
});

/** What systemd sets for the launcher. */
function environment(): Record<string, string> {
  mkdirSync(at('run'), { recursive: true });
  return { PATH: `${at('bin')}:${PATH}`, PORT: '9090', RUNTIME_DIRECTORY: at('run') };
}

function launch(own: Record<string, string> = {}) {
  const { status, stdout } = run(at('opt/evenkeel/start'), { ...environment(), ...own });
  return { status, told: stdout.split('\n') };
}

test('an archive that is there takes no more room in the cloud assembly', () => {
  writeFileSync(at('runtime.tar.gz'), archiveOf(at('runtime')).content);
  symlinkSync('runtime.tar.gz', at('link.tar.gz'));
  const stack = testStack();
  folderWorkload(stack, 'Workload', { ...options, folder: at('app'), runtime: at('link.tar.gz') });
  const { sha256 } = archiveOf(at('runtime'));
  const asset = join(App.of(stack)?.outdir ?? '', `asset.${sha256}.gz`);
  expect(statSync(asset).ino).toBe(statSync(at('runtime.tar.gz')).ino);
});

test('the role may read the archive, whose name is its SHA-256, the certificates, and nothing else', () => {
  const objects = () => {
    const stack = testStack();
    const workload = folderWorkload(stack, 'Workload', { ...options, folder: at('app') });
    return (workload.permissions ?? []).map((each) => stack.resolve(each.toStatementJson()));
  };
  const before = objects();
  expect(before.map(({ Action }) => Action)).toEqual(['s3:GetObject']);
  expect(JSON.stringify(before)).not.toContain('*');
  expect(before[0].Resource).toHaveLength(2);
  expect(JSON.stringify(before)).toContain(`/${archiveOf(at('app')).sha256}.gz`);
  expect(objects()).toEqual(before);
  write('app/data/list.txt', 'three\n');
  expect(objects()).not.toEqual(before);
});
