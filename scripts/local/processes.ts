import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** A program that runs for as long as this one does. */
export interface LocalProcess {
  /** The program's own process id. */
  readonly pid: number;
  /** Stops it, and waits until it is gone. */
  stop(signal?: NodeJS.Signals): Promise<void>;
}

/**
 * Starts the program beside a reader of standard input, which ends with this process however it
 * ends, and then stops the program. What the program says goes nowhere: the first line is its id.
 */
const TIED = `
exec 3<&0 </dev/null
signal=$1; folder=$2; shift 2
"$@" 3<&- >/dev/null &
program=$!
echo "$program"
(cat <&3 >/dev/null; kill -s "$signal" "$program") >/dev/null 2>&1 3<&3 &
wait "$program"
rm -rf "$folder"
`;

interface StartOptions {
  /** What stops it when this process is gone. */
  readonly signal: 'TERM' | 'INT';
  readonly uid?: number;
  /** A folder of the program's own, in which it runs, and which is removed after it. */
  readonly folder?: string;
}

export async function startProcess(
  command: string,
  args: readonly string[],
  { signal, uid, folder }: StartOptions,
): Promise<LocalProcess> {
  // In a session of its own, so that Ctrl-C reaches this process alone, which stops things in order.
  const shell = spawn('sh', ['-c', TIED, 'sh', signal, folder ?? '', command, ...args], {
    stdio: ['pipe', 'pipe', 'ignore'],
    detached: true,
    uid,
    cwd: folder,
  });
  const exited = once(shell, 'exit');
  const pid = Number(String(await firstLine(shell)));
  return {
    pid,
    async stop(how = `SIG${signal}`) {
      if (shell.exitCode === null) process.kill(pid, how);
      await exited;
      shell.stdin?.end();
    },
  };
}

async function firstLine(child: ChildProcess): Promise<string> {
  const [chunk] = await once(child.stdout as NodeJS.EventEmitter, 'data');
  return String(chunk);
}

/** A port of this machine that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
