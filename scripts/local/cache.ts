import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort, type LocalProcess, startProcess } from './processes.ts';

/** The server that this machine has; npm has none. Redis 7.0 speaks what is asked of Valkey here. */
export const cacheServer = ['valkey-server', 'redis-server'].find(
  (command) => spawnSync(command, ['--version']).status === 0,
);

export interface LocalCache extends LocalProcess {
  readonly port: number;
}

/** Starts a cache, which keeps nothing on disk. */
export async function startCache(port?: number): Promise<LocalCache> {
  if (cacheServer === undefined) throw new Error('neither valkey-server nor redis-server is there');
  const on = port ?? (await freePort());
  const args = ['--bind', '127.0.0.1', '--port', `${on}`, '--save', '', '--appendonly', 'no'];
  const server = await startProcess(cacheServer, args, { signal: 'TERM' });
  for (let tries = 0; !(await accepts(on)); tries++) {
    if (tries > 200) throw new Error(`${cacheServer} did not start within 10 seconds`);
    await sleep(50);
  }
  return { ...server, port: on };
}

async function accepts(port: number): Promise<boolean> {
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
