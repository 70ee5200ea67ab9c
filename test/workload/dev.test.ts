import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { eventually, json } from './support.ts';

const root = join(import.meta.dirname, '../..');

function start(args: readonly string[]) {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, PORT: '0', METRICS_PORT: '0', LOG_LEVEL: 'silent' },
  });
  const printed = { text: '' };
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      printed.text += chunk;
    });
  }
  return { child, printed, closed: once(child, 'close') };
}

async function answers(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

test('npm run dev takes an order to its end, and Ctrl-C stops all of it', async () => {
  const { child, printed, closed } = start(['scripts/dev.ts']);
  await eventually(async () => /Ctrl-C stops all of it/.test(printed.text));
  const ports = [...printed.text.matchAll(/127\.0\.0\.1:(\d+)/g)].map(([, port]) => Number(port));
  const [url = ''] = printed.text.match(/http:\/\/127\.0\.0\.1:\d+/) ?? [];
  const { id } = await json(
    await fetch(`${url}/orders`, {
      method: 'POST',
      headers: { 'Idempotency-Key': 'dev' },
      body: JSON.stringify({ productId: 'keel', quantity: 1 }),
    }),
  );
  await eventually(
    async () => (await json(await fetch(`${url}/orders/${id}`))).status === 'confirmed',
  );

  child.kill('SIGINT');
  expect(await closed).toEqual([0, null]);
  expect(new Set(ports).size).toBeGreaterThanOrEqual(4);
  for (const port of ports) expect([port, await answers(port)]).toEqual([port, false]);
});

test('what was started ends with the process that started it, however that ends', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'evenkeel-tied-'));
  const source = `
    import { startProcess } from ${JSON.stringify(join(root, 'scripts/local/processes.ts'))};
    const options = { signal: 'TERM', folder: ${JSON.stringify(folder)} };
    console.log((await startProcess('sleep', ['600'], options)).pid);
    setInterval(() => {}, 1000);
  `;
  const { child, printed, closed } = start(['--input-type=module-typescript', '--eval', source]);
  const pid = await eventually(async () => Number(printed.text.trim()) || undefined);
  expect(() => process.kill(pid, 0)).not.toThrow();
  child.kill('SIGKILL');
  await closed;
  await eventually(async () => {
    try {
      process.kill(pid, 0);
      return false;
    } catch {
      return true;
    }
  });
  await eventually(async () => !existsSync(folder));
});
