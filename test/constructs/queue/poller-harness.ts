import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pollerScript } from '../../../constructs/queue/poller-script.ts';

/**
 * An `aws` that notes its arguments in a journal, one line each, and answers `receive-message`
 * with the files of `inbox` in their order: a file that begins with `error` is an error. It waits
 * a moment for a message to come, as a long poll does, and fails `complete-lifecycle-action` as often
 * as there are files in `refusals`.
 */
const fakeAws = `#!/bin/bash
cd "$(dirname "$0")/.."
echo "aws $*" >> journal
first() { find "$1" -type f | sort | head -1; }
case "$2" in
  receive-message)
    for _ in {1..10}; do next=$(first inbox); [ -n "$next" ] && break; sleep 0.05; done
    [ -z "$next" ] && exit
    content=$(<"$next"); rm "$next"
    case "$content" in error*) echo "$content" >&2; exit 254;; *) echo "$content";; esac ;;
  describe-auto-scaling-instances)
    echo '{"AutoScalingInstances": [{"AutoScalingGroupName": "workers-group"}]}' ;;
  complete-lifecycle-action)
    next=$(first refusals)
    if [ -n "$next" ]; then rm "$next"; echo "error: try again" >&2; exit 254; fi ;;
esac
`;

export const QUEUE_URL = 'https://sqs.eu-west-1.amazonaws.com/111122223333/orders';

/** Whether this machine has what the poller needs of AL2023: Python, and GNU's coreutils. */
export const canRunPoller = ['/usr/bin/python3', 'bash', 'timeout'].every(
  (command) => spawnSync(command, ['--version']).status === 0,
);

/** The poller as it runs on an instance, with SQS, Auto Scaling and the metadata service faked. */
export class PollerHarness {
  /** What Auto Scaling is about to do with the instance, as the metadata service tells. */
  targetLifecycleState = 'InService';

  readonly folder = mkdtempSync(join(tmpdir(), 'queue-poller-'));
  private messages = 0;
  private output = '';
  private server?: Server;
  private poller?: ChildProcess;

  constructor() {
    for (const name of ['bin', 'inbox', 'refusals']) mkdirSync(join(this.folder, name));
    this.write('bin/aws', fakeAws, 0o755);
    this.write('bin/queue-poller', pollerScript, 0o755);
    this.write('journal', '');
  }

  /** Puts a message into the queue, whose body the handler runs as shell commands. */
  send(body: string, receives = 1): string {
    const id = `message-${++this.messages}`;
    const Attributes = { ApproximateReceiveCount: `${receives}` };
    const message = { MessageId: id, ReceiptHandle: `receipt-of-${id}`, Body: body, Attributes };
    this.deliver(JSON.stringify({ Messages: [message] }));
    return id;
  }

  /** Lets the next poll fail. */
  failNextPoll(reason: string): void {
    this.messages++;
    this.deliver(`error: ${reason}`);
  }

  refuseNextLifecycleAction(): void {
    this.write('refusals/1', '');
  }

  async start(environment: Record<string, string> = {}): Promise<void> {
    this.server = createServer((request, response) => {
      const path = request.url?.replace('/latest/', '');
      const answers: Record<string, string> = {
        'api/token': 'token',
        'meta-data/instance-id': 'i-0123456789abcdef0',
        'meta-data/autoscaling/target-lifecycle-state': this.targetLifecycleState,
      };
      const allowed = path === 'api/token' || request.headers['x-aws-ec2-metadata-token'];
      const answer = answers[path ?? ''];
      response.statusCode = !allowed ? 401 : answer === undefined ? 404 : 200;
      response.end(answer);
    });
    await once(this.server.listen(0, '127.0.0.1'), 'listening');
    const { port } = this.server.address() as AddressInfo;

    const handler = 'echo "handling $MESSAGE_ID" >> journal; source /dev/stdin';
    this.write('bin/handle-message', `#!/bin/bash\ncd ${this.folder}\n${handler}\n`, 0o755);
    const { PATH } = process.env;
    this.poller = spawn(join(this.folder, 'bin/queue-poller'), {
      detached: true,
      env: {
        PATH: `${join(this.folder, 'bin')}:${PATH}`,
        QUEUE_URL,
        HANDLER: join(this.folder, 'bin/handle-message'),
        HANDLER_TIMEOUT: '10',
        VISIBILITY_TIMEOUT: '20',
        LIFECYCLE_HOOK: 'finish-message',
        AWS_EC2_METADATA_SERVICE_ENDPOINT: `http://127.0.0.1:${port}`,
        ...environment,
      },
    });
    this.poller.stdout?.on('data', (chunk) => {
      this.output += chunk;
    });
    this.poller.stderr?.on('data', (chunk) => {
      this.output += chunk;
    });
  }

  /** What the poller, its handler and the fake AWS did, in order. */
  journal(): string[] {
    return readFileSync(join(this.folder, 'journal'), 'utf8').trimEnd().split('\n');
  }

  /** What the poller logged. */
  log(): Record<string, unknown>[] {
    return this.output
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
  }

  /** Waits until the journal or the log has a line with `text`, or fails after a while. */
  async until(text: string): Promise<void> {
    for (let waited = 0; waited < 20_000; waited += 20) {
      if (`${this.journal().join('\n')}\n${this.output}`.includes(text)) return;
      await sleep(20);
    }
    throw new Error(`no '${text}' in\n${this.journal().join('\n')}\n${this.output}`);
  }

  /** Sends the signal with which systemd stops a service. */
  terminate(): void {
    this.poller?.kill('SIGTERM');
  }

  /** Waits for the poller to end by itself: its exit code. */
  async exitCode(): Promise<number | null> {
    if (this.runs()) await once(this.poller as ChildProcess, 'close');
    return this.poller?.exitCode ?? null;
  }

  note(line: string): void {
    appendFileSync(join(this.folder, 'journal'), `${line}\n`);
  }

  async close(): Promise<void> {
    // The poller leads a group of its own: a fake poll that is under way goes with it.
    if (this.runs()) process.kill(-(this.poller?.pid as number), 'SIGKILL');
    await this.exitCode();
    this.server?.close();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 10 });
  }

  private runs(): boolean {
    return this.poller?.exitCode === null && this.poller.signalCode === null;
  }

  private deliver(content: string): void {
    // Renamed into place: a poll that is under way must not find half a message.
    this.write('draft', content);
    const name = String(this.messages).padStart(3, '0');
    renameSync(join(this.folder, 'draft'), join(this.folder, 'inbox', name));
  }

  private write(name: string, content: string, mode = 0o644): void {
    writeFileSync(join(this.folder, name), content, { mode });
  }
}
