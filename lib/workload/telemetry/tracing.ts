import { context, propagation, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import type { Configuration } from '../configuration.ts';

/**
 * Sends traces to the collector that `OTEL_EXPORTER_OTLP_ENDPOINT` names, which the exporter reads
 * for itself; without it spans cost next to nothing and go nowhere.
 *
 * @returns what sends the rest and stops
 */
export function startTracing({ tracing, placement }: Configuration): () => Promise<void> {
  if (tracing.endpoint === undefined) return async () => {};
  const provider = new TracerProvider({
    resource: resourceFromAttributes({
      'service.name': placement.service,
      'cloud.region': placement.region,
      'cloud.availability_zone': placement.availabilityZone,
    }),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(tracing.share) }),
    spanProcessors: [new BatchSpanProcessor({ exporter: new OTLPTraceExporter() })],
  });
  trace.setGlobalTracerProvider(provider);
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  return () => provider.shutdown();
}
