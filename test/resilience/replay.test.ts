import { describe, expect, test } from 'vitest';
import { graphOf, type ResourceGraph, type StackInput } from '../../lib/assembly/index.ts';
import { PAST_OUTAGES, type PastOutage, replayOf } from '../../lib/resilience/events/index.ts';
import {
  type Level,
  type PathName,
  type PredictOptions,
  predict,
} from '../../lib/resilience/index.ts';
import type { ScenarioPrediction } from '../../lib/resilience/prediction.ts';
import { type StrategyName, strategies } from '../../lib/strategies/index.ts';
import { documented } from '../../scripts/sample.ts';
import { edit, remove, set } from '../review/support/mutations/mutation.ts';
import { configWith } from '../support/config.ts';
import { synthesize } from '../support/templates.ts';
import { type Broken, graphWith } from './support/broken.ts';
import { tableOf } from './support/predictions.ts';

const PATHS: readonly PathName[] = ['reads', 'writes', 'async'];
const ORDER: readonly Level[] = [
  'unaffected',
  'recovers',
  'degraded',
  'recovers-by-hand',
  'unknown',
  'lost',
];

const graphs = new Map(
  strategies.map(({ name: strategy }) => [
    strategy,
    graphOf(...(synthesize(configWith({ strategy })) as readonly StackInput[])),
  ]),
);

function graphOfStrategy(strategy: StrategyName): ResourceGraph {
  const graph = graphs.get(strategy);
  if (graph === undefined) throw new Error(`no strategy ${strategy}`);
  return graph;
}

function outageOf(id: string): PastOutage {
  const outage = PAST_OUTAGES.find((one) => one.id === id);
  if (outage === undefined) throw new Error(`no outage ${id}`);
  return outage;
}

/** The scenarios of an outage: a time in a place, at best or at worst where nobody published more. */
function scenariosOfOutage(
  strategy: StrategyName,
  id: string,
  { at, ...options }: PredictOptions & { readonly at?: string } = {},
) {
  const scenarioKinds = [replayOf(outageOf(id), at)];
  return predict(graphOfStrategy(strategy), { ...options, scenarioKinds }).scenarios;
}

/** The least and the most that a path suffers in all intervals, wherever the outage is laid. */
function rangeOf(scenarios: readonly ScenarioPrediction[], path: PathName) {
  return [/ at worst$/, / at best$/].map((other) => {
    const levels = scenarios
      .filter((one) => !other.test(one.id))
      .flatMap(({ paths }) => paths[path]?.level ?? []);
    return levels.toSorted((a, b) => ORDER.indexOf(b) - ORDER.indexOf(a))[0] ?? '-';
  });
}

/** What a path comes to in the intervals of an outage, at worst, with something of a strategy changed. */
function levelsWith(
  strategy: StrategyName,
  outage: PastOutage,
  changes: readonly Broken[] = [],
): readonly Level[] {
  const graph = graphWith(strategy, changes);
  const groups = graph.resourcesOf('AWS::AutoScaling::AutoScalingGroup');
  const given = Object.fromEntries(
    groups
      .filter(({ logicalId }) => logicalId.startsWith('ServiceGroup'))
      .map(({ id }) => [`need.${id}`, { value: 4, setBy: 'declared' as const }]),
  );
  const { scenarios } = predict(graph, { given, scenarioKinds: [replayOf(outage)] });
  const worst = scenarios.filter(({ id }) => !id.endsWith('at best'));
  return [...new Set(worst.flatMap(({ paths }) => paths.reads?.level ?? []))].toSorted();
}

describe('the verdict on a past outage flips', () => {
  const lost = outageOf('me-south-1-2026-03-02');
  const twoZones = outageOf('me-central-1-2026-03-01');
  const dynamodb = outageOf('us-east-1-2025-10-20');

  test('where requests to DynamoDB leave by NAT gateways, and pass no endpoint', () => {
    const outage = outageOf('us-east-1-2021-12-07');
    const endpoint = { at: 'eu-west-1-network/NetworkDynamoDb', change: remove() };
    expect(levelsWith('multi-az', outage)).toEqual(['lost', 'unaffected']);
    expect(levelsWith('multi-az', outage, [endpoint])).toEqual(['unaffected']);
  });

  test('with one instance less', () => {
    const outage = outageOf('us-east-2-2022-07-28');
    const less = {
      at: 'eu-west-1-service/ServiceGroupASG',
      change: edit('Properties/MinSize', (size: string) => String(Number(size) - 1)),
    };
    expect(levelsWith('multi-az', outage)).toEqual(['recovers']);
    expect(levelsWith('multi-az', outage, [less])).toEqual(['degraded']);
  });

  test('where DNS asks for what a Region depends on', () => {
    const deep = {
      at: 'global/RoutingHealthCheckeuwest1',
      change: set('Properties/HealthCheckConfig/ResourcePath', '/health/serving'),
    };
    expect(levelsWith('active-active', dynamodb)).toContain('lost');
    expect(levelsWith('active-active', dynamodb, [deep])).toEqual(['recovers', 'unaffected']);
    // Nothing runs there that could take over by itself.
    expect(levelsWith('pilot-light', dynamodb, [deep])).toContain('lost');
  });

  test('where DNS leaves a Region at more healthy targets than two lost zones leave', () => {
    const threshold = (count: number) => ({
      at: 'eu-west-1-service/ServiceLoadBalancerTargets',
      change: set(
        'Properties/TargetGroupAttributes/Key=target_group_health.dns_failover.minimum_healthy_targets.count/Value',
        String(count),
      ),
    });
    expect(levelsWith('active-active', twoZones, [threshold(2)])).toContain('recovers-by-hand');
    expect(levelsWith('active-active', twoZones, [threshold(3)])).toEqual(['recovers']);
  });

  test('where the second Region is hit as well', () => {
    const gone = lost.effects.filter(({ kind }) => kind === 'region-lost');
    const second = gone.map((effect) => ({ ...effect, region: 'eu-central-1' }));
    const both = { ...lost, effects: [...lost.effects, ...second] };
    expect(levelsWith('active-active', lost)).toEqual(['recovers']);
    expect(levelsWith('active-active', both)).toContain('lost');
  });
});

describe('past outages on the strategies', () => {
  /** A table for each outage, so that another one is one more table. */
  test.each(PAST_OUTAGES.map(({ id }) => id))('%s comes to what its table says', async (id) => {
    const rows = documented.map(({ name }) => {
      const scenarios = scenariosOfOutage(name, id);
      const ranges = PATHS.map((path) => [...new Set(rangeOf(scenarios, path))].join(' to '));
      const leftOut = /without .*(?=\)$)/.exec(scenarios[0]?.title ?? '')?.[0] ?? '';
      return [name, ...ranges, leftOut];
    });
    await expect(tableOf(rows)).toMatchFileSnapshot(`tables/outages/${id}.txt`);
  });

  test('instances that run go on while nothing can be launched', () => {
    expect(rangeOf(scenariosOfOutage('multi-az', 'us-east-1-2026-09-21'), 'writes')).toEqual([
      'unaffected',
      'unaffected',
    ]);
  });

  test('an outage of DynamoDB is one of what keeps its sessions there, for as long as it lasts', () => {
    const hit = scenariosOfOutage('multi-az', 'us-east-1-2025-10-20')
      .filter(({ paths }) => paths.reads?.level !== 'unaffected')
      .map(({ id, paths }) => [id.replace(/^.*?eu-west-1 /, ''), paths.reads?.level]);
    expect(hit.map(([, level]) => level)).toContain('lost');
    expect(hit.filter(([time]) => !/^0[012]:/.test(String(time)))).toEqual([]);
  });

  test('what is declared soft does not take requests with it', () => {
    const graph = graphOfStrategy('multi-az');
    const [table] = graph.resourcesOf('AWS::DynamoDB::GlobalTable');
    const given = {
      [`hard.${table?.logicalId}`]: { value: false, setBy: 'declared' as const },
    };
    const levels = scenariosOfOutage('multi-az', 'us-east-1-2025-10-20', { given }).map(
      ({ paths }) => paths.reads?.level,
    );
    expect(new Set(levels)).toEqual(new Set(['unaffected']));
  });

  test('a Region that does not come back takes what is only there', () => {
    expect(rangeOf(scenariosOfOutage('multi-az', 'me-south-1-2026-03-02'), 'reads')).toEqual([
      'lost',
      'lost',
    ]);
    expect(rangeOf(scenariosOfOutage('active-active', 'me-south-1-2026-03-02'), 'reads')).toEqual([
      'recovers',
      'recovers',
    ]);
  });

  test('an outage of which nobody knows whom it hit is a range', () => {
    const [best, worst] = rangeOf(scenariosOfOutage('multi-az', 'eu-north-1-2025-09-25'), 'async');
    expect(best).toBe('unaffected');
    expect(worst).not.toBe('unaffected');
  });

  test('what predictions know nothing about is said', () => {
    const [first] = scenariosOfOutage('multi-az', 'us-east-1-2024-07-30');
    expect(first?.title).toContain('without events, logs');
    expect(scenariosOfOutage('multi-az', 'us-west-2-2021-12-15')).toEqual([]);
  });

  test('an outage of a zone is tried in every zone, and on the Region that is asked for', () => {
    const places = (at?: string) =>
      scenariosOfOutage('warm-standby', 'us-east-2-2022-07-28', at === undefined ? {} : { at })
        .filter(({ id }) => id.endsWith('at worst'))
        .map(({ id }) => /:(\S+) /.exec(id)?.[1]);
    expect(new Set(places())).toEqual(new Set(['eu-west-1a', 'eu-west-1b', 'eu-west-1c']));
    expect(new Set(places('eu-central-1'))).toEqual(
      new Set(['eu-central-1a', 'eu-central-1b', 'eu-central-1c']),
    );
  });
});
