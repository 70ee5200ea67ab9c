import http, { type RequestListener } from 'node:http';
import https from 'node:https';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { probeScript } from '../../../constructs/observability/probe-script.ts';

const HOST = 'eu-west-1.app.example.com';

interface Event {
  readonly namespace: string;
  readonly hostNames: string[];
  readonly path: string;
  readonly timeout: number;
}

/** The handler, with name resolution replaced, and requests led to a server on this machine. */
function load(options: {
  readonly resolve: (host: string) => Promise<string[]>;
  readonly client?: Pick<typeof http, 'get'>;
  readonly port?: number;
}): (event: Event) => Promise<void> {
  const real = createRequire(import.meta.url);
  const modules: Record<string, unknown> = {
    'node:dns/promises': {
      Resolver: class {
        resolve4(host: string) {
          return options.resolve(host);
        }
      },
    },
    'node:https': {
      get: (request: https.RequestOptions, answer: (response: http.IncomingMessage) => void) =>
        (options.client ?? http).get({ ...request, port: options.port }, answer),
    },
  };
  const exported: { handler?: (event: Event) => Promise<void> } = {};
  new Function('exports', 'require', probeScript)(
    exported,
    (name: string) => modules[name] ?? real(name),
  );
  if (!exported.handler) throw new Error('the script exports no handler');
  return exported.handler;
}

const servers: http.Server[] = [];

async function serve(listener: RequestListener): Promise<number> {
  const server = http.createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** Runs the handler once and returns what it wrote to its log, by host name. */
async function run(handler: (event: Event) => Promise<void>, event: Partial<Event> = {}) {
  const lines: string[] = [];
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((line) => {
    lines.push(`${line}`);
    return true;
  });
  try {
    await handler({
      namespace: 'Test',
      hostNames: [HOST],
      path: '/health',
      timeout: 200,
      ...event,
    });
  } finally {
    write.mockRestore();
  }
  expect(lines.every((line) => line.endsWith('\n'))).toBe(true);
  return new Map(lines.map((line) => JSON.parse(line)).map((line) => [line.HostName, line]));
}

const local = async () => ['127.0.0.1'];

describe('a probe', () => {
  test('succeeds with a status from 200 to 299, and asks under the name that it probes', async () => {
    const asked: unknown[] = [];
    const port = await serve((request, response) => {
      asked.push([request.headers.host, request.url, request.headers['user-agent']]);
      response.end('ok');
    });
    const line = (await run(load({ resolve: local, port }))).get(HOST);
    expect(line).toMatchObject({ Success: [1], Failures: [] });
    expect(line.Duration[0]).toBeLessThan(200);
    expect(asked).toEqual([[HOST, '/health', 'canary']]);
  });

  test.each([199 + 1, 204, 299])('takes status %i for a success', async (status) => {
    const port = await serve((_, response) => response.writeHead(status).end());
    expect((await run(load({ resolve: local, port }))).get(HOST)).toMatchObject({ Success: [1] });
  });

  test.each([301, 404, 500, 503])('takes status %i for a failure', async (status) => {
    const port = await serve((_, response) => response.writeHead(status).end());
    expect((await run(load({ resolve: local, port }))).get(HOST)).toMatchObject({
      Success: [0],
      Failures: [`status ${status}`],
    });
  });

  test('fails when no answer comes within the limit', async () => {
    const port = await serve(() => {});
    const line = (await run(load({ resolve: local, port }))).get(HOST);
    expect(line).toMatchObject({ Success: [0], Failures: ['timeout'] });
    expect(line.Duration[0]).toBeGreaterThanOrEqual(199);
  });

  test('fails when the answer begins in time and does not end', async () => {
    const port = await serve((_, response) => {
      response.writeHead(200);
      response.write('o');
    });
    expect((await run(load({ resolve: local, port }))).get(HOST)).toMatchObject({
      Success: [0],
      Failures: ['timeout'],
    });
  });

  test('tells how long a slow answer took, and counts it as a success', async () => {
    const port = await serve((_, response) => setTimeout(() => response.end('ok'), 80));
    const line = (await run(load({ resolve: local, port }), { timeout: 2000 })).get(HOST);
    expect(line.Success).toEqual([1]);
    expect(line.Duration[0]).toBeGreaterThanOrEqual(79);
  });

  test('fails when nobody listens', async () => {
    const port = await serve(() => {});
    await new Promise((resolve) => servers.splice(0)[0]?.close(resolve));
    expect((await run(load({ resolve: local, port }))).get(HOST)).toMatchObject({
      Success: [0],
      Failures: ['ECONNREFUSED'],
    });
  });

  test('fails when the connection is cut off', async () => {
    const port = await serve((request) => request.socket.destroy());
    expect((await run(load({ resolve: local, port }))).get(HOST)).toMatchObject({
      Success: [0],
      Failures: ['ECONNRESET'],
    });
  });

  test('fails without TLS', async () => {
    const port = await serve((_, response) => response.end('ok'));
    const line = (await run(load({ resolve: local, port, client: https }), { timeout: 2000 })).get(
      HOST,
    );
    expect(line.Success).toEqual([0]);
    expect(line.Failures[0]).toMatch(/SSL|EPROTO/);
  });

  test('asks for the certificate of the name, not of the address, over a connection of its own', async () => {
    const requests: https.RequestOptions[] = [];
    const get = ((request: https.RequestOptions) => {
      requests.push(request);
      return http.get({ host: '127.0.0.1', port: 1 });
    }) as typeof http.get;
    await run(load({ resolve: local, client: { get } }));
    expect(requests[0]).toMatchObject({ host: '127.0.0.1', servername: HOST, agent: false });
    expect(requests[0]).not.toHaveProperty('rejectUnauthorized');
  });

  test('fails when the name does not resolve', async () => {
    const resolve = () => Promise.reject(Object.assign(new Error('no'), { code: 'ENOTFOUND' }));
    expect((await run(load({ resolve }))).get(HOST)).toMatchObject({
      Success: [0],
      Failures: ['ENOTFOUND'],
    });
  });
});

test('each address counts: a zone that does not answer is a share of the failures', async () => {
  const port = await serve((_, response) => response.end('ok'));
  const resolve = async () => ['127.0.0.1', '127.0.0.1', '127.1.2.3'];
  const line = (await run(load({ resolve, port }))).get(HOST);
  expect(line.Success).toEqual([1, 1, 0]);
});

test('one name that fails takes no other with it', async () => {
  const port = await serve((_, response) => response.end('ok'));
  const resolve = async (host: string) => {
    if (host === HOST) throw new Error('broken');
    return ['127.0.0.1'];
  };
  const lines = await run(load({ resolve, port }), { hostNames: [HOST, 'app.example.com'] });
  expect(lines.get(HOST)).toMatchObject({ Success: [0], Failures: ['broken'] });
  expect(lines.get('app.example.com')).toMatchObject({ Success: [1] });
});

test('reports in the embedded metric format', async () => {
  const port = await serve((_, response) => response.end('ok'));
  const line = (await run(load({ resolve: local, port }))).get(HOST);
  expect(line._aws.CloudWatchMetrics).toEqual([
    {
      Namespace: 'Test',
      Dimensions: [['HostName']],
      Metrics: [{ Name: 'Success' }, { Name: 'Duration', Unit: 'Milliseconds' }],
    },
  ]);
  expect(Math.abs(Date.now() - line._aws.Timestamp)).toBeLessThan(60_000);
  expect(line.Success).toHaveLength(line.Duration.length);
});

test('fits into a template: less than 4096 characters', () => {
  expect(probeScript.length).toBeLessThan(4096);
});
