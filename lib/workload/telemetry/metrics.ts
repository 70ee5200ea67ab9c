import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Configuration } from '../configuration.ts';

export type Metrics = ReturnType<typeof createMetrics>;

/** What there is to count, in Prometheus' format; `embedded-metrics.ts` has what alarms need. */
export function createMetrics({ placement }: Configuration) {
  const registry = new Registry();
  registry.setDefaultLabels(placement);
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  return {
    registry,
    requests: new Histogram({
      name: 'http_server_request_duration_seconds',
      help: 'Requests by operation and status',
      labelNames: ['operation', 'status'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
      registers,
    }),
    shed: new Counter({
      name: 'requests_shed_total',
      help: 'Requests turned away since there was too much to do',
      labelNames: ['operation'],
      registers,
    }),
    calls: new Counter({
      name: 'dependency_calls_total',
      help: 'Calls of dependencies: ok, retried, failed',
      labelNames: ['dependency', 'outcome'],
      registers,
    }),
    breakerOpen: new Gauge({
      name: 'dependency_breaker_open',
      help: '1 while a dependency is not called, since nearly everything failed',
      labelNames: ['dependency'],
      registers,
    }),
    cache: new Counter({
      name: 'cache_reads_total',
      help: 'Reads of the cache: hit, miss, failed',
      labelNames: ['outcome'],
      registers,
    }),
    sent: new Counter({
      name: 'outbox_messages_sent_total',
      help: 'Messages that left the outbox for the queue',
      registers,
    }),
    messages: new Counter({
      name: 'messages_total',
      help: 'Messages by outcome: handled, failed, returned',
      labelNames: ['outcome'],
      registers,
    }),
  };
}
