import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  type Environment,
  eventually,
  json,
  type Servers,
  spawnCommand,
  spawnProgram,
} from '../support.ts';

const python = 'python3';
const server = join(import.meta.dirname, '../../../examples/python-service/server.py');

const programs = [
  {
    name: 'the sample',
    missing: false,
    start: (environment: Environment) => spawnProgram('server', environment),
  },
  {
    name: `the service in Python (${python})`,
    missing: spawnSync(python, ['--version']).status !== 0,
    start: (environment: Environment) => spawnCommand(python, [server], environment),
  },
];

/** What everything that runs on the instances has to keep, whatever it is written in. */
export function contractScenarios(servers: () => Servers): void {
  describe.each(programs)('$name', ({ missing, start }) => {
    test.skipIf(missing)('answers both checks, and stops when it is told to', async () => {
      const environment = { ...(await servers().fresh()), SHUTDOWN_DELAY_SECONDS: '2' };
      const program = await start(environment);
      const healthy = await program.get('/health');
      expect([healthy.status, await json(healthy)]).toMatchObject([
        200,
        { status: 'ok', region: 'eu-west-1', availabilityZone: 'eu-west-1a' },
      ]);
      const serving = await program.get('/health/serving');
      expect([serving.status, await json(serving)]).toMatchObject([
        200,
        { status: 'ok', dependencies: expect.any(Object) },
      ]);

      program.kill('SIGTERM');
      const stopping = await eventually(async () => {
        const answer = await program.get('/health');
        return answer.status !== 200 && answer;
      });
      expect([stopping.status, stopping.headers.get('connection')]).toEqual([503, 'close']);
      expect(await program.exited).toBe(0);
      for (const line of program.lines.all) {
        expect(line).toMatchObject({
          level: 'info',
          region: 'eu-west-1',
          time: expect.any(String),
        });
      }
    });

    test.skipIf(missing)('says what does not work when the database does not', async () => {
      const environment = { ...(await servers().fresh()), DATABASE_WRITER_ENDPOINT: '127.0.0.1:1' };
      const program = await start(environment);
      const serving = await program.get('/health/serving');
      expect([serving.status, (await json(serving)).status]).toEqual([503, 'failing']);
      expect((await program.get('/health')).status).toBe(200);
      program.kill('SIGTERM');
      expect(await program.exited).toBe(0);
    });
  });
}
