import { describe, expect, test } from 'vitest';
import type { ResourceGraph } from '../../lib/assembly/index.ts';
import { type Alternative, alternativesOf } from '../../lib/resilience/alternatives.ts';
import { PAST_OUTAGES, replayOf } from '../../lib/resilience/events/index.ts';
import { type PredictOptions, predict } from '../../lib/resilience/index.ts';
import { rowsOf } from '../../lib/resilience/rows.ts';
import { strategies } from '../../lib/strategies/index.ts';
import { graphOfResources } from '../aws/support.ts';
import { edit } from '../review/support/mutations/mutation.ts';
import { configWith } from '../support/config.ts';
import { graphOfConfig } from '../support/graph.ts';
import { graphWith } from './support/broken.ts';
import { balancer, group, network, references } from './support/parts.ts';

function alternatives(graph: ResourceGraph, options: PredictOptions = {}) {
  return alternativesOf(graph, predict(graph, options), options);
}

const cache = `
CacheSubnets: { Type: AWS::ElastiCache::SubnetGroup, Properties: { SubnetIds: ${references()} } }
Cache:
  Type: AWS::ElastiCache::ReplicationGroup
  Properties: { CacheSubnetGroupName: !Ref CacheSubnets, NumCacheClusters: 1 }
`;
const service = graphOfResources(network() + balancer() + group(6) + cache);

test('asks what would be if all of a minimum were needed, and if a soft dependency were hard', () => {
  const scenarios = ['instance-loss', 'az-loss:eu-west-1b', 'cache-loss', 'no-launches'];
  const change = (scenario: string, from: string, to: string) =>
    (['reads', 'writes'] as const).map((path) => ({ scenario, path, from, to }));
  const data = graphOfResources(
    `${network() + balancer() + group(6) + cache}
Table: { Type: AWS::DynamoDB::Table, Properties: { KeySchema: [] } }`,
  );
  expect(alternatives(data, { scenarios })).toEqual([
    {
      assumption: 'hard.Cache',
      value: true,
      changes: change('cache-loss:Cache', 'unaffected', 'recovers'),
    },
    {
      assumption: 'need.Web',
      value: 6,
      changes: [
        ...change('instance-loss:Web', 'recovers', 'degraded'),
        ...change('az-loss:eu-west-1b', 'recovers', 'degraded'),
      ],
    },
  ]);
});

test('asks nothing of what somebody set, of a need that is all of the minimum, nor of time', () => {
  const given = { 'need.Web': { value: 5, setBy: 'declared' as const } };
  expect(alternatives(service, { given }).map(({ assumption }) => assumption)).toEqual([
    'hard.Cache',
  ]);
  const single = graphOfResources(network() + balancer() + group(1));
  const { inputs } = predict(single);
  expect(inputs.assumptions.map(({ key, value }) => [key, value])).toEqual([
    ['need.Web', 1],
    ['startMinutes', 2],
  ]);
  expect(alternatives(single)).toEqual([]);
});

/** The same, each time with everything predicted anew. */
function predictedAnew(graph: ResourceGraph, options: PredictOptions = {}): readonly Alternative[] {
  const before = predict(graph, options);
  return before.inputs.assumptions.flatMap(({ key, value, range, setBy }) => {
    const other = key.startsWith('hard.') ? !value : key.startsWith('need.') ? range?.[1] : value;
    if (setBy !== 'default' || other === undefined || other === value) return [];
    const given = { ...options.given, [key]: { value: other, setBy: 'declared' as const } };
    const after = rowsOf(predict(graph, { ...options, given }).scenarios);
    const changes = rowsOf(before.scenarios).flatMap(({ scenario: { id }, name, path }, i) => {
      const to = after[i]?.path.level ?? path.level;
      return to === path.level ? [] : { scenario: id, path: name, from: path.level, to };
    });
    return { assumption: key, value: other, changes };
  });
}

describe('what is not predicted again would be as it is:', () => {
  test.each(strategies.map(({ name }) => name))('%s', (strategy) => {
    const graph = graphOfConfig(configWith({ strategy }));
    const expected = predictedAnew(graph);
    expect(expected.flatMap(({ changes }) => changes).length).toBeGreaterThan(0);
    expect(alternatives(graph)).toEqual(expected);
  });

  test.each([
    ['warm-standby', '4'],
    ['active-active', '3'],
    ['active-active', '9'],
  ] as const)('%s with a group of %s in one Region', (strategy, minimum) => {
    const at = 'eu-west-1-service/ServiceGroupASG';
    const graph = graphWith(strategy, [{ at, change: edit('Properties/MinSize', () => minimum) }]);
    expect(alternatives(graph)).toEqual(predictedAnew(graph));
  });

  test('past outages', () => {
    const graph = graphOfConfig(configWith({ strategy: 'warm-standby' }));
    const scenarioKinds = PAST_OUTAGES.slice(-3).map((outage) => replayOf(outage, 'eu-west-1'));
    expect(alternatives(graph, { scenarioKinds })).toEqual(predictedAnew(graph, { scenarioKinds }));
  });
});
