import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { archiveOf } from '../../constructs/service/folder-archive.ts';
import { planFor } from '../../lib/strategies/index.ts';
import { configWith } from '../support/config.ts';

let root = '';
const at = (path: string) => join(root, path);
function write(path: string, content: string | Buffer, mode = 0o644): void {
  mkdirSync(dirname(at(path)), { recursive: true });
  writeFileSync(at(path), content, { mode });
}
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'evenkeel-config-'));
  write('app/serve', '#!/bin/bash\n', 0o755);
  write('app/serve.sh', '#!/bin/bash\n', 0o755);
  write('app/windows.sh', '#!/bin/bash\r\nexec true\r\n', 0o755);
  write('app/plain', '#!/bin/bash\n');
  write('app/src/server.mjs', '');
  mkdirSync(at('migrations'));
});
afterEach(() => rmSync(root, { recursive: true }));

/** What a config is told, without the paths of this machine. */
function said(workload: object, migrations?: string, instanceType = 'm7g.large'): string {
  const declared = {
    folder: at('app'),
    start: './serve',
    port: 8080,
    checks: { shallow: '/health' },
    ...workload,
  };
  const config = configWith({
    instanceType,
    workload: declared as never,
    ...(migrations !== undefined && { database: { migrations: at(migrations) } }),
  });
  try {
    planFor(config);
    return '';
  } catch (error) {
    return (error as Error).message.replaceAll(`${root}/`, '');
  }
}

describe('the command that runs a program', () => {
  test.each([
    './serve --port $PORT',
    'python3 -u src/server.py --port 80.py',
    'python3 -m app',
    "bash -c 'one && exec two'",
    '.venv/bin/python3 -m app',
    '/usr/bin/env node src/server.mjs',
    'serve-from-the-runtime',
    `./serve "it's" 'a "b"' \\'`,
  ])('may be %s', (start) => {
    mkdirSync(at('app/.venv/bin'), { recursive: true });
    symlinkSync('/usr/bin/python3.9', at('app/.venv/bin/python3'));
    write('app/src/server.py', '');
    expect(said({ start, workers: { start } })).toBe('');
  });

  test.each([
    [
      './server',
      "workload.start is './server', expected a file ./server in app: add it, or correct the command",
    ],
    [
      'node server.mjs',
      "workload.start is 'node server.mjs', expected a file server.mjs in app: add it, or correct the command",
    ],
    [
      './plain',
      "workload.start is './plain', expected app/plain to be executable: run chmod +x app/plain",
    ],
    [
      'serve.sh --all',
      "workload.start is 'serve.sh --all', expected ./serve.sh: a shell looks for serve.sh in PATH: write ./serve.sh",
    ],
    [
      `./serve "one`,
      `workload.start is './serve "one', expected a command that closes each quote that it opens: add the quote that is missing`,
    ],
    [
      'python3 -u serve.py',
      "workload.start is 'python3 -u serve.py', expected a file serve.py in app: add it, or correct the command",
    ],
    [
      'java -jar app.jar',
      "workload.start is 'java -jar app.jar', expected a file app.jar in app: add it, or correct the command",
    ],
    [
      '/opt/shop/serve',
      "workload.start is '/opt/shop/serve', expected a program in the folder, or one of the system: put it into the folder, and write its path there, such as ./serve",
    ],
    [
      './windows.sh',
      "workload.start is './windows.sh', expected app/windows.sh with lines that end as on Linux: there is no /bin/bash\\r: save it without carriage returns",
    ],
    [
      'node src/server.mjs',
      "workload.start is 'node src/server.mjs', expected what Amazon Linux comes with, or a runtime with bin/node: run npm run runtime, and add runtime: '.runtime/arm64.tar.gz'",
    ],
    [
      'ruby -v',
      "workload.start is 'ruby -v', expected what Amazon Linux comes with, or a runtime with bin/ruby: put it into a folder, and name that under workload.runtime",
    ],
    ...['cd src && node server.mjs', 'LEVEL=debug ./serve', './serve &', './serve | tee log'].map(
      (start) => [
        start,
        `workload.start is '${start}', expected a single command, without ; & | and without variables before it: put them into a script in the folder, which ends with exec, or set environment`,
      ],
    ),
  ])('is not %s', (start, message) => {
    expect(said({ start })).toContain(message);
    expect(said({ workers: { start } })).toContain(message?.replace('start', 'workers.start'));
  });
});

describe('a folder with a program', () => {
  test('may have any names, and links to what is in it or in the system', () => {
    write('app/with space/ünïcode 日本.txt', '');
    symlinkSync('../src/server.mjs', at('app/with space/link'));
    symlinkSync('/usr/bin/env', at('app/env'));
    expect(said({})).toBe('');
  });

  test('has no links that lead nowhere on an instance', () => {
    symlinkSync('../elsewhere', at('app/out'));
    symlinkSync('/home/me/library', at('app/library'));
    const rest = 'put a copy in its place: what it leads to is not on an instance';
    expect(said({})).toContain(
      `workload.folder is 'app/library', expected a link to something in the folder, not to /home/me/library: ${rest}`,
    );
    expect(said({})).toContain(`'app/out', expected a link to something in the folder, not to ../`);
  });

  test('has no sockets', async () => {
    const server = createServer().listen(at('app/socket'));
    await new Promise((resolve) => server.once('listening', resolve));
    expect(said({})).toContain(
      "workload.folder is 'app/socket', expected files, folders and links",
    );
    server.close();
  });

  test('has names that can be read', () => {
    writeFileSync(Buffer.concat([Buffer.from(`${at('app')}/`), Buffer.from([0xe9])]), '');
    expect(said({})).toContain('expected a name in UTF-8: rename it');
  });

  test('has neither what cdk wrote nor all that ever was in it', () => {
    write('app/out/now/cdk.out', '{"version":"53.0.0"}');
    write('app/out/now/App.template.json', '{}');
    write('app/part/.git/config', '');
    const message = said({});
    expect(message).toContain(
      "workload.folder is 'app/out/now', expected a folder without what cdk writes: name the folder that has the program alone, or another --output",
    );
    expect(message).toContain(
      "workload.folder is 'app/part/.git', expected a folder without .git, which holds all that ever was in it: build the program into a folder of its own, and name that",
    );
  });

  test('is not as large as a disk', () => {
    write('app/data', '');
    truncateSync(at('app/data'), 1.5 * 1024 ** 3);
    expect(said({})).toContain(
      "workload.folder is 'app, 1.5 GiB', expected at most 1 GiB in a folder: take out what the program does not need at its start; keep data in a bucket",
    );
  });
});

describe('what runs a program', () => {
  test('is a folder, or an archive of it', () => {
    write('node/bin/node', '', 0o755);
    write('node.tar.gz', gzipSync(''));
    symlinkSync('node.tar.gz', at('link'));
    for (const runtime of ['node', 'node.tar.gz', 'link']) {
      expect(said({ runtime: at(runtime), start: 'node src/server.mjs' })).toBe('');
    }
    expect(said({ runtime: at('node'), start: 'php src/server.mjs' })).toContain(
      'a runtime with bin/php',
    );
  });

  test('has it in bin, executable', () => {
    mkdirSync(at('none'));
    write('plain/bin/node', '');
    for (const runtime of ['none', 'plain']) {
      expect(said({ runtime: at(runtime) })).toContain(
        `workload.runtime is '${runtime}', expected a folder that has what runs the program in bin, executable: put it there, or run chmod +x on it`,
      );
    }
  });

  test.each(['nowhere', 'app/plain', 'app/empty'])('is not %s', (runtime) => {
    write('app/empty', '');
    expect(said({ runtime: at(runtime) })).toContain(
      `workload.runtime is '${runtime}', expected a folder or a .tar.gz that is there, seen from where cdk runs: make it first (npm run runtime makes .runtime/arm64.tar.gz, with -- --arch x64 .runtime/x64.tar.gz), or correct the path`,
    );
  });

  test('has no links that lead nowhere on an instance', () => {
    mkdirSync(at('node'));
    symlinkSync('/home/me/node', at('node/bin'));
    expect(said({ runtime: at('node') })).toContain(
      "workload.runtime is 'node/bin', expected a link",
    );
  });
});

describe('the processor', () => {
  /** As much of an executable as says for which processor it is. */
  const executable = (machine: number) => {
    const start = Buffer.alloc(64);
    start.write('\x7fELF', 'latin1');
    start.writeUInt16LE(machine, 18);
    return start;
  };
  const [x64, arm64] = [executable(62), executable(183)];

  test.each([
    ['m7g.large', arm64],
    ['c8gd.xlarge', arm64],
    ['m7i.large', x64],
    ['g5.xlarge', x64],
    ['m8i-flex.large', x64],
  ])('of %s is that of what runs on it', (instanceType, content) => {
    write('app/serve', content, 0o755);
    write('node/bin/node', content, 0o755);
    writeFileSync(at('node.tar.gz'), archiveOf(at('node')).content);
    for (const runtime of ['node', 'node.tar.gz']) {
      expect(said({ runtime: at(runtime) }, undefined, instanceType)).toBe('');
    }
  });

  test.each(['node', 'node.tar.gz'])('is another one than that of %s', (runtime) => {
    write('node/LICENSE', 'of it');
    write('node/bin/node', arm64, 0o755);
    writeFileSync(at('node.tar.gz'), archiveOf(at('node')).content);
    expect(said({ runtime: at(runtime) }, undefined, 'm7i.large')).toContain(
      `workload.runtime is '${runtime}', expected what runs on x64, the processor of instanceType 'm7i.large', not on arm64: name one for x64; npm run runtime -- --arch x64 makes .runtime/x64.tar.gz, with Node`,
    );
  });

  test('is another one than that of the program', () => {
    write('app/serve', x64, 0o755);
    const message = said({ workers: { start: './serve --work' } });
    const rest =
      "expected what runs on arm64, the processor of instanceType 'm7g.large', not on x64: build it for Linux on arm64, or choose another instanceType";
    expect(message).toContain(`workload.start is './serve', ${rest}`);
    expect(message).toContain(`workload.workers.start is './serve --work', ${rest}`);
  });
});

describe('the environment', () => {
  test.each([
    ['STRIPE_API_KEY', 'sk_live_1'],
    ['DB_PASSWORD', 'open-sesame'],
    ['AUTH_TOKEN', 'abc'],
    ['DATABASE_URL', 'postgres://me:open-sesame@db.example.com/shop'],
  ])('holds no secret, such as %s, and does not repeat it', (name, value) => {
    const message = said({ environment: { [name]: value } });
    expect(message).toContain(
      `workload.environment.${name} is '…', expected nothing secret: templates and user data show it to many: put it into Secrets Manager and its name under workload.secrets`,
    );
    expect(message).not.toContain(value);
  });

  test.each([
    ['TOKEN_TTL', '3600'],
    ['DATABASE_PASSWORD_FILE', '/run/program/secrets/db'],
    ['HOMEPAGE', 'https://shop.example.com/home'],
    ['DATABASE_CA_FILE', 'my-own.pem'],
  ])('may hold %s', (name, value) => {
    expect(said({ environment: { [name]: value } })).toBe('');
  });

  test.each(['SERVICE_NAME', 'AVAILABILITY_ZONE', 'RUNTIME_DIRECTORY', 'AWS_REGION', 'PATH'])(
    'leaves %s to the architecture',
    (name) => {
      expect(said({ environment: { [name]: 'mine' } })).toContain('the program is given it');
    },
  );
});

describe('the secrets', () => {
  test('have names of which files can be made', () => {
    expect(
      said({ secrets: ['payment/api-key', '/shop/key.pem', 'payment/api-key-2', '.env'] }),
    ).toBe('');
    const rest = "expected a name of which a file can be made: no part of it is empty, '.' or '..'";
    for (const name of ['../../etc/passwd', 'shop/./key', 'shop//key', 'shop/', '..', '/']) {
      expect(said({ secrets: [name] })).toContain(`workload.secrets[0] is '${name}', ${rest}`);
    }
    expect(said({ secrets: ['shop/key/old', 'shop/key'] })).toContain(
      "workload.secrets[1] is 'shop/key', expected a name of its own: 'shop/key/old' is a file in a folder that is called so",
    );
  });
});

describe('migrations', () => {
  test('begin and end no transaction', () => {
    write('migrations/0001.sql', 'create table a ();\n\nCOMMIT;\n');
    write('migrations/0002.sql', '/* commit; */ begin;\ncreate table b ();\nend;\n');
    write(
      'migrations/0003.sql',
      `-- begin;
      insert into a values ('; commit;', E'\\'; commit;', "; commit;");
      savepoint one; rollback to one; create table beginners (); 
      create function f() returns int as $f$ begin; commit; end $f$ language plpgsql;`,
    );
    write('migrations/0004.sql', 'create function g() returns int begin atomic; select 1; end;');
    write('migrations/0005.sql', 'Create  unique index\nconcurrently a_b on a (b);');
    const message = said({}, 'migrations');
    const rest = 'each file is applied in a transaction of its own: take it out';
    expect(message).toContain(`'migrations/0001.sql:3', expected no COMMIT: ${rest}`);
    expect(message).toContain(`'migrations/0002.sql:1', expected no BEGIN: ${rest}`);
    expect(message).toContain(
      `'migrations/0005.sql:1', expected no CREATE UNIQUE INDEX CONCURRENTLY: ${rest}`,
    );
    expect(message).not.toMatch(/0003|0004/);
  });

  test('may have gaps, and two with the same number', () => {
    for (const name of ['0001_a', '0003_b', '0003_c', '0010_d'])
      write(`migrations/${name}.sql`, '');
    expect(said({}, 'migrations')).toBe('');
  });

  test('are sorted as their numbers say', () => {
    for (const name of ['1_a', '2_b', '10_c']) write(`migrations/${name}.sql`, '');
    expect(said({}, 'migrations')).toContain(
      "database.migrations is 'migrations/1_a.sql', expected a name that is sorted before 10_c.sql, whose number is higher: write all numbers with as many digits, such as 0002 and 0010",
    );
  });

  test('are in UTF-8', () => {
    write('migrations/0001_a.sql', Buffer.from("insert into a values ('caf\xe9')", 'latin1'));
    expect(said({}, 'migrations')).toContain(
      "database.migrations is 'migrations/0001_a.sql', expected text in UTF-8: save it as UTF-8",
    );
  });
});

test('a file that cannot be executed here is not made executable there', () => {
  chmodSync(at('app/serve'), 0o644);
  expect(said({})).toContain('run chmod +x app/serve');
});
