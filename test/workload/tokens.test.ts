import { Signer } from '@aws-sdk/rds-signer';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { cacheToken, databaseToken } from '../../lib/workload/dependencies/tokens.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date', 'performance'], now: new Date('2026-11-26T12:00:00Z') });
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIDEXAMPLE');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
  vi.stubEnv('AWS_SESSION_TOKEN', 'session/token+=');
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

const host = 'writer.cluster-x.eu-west-1.rds.amazonaws.com';

test('the token for Aurora is the one that the SDK makes', async () => {
  const sdk = new Signer({ region: 'eu-west-1', hostname: host, port: 5432, username: 'app' });
  const parts = (token: string) => {
    const { host, pathname, searchParams } = new URL(`https://${token}`);
    return { host, pathname, parameters: Object.fromEntries(searchParams) };
  };
  const token = await databaseToken('eu-west-1', host, 5432, 'app')();
  expect(parts(token)).toEqual(parts(await sdk.getAuthToken()));
});

test('the token for Valkey names the replication group, the user and 15 minutes', async () => {
  const token = await cacheToken('eu-west-1', 'orders-cache', 'orders-user')();
  const { host, searchParams } = new URL(`https://${token}`);
  expect(host).toBe('orders-cache');
  expect(Object.fromEntries(searchParams)).toMatchObject({
    Action: 'connect',
    User: 'orders-user',
    'X-Amz-Credential': 'AKIDEXAMPLE/20261126/eu-west-1/elasticache/aws4_request',
    'X-Amz-Expires': '900',
    'X-Amz-Security-Token': 'session/token+=',
  });
});

test('a token is used for 10 of its 15 minutes, then there is a new one', async () => {
  const token = databaseToken('eu-west-1', host, 5432, 'app');
  const first = await token();
  vi.advanceTimersByTime(590_000);
  expect(await token()).toBe(first);
  vi.advanceTimersByTime(20_000);
  expect(await token()).not.toBe(first);
});
