import { afterAll, beforeAll, describe } from 'vitest';
import { cacheScenarios } from './scenarios/cache.ts';
import { contractScenarios } from './scenarios/contract.ts';
import { deployedScenarios } from './scenarios/deployed.ts';
import { orderScenarios } from './scenarios/orders.ts';
import { otherWorkerScenarios } from './scenarios/other-worker.ts';
import { outboxScenarios } from './scenarios/outbox.ts';
import { overloadScenarios } from './scenarios/overload.ts';
import { promotionScenarios } from './scenarios/promotion.ts';
import { shippedScenarios } from './scenarios/shipped.ts';
import { stopScenarios } from './scenarios/stop.ts';
import { workerScenarios } from './scenarios/worker.ts';
import { type Servers, startServers } from './support.ts';

// One file, so that one PostgreSQL serves all of them: starting it is the dearest part.
let servers: Servers;
beforeAll(async () => {
  servers = await startServers();
});
afterAll(() => servers?.stop());

describe('orders', () => orderScenarios(() => servers));
describe('outbox', () => outboxScenarios(() => servers));
describe('worker', () => workerScenarios(() => servers));
describe('cache', () => cacheScenarios(() => servers));
describe('overload', () => overloadScenarios(() => servers));
describe('the shipped folder', () => shippedScenarios(() => servers));
describe('the deployment', () => deployedScenarios(() => servers));
describe('the contract', () => contractScenarios(() => servers));
describe('the worker in Python', () => otherWorkerScenarios(() => servers));
describe('stop', () => stopScenarios(() => servers));
describe('promotion', () => promotionScenarios(() => servers));
