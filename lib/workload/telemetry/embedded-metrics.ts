import type { Configuration } from '../configuration.ts';
import type { Log } from './log.ts';

interface Window {
  requests: number;
  faults: number;
  latencies: number[];
}

/** CloudWatch takes up to 100 values of a metric from a line. */
const MOST_VALUES = 100;
const PERIOD_MILLISECONDS = 60_000;

/**
 * Requests, faults and latency in CloudWatch's embedded metric format, by zone, so that alarms can
 * compare one Availability Zone with the others: one log line a minute for each operation.
 *
 * Requests and faults are exact; latencies are a fair sample of up to 100 a minute.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export class EmbeddedMetrics {
  private readonly windows = new Map<string, Window>();
  private readonly timer: NodeJS.Timeout;
  private readonly log: Log;
  private readonly configuration: Configuration;

  constructor(configuration: Configuration, log: Log) {
    this.configuration = configuration;
    this.log = log;
    this.timer = setInterval(() => this.flush(), PERIOD_MILLISECONDS).unref();
  }

  record(operation: string, milliseconds: number, fault: boolean): void {
    const window = this.windows.get(operation) ?? { requests: 0, faults: 0, latencies: [] };
    this.windows.set(operation, window);
    window.requests += 1;
    if (fault) window.faults += 1;
    // Reservoir sampling: each request of the period is kept with the same probability.
    const place =
      window.requests <= MOST_VALUES
        ? window.requests - 1
        : Math.floor(Math.random() * window.requests);
    if (place < MOST_VALUES) window.latencies[place] = Math.round(milliseconds * 100) / 100;
  }

  /** Writes what there is, and stops writing. */
  close(): void {
    clearInterval(this.timer);
    this.flush();
  }

  flush(): void {
    const { service, availabilityZone } = this.configuration.placement;
    for (const [operation, { requests, faults, latencies }] of this.windows) {
      this.log.info({
        _aws: {
          Timestamp: Date.now(),
          CloudWatchMetrics: [
            {
              Namespace: 'Orders',
              Dimensions: [
                ['Service', 'AvailabilityZone'],
                ['Service', 'AvailabilityZone', 'Operation'],
              ],
              Metrics: [
                { Name: 'Requests', Unit: 'Count' },
                { Name: 'Faults', Unit: 'Count' },
                { Name: 'Latency', Unit: 'Milliseconds' },
              ],
            },
          ],
        },
        Service: service,
        AvailabilityZone: availabilityZone,
        Operation: operation,
        Requests: requests,
        Faults: faults,
        Latency: latencies,
      });
    }
    this.windows.clear();
  }
}
