import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { eventually, json, runProgram, type Servers, spawnProgram } from '../support.ts';

interface Span {
  readonly name: string;
  readonly traceId: string;
}

/** Takes traces as a collector does. */
async function startCollector() {
  const spans: Span[] = [];
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request.setEncoding('utf8')) text += chunk;
    const { resourceSpans } = JSON.parse(text);
    for (const { scopeSpans } of resourceSpans) {
      for (const scope of scopeSpans) spans.push(...scope.spans);
    }
    response.setHeader('Content-Type', 'application/json').end('{}');
  }).listen(0, '127.0.0.1');
  await eventually(async () => server.listening);
  onTestFinished(() => void server.close());
  return { spans, endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

export function shippedScenarios(servers: () => Servers): void {
  test('the folder serves and works, and a trace goes all the way', async () => {
    const { spans, endpoint } = await startCollector();
    const environment = {
      ...(await servers().fresh()),
      OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
      OTEL_TRACES_SAMPLER_ARG: '0',
    };
    const [server, worker] = await Promise.all([
      spawnProgram('server', environment),
      spawnProgram('worker', environment),
    ]);
    const traceId = '0af7651916cd43dd8448eb211c80319c';
    const traceparent = `00-${traceId}-b7ad6b7169203331-01`;
    const { id } = await json(await server.place('shipped', undefined, { traceparent }));
    await eventually(async () => {
      const order = await json(await server.get(`/orders/${id}`));
      return order.status === 'confirmed';
    });
    for (const program of [server, worker]) {
      program.kill('SIGTERM');
      expect(await program.exited).toBe(0);
    }
    const names = spans.filter((span) => span.traceId === traceId).map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(['PlaceOrder', 'database-writer', 'ConfirmOrder']),
    );
    // Nobody asked for the others, and none is traced of its own.
    expect(names).toHaveLength(spans.length);
  });

  test('a program that is told too little says all that is missing, and ends with 1', async () => {
    await expect(runProgram('server', {})).rejects.toThrow(
      /exit 1.*\nThe environment is not complete:\nAWS_REGION: .*\n.*\n.*\n.*\nQUEUE_URL: /,
    );
  });
}
