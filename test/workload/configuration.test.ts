import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ConfigurationError, readConfiguration } from '../../lib/workload/configuration.ts';

const least = {
  AWS_REGION: 'eu-west-1',
  DATABASE_WRITER_ENDPOINT: 'writer.example',
  DATABASE_NAME: 'orders',
  DATABASE_USER: 'app',
  QUEUE_URL: 'https://sqs.eu-west-1.amazonaws.com/111122223333/orders',
};

function problems(environment: Record<string, string>): string[] {
  try {
    readConfiguration(environment);
    return [];
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigurationError);
    return (error as Error).message.split('\n');
  }
}

test('needs five variables, and fills in the rest', () => {
  expect(readConfiguration(least)).toMatchObject({
    placement: { service: 'orders', region: 'eu-west-1', availabilityZone: 'unknown' },
    http: { host: '0.0.0.0', port: 8080, requestTimeout: 2000 },
    database: {
      writer: { host: 'writer.example', port: 5432 },
      reader: { host: 'writer.example', port: 5432 },
      writeForwarding: false,
    },
    cache: undefined,
    shutdown: { delay: 20_000, timeout: 60_000 },
  });
});

test('names every variable that is missing', () => {
  expect(problems({})).toEqual(
    Object.keys(least).map((name) =>
      expect.stringMatching(`^${name}: expected .*, it is not set$`),
    ),
  );
});

test('names every variable that is wrong, with what it is and what is expected', () => {
  expect(
    problems({
      ...least,
      DATABASE_READER_ENDPOINT: 'https://reader',
      PORT: '80.5',
      DATABASE_WRITE_FORWARDING: 'yes',
      DATABASE_CA_FILE: '/nowhere',
      LOG_LEVEL: 'loud',
      SHUTDOWN_TIMEOUT_SECONDS: '0',
      OTEL_TRACES_SAMPLER_ARG: '2',
    }).toSorted(),
  ).toEqual([
    "DATABASE_CA_FILE: expected the path of a file that can be read, got '/nowhere'",
    "DATABASE_READER_ENDPOINT: expected a host name, or host:port where the port is not 5432, got 'https://reader'",
    "DATABASE_WRITE_FORWARDING: expected one of true, false, got 'yes'",
    "LOG_LEVEL: expected one of debug, info, warn, error, silent, got 'loud'",
    "OTEL_TRACES_SAMPLER_ARG: expected a share from 0 to 1, got '2'",
    "PORT: expected a whole number from 0 to 65535, got '80.5'",
    "SHUTDOWN_TIMEOUT_SECONDS: expected a whole number from 1 to 3600, got '0'",
  ]);
});

test('the table in the README has every variable, with its default', () => {
  const folder = join(import.meta.dirname, '../../lib/workload');
  const read = (name: string) => readFileSync(join(folder, name), 'utf8');
  const told = [...read('README.md').matchAll(/^\| (`[A-Z_]+`(?:, `[A-Z_]+`)*) \| ([^|]*) \|/gm)];
  const defaults = new Map(
    told.flatMap(([, names = '', values = '']) => {
      const given = [...values.matchAll(/`([^`]*)`/g)].map(([, value]) => value);
      return [...names.matchAll(/`([A-Z_]+)`/g)].map(
        ([, name], index) => [name, given[index]] as const,
      );
    }),
  );
  const known = [
    ...read('configuration.ts').matchAll(
      /^ {2}([A-Z][A-Z_]+): (v\.optional\((?:.|\n)*?|(?!v\.opt).*?),$/gm,
    ),
  ].map(([, name]) => name);
  expect([...defaults.keys()].toSorted()).toEqual([...new Set(known)].toSorted());

  const withDefaults = Object.entries(Object.fromEntries(defaults)).filter(
    ([, value]) => value !== undefined,
  ) as [string, string][];
  expect(readConfiguration({ ...least, ...Object.fromEntries(withDefaults) })).toEqual(
    readConfiguration(least),
  );
});
