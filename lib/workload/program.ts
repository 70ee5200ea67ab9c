import { type Configuration, ConfigurationError, readConfiguration } from './configuration.ts';
import { createLog, type Log } from './telemetry/log.ts';
import { startTracing } from './telemetry/tracing.ts';

/** In case that something is left after all. */
const LAST_MILLISECONDS = 5000;

interface Running {
  stop(): Promise<void>;
}

/**
 * Runs a program until it is told to stop, by SIGTERM or SIGINT: whoever runs it knows about load
 * balancers and lifecycle hooks, and the program does not.
 */
export async function run(
  start: (configuration: Configuration, log: Log) => Promise<Running>,
): Promise<void> {
  const configuration = configurationOrExit();
  const log = createLog(configuration);
  const stopTracing = startTracing(configuration);
  const running = await start(configuration, log);

  const stop = async (signal: string) => {
    log.info({ signal }, 'stopping');
    await running.stop();
    // Nobody waits for traces: those that the agent does not take are lost, and the stop is in order.
    await stopTracing().catch((error) => log.warn({ err: error }, 'traces are not sent'));
    log.info('stopped');
    // Nothing is left that keeps the process, and it ends when its log is written.
    setTimeout(() => process.exit(0), LAST_MILLISECONDS).unref();
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

function configurationOrExit(): Configuration {
  try {
    return readConfiguration(process.env);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    console.error(`The environment is not complete:\n${error.message}`);
    process.exit(1);
  }
}
