import { expect, test } from 'vitest';
import { whole } from '../../lib/resilience/effects.ts';
import { PAST_OUTAGES, type PastOutage, replayOf } from '../../lib/resilience/events/index.ts';
import { FACTS } from '../../lib/resilience/facts/index.ts';
import { predict } from '../../lib/resilience/index.ts';
import { untouched } from '../../lib/resilience/part.ts';
import { KINDS, type PartKind } from '../../lib/resilience/parts/index.ts';
import { SCENARIOS } from '../../lib/resilience/scenarios/registry.ts';
import type { ScenarioKind } from '../../lib/resilience/scenarios/scenario.ts';
import { graphOfResources } from '../aws/support.ts';
import { balancer, group, network } from './support/parts.ts';

/** One of each that does something new, given as a registry would: nothing else is edited. */
const facts = {
  ...FACTS,
  'mq.failover': {
    title: 'from the loss of the active broker to answers of the other one',
    value: 50,
    range: [20, 90] as const,
    unit: 'seconds' as const,
    source: 'https://example.com/measured',
    asOf: '2026-11-26',
  },
};

const brokers: PartKind = {
  types: ['AWS::AmazonMQ::Broker'],
  partOf(context, node) {
    const region = context.regionOf(node);
    const name = context.nameOf(node);
    return {
      tier: 'queue',
      service: 'mq',
      paths: ['writes'],
      zones: [],
      impact(fault, _path, at) {
        if (at !== region) return undefined;
        if (fault.parts.get(name)?.has('instance-lost') !== true) return untouched();
        const evidence = [context.evidence(node, 'DeploymentMode'), { fact: 'mq.failover' }];
        return {
          comesBack: 'self',
          share: 1,
          bars: [
            {
              phase: 'switch',
              title: 'The other broker takes over',
              ...context.figures.fact('mq.failover'),
              evidence,
            },
          ],
          rpo: untouched().rpo,
          because: [{ text: `${name} has another broker`, evidence }],
        };
      },
    };
  },
};

const brokerLoss: ScenarioKind = {
  name: 'broker-loss',
  places: ({ parts }) => parts.flatMap(({ name, service }) => (service === 'mq' ? [name] : [])),
  title: (broker) => `the active broker of ${broker} is lost`,
  effects: (target) => [whole('instance-lost', { target })],
};

const outage: PastOutage = {
  id: 'eu-west-1-2026-11-25',
  title: 'no broker answers',
  region: 'eu-west-1',
  zones: [],
  start: '2026-11-25T10:00Z',
  end: '2026-11-25T11:00Z',
  effects: [
    {
      kind: 'service-data',
      target: 'mq',
      scope: 'region',
      from: '2026-11-25T10:00Z',
      to: '2026-11-25T11:00Z',
      share: [1, 1],
      evidence: 'published',
    },
  ],
  firstPost: null,
  sources: [{ url: 'https://health.aws.amazon.com/health/status', by: 'AWS' }],
};

const graph = graphOfResources(
  `${network() + balancer() + group(6)}
Table: { Type: AWS::DynamoDB::Table, Properties: { KeySchema: [] } }
Broker:
  Type: AWS::AmazonMQ::Broker
  Properties: { DeploymentMode: ACTIVE_STANDBY_MULTI_AZ }
`,
);
const all = {
  facts,
  partKinds: [...KINDS, brokers],
  scenarioKinds: [...SCENARIOS, brokerLoss, replayOf(outage)],
};

test('a type that was not known is predicted, with a scenario and a fact of its own', () => {
  expect(predict(graph).unknown.map(({ what }) => what)).toEqual(['AWS::AmazonMQ::Broker (1)']);
  const prediction = predict(graph, all);
  expect(prediction.unknown).toEqual([]);
  const [lost] = prediction.scenarios.filter(({ id }) => id === 'broker-loss:Broker');
  expect(lost?.paths.writes).toMatchObject({
    level: 'recovers',
    failingShare: 1,
    rto: { shortest: 20, typical: 50, longest: 90 },
  });
  expect(lost?.paths.reads?.level).toBe('unaffected');
  expect(prediction.inputs.facts.map(({ key }) => key)).toContain('mq.failover');
});

test('a new outage hits the new type, and nothing else', () => {
  expect(PAST_OUTAGES.map(({ id }) => id)).not.toContain(outage.id);
  const { scenarios } = predict(graph, { ...all, scenarios: [outage.id] });
  expect(scenarios.map(({ paths }) => [paths.reads?.level, paths.writes?.level])).toEqual([
    ['unaffected', 'lost'],
  ]);
});

test('what was there before is predicted as before', () => {
  const before = predict(graph).scenarios;
  const after = new Map(predict(graph, all).scenarios.map((one) => [one.id, one]));
  expect(before.map(({ id }) => after.get(id))).toEqual(before);
});
