import { readFileSync } from 'node:fs';
import * as v from 'valibot';

export type Configuration = ReturnType<typeof readConfiguration>;

export interface Endpoint {
  readonly host: string;
  readonly port: number;
}

/** What the environment gives that the program cannot run with: every problem, one a line. */
export class ConfigurationError extends Error {}

const text = (what: string) => v.pipe(v.string(what), v.nonEmpty(what));
const choice = <const T extends readonly string[]>(...values: T) =>
  v.picklist(values, `expected one of ${values.join(', ')}`);

function whole(least: number, most: number) {
  const what = `expected a whole number from ${least} to ${most}`;
  return v.pipe(
    v.string(what),
    v.regex(/^\d+$/, what),
    v.transform(Number),
    v.minValue(least, what),
    v.maxValue(most, what),
  );
}

/** `host` or `host:port`. */
function endpoint(defaultPort: number) {
  const what = `expected a host name, or host:port where the port is not ${defaultPort}`;
  return v.pipe(
    v.string(what),
    v.regex(/^[\w.-]+(:\d{1,5})?$/, what),
    v.transform((value): Endpoint => {
      const [host = '', port = defaultPort] = value.split(':');
      return { host, port: Number(port) };
    }),
  );
}

/** A file whose content is read now, so that one that is missing is known at the start. */
const readable = v.pipe(
  v.string(),
  v.check((path) => {
    try {
      readFileSync(path);
      return true;
    } catch {
      return false;
    }
  }, 'expected the path of a file that can be read'),
);

const variables = {
  AWS_REGION: text('expected a Region, such as eu-west-1'),
  DATABASE_WRITER_ENDPOINT: endpoint(5432),
  DATABASE_READER_ENDPOINT: v.optional(endpoint(5432)),
  DATABASE_WRITE_FORWARDING: v.optional(choice('true', 'false'), 'false'),
  DATABASE_NAME: text('expected the name of the database'),
  DATABASE_USER: text('expected the name of a database user'),
  DATABASE_PASSWORD_FILE: v.optional(readable),
  DATABASE_CA_FILE: v.optional(readable),
  SERVICE_NAME: v.optional(text('expected a name'), 'orders'),
  AVAILABILITY_ZONE: v.optional(text('expected an Availability Zone'), 'unknown'),
  HOST: v.optional(text('expected an address to listen on'), '0.0.0.0'),
  PORT: v.optional(whole(0, 65535), '8080'),
  METRICS_PORT: v.optional(whole(0, 65535), '9464'),
  CACHE_ENDPOINT: v.optional(endpoint(6379)),
  CACHE_USER: v.optional(text('expected the name of a cache user')),
  CACHE_ID: v.optional(text('expected the ID of the replication group')),
  QUEUE_URL: v.pipe(v.string('expected the URL of a queue'), v.url('expected the URL of a queue')),
  LOG_LEVEL: v.optional(choice('debug', 'info', 'warn', 'error', 'silent'), 'info'),
  REQUEST_TIMEOUT_MS: v.optional(whole(100, 60_000), '2000'),
  MAX_CONCURRENCY: v.optional(whole(1, 10_000), '200'),
  DATABASE_CONNECTIONS: v.optional(whole(1, 500), '10'),
  WORKER_CONCURRENCY: v.optional(whole(1, 100), '10'),
  VISIBILITY_TIMEOUT_SECONDS: v.optional(whole(2, 43_200), '30'),
  RECEIVE_WAIT_SECONDS: v.optional(whole(0, 20), '20'),
  SHUTDOWN_DELAY_SECONDS: v.optional(whole(0, 300), '20'),
  SHUTDOWN_TIMEOUT_SECONDS: v.optional(whole(1, 3600), '60'),
  OTEL_EXPORTER_OTLP_ENDPOINT: v.optional(v.pipe(v.string(), v.url('expected a URL'))),
  OTEL_TRACES_SAMPLER_ARG: v.optional(
    v.pipe(v.string(), v.regex(/^(0(\.\d+)?|1(\.0+)?)$/, 'expected a share from 0 to 1')),
    '0.05',
  ),
};

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * What the program is told, from environment variables alone: README.md has the table.
 *
 * @throws ConfigurationError with every variable that is missing or wrong
 */
export function readConfiguration(environment: Environment) {
  const values = parse(environment);
  const { CACHE_ENDPOINT: cache } = values;
  return {
    placement: {
      service: values.SERVICE_NAME,
      region: values.AWS_REGION,
      availabilityZone: values.AVAILABILITY_ZONE,
    },
    http: {
      host: values.HOST,
      port: values.PORT,
      metricsPort: values.METRICS_PORT,
      requestTimeout: values.REQUEST_TIMEOUT_MS,
      maxConcurrency: values.MAX_CONCURRENCY,
    },
    database: {
      region: values.AWS_REGION,
      writer: values.DATABASE_WRITER_ENDPOINT,
      reader: values.DATABASE_READER_ENDPOINT ?? values.DATABASE_WRITER_ENDPOINT,
      writeForwarding: values.DATABASE_WRITE_FORWARDING === 'true',
      name: values.DATABASE_NAME,
      user: values.DATABASE_USER,
      passwordFile: values.DATABASE_PASSWORD_FILE,
      caFile: values.DATABASE_CA_FILE,
      connections: values.DATABASE_CONNECTIONS,
    },
    cache: cache && { ...cache, user: values.CACHE_USER, id: values.CACHE_ID },
    queue: {
      url: values.QUEUE_URL,
      visibilityTimeout: values.VISIBILITY_TIMEOUT_SECONDS,
      receiveWait: values.RECEIVE_WAIT_SECONDS,
      concurrency: values.WORKER_CONCURRENCY,
    },
    logLevel: values.LOG_LEVEL,
    tracing: {
      endpoint: values.OTEL_EXPORTER_OTLP_ENDPOINT,
      share: Number(values.OTEL_TRACES_SAMPLER_ARG),
    },
    shutdown: {
      delay: values.SHUTDOWN_DELAY_SECONDS * 1000,
      timeout: values.SHUTDOWN_TIMEOUT_SECONDS * 1000,
    },
  };
}

function parse(environment: Environment) {
  const result = v.safeParse(v.object(variables), environment);
  if (result.success) return result.output;
  const problems = result.issues.map(({ path, message, input }) => {
    const name = String(path?.[0]?.key);
    const found = input === undefined ? 'it is not set' : `got '${input}'`;
    return `${name}: ${message.startsWith('expected') ? message : 'expected a value'}, ${found}`;
  });
  throw new ConfigurationError([...new Set(problems)].join('\n'));
}
