import { describe, expect, test } from 'vitest';
import { graphOf, type ResourceGraph, type StackInput } from '../../lib/assembly/index.ts';
import { PAST_OUTAGES, type PastOutage } from '../../lib/resilience/events/index.ts';
import { type Level, type PathName, replay } from '../../lib/resilience/index.ts';
import { type StrategyName, strategies } from '../../lib/strategies/index.ts';
import { configWith } from '../support/config.ts';
import { synthesize } from '../support/templates.ts';

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

function leftOutOf(strategy: StrategyName, id: string): string {
  const [first] = replay(graphOfStrategy(strategy), outageOf(id));
  return first === undefined || first.leftOut.length === 0
    ? ''
    : `without ${first.leftOut.join(', ')}`;
}

/** The least and the most that a path suffers in all intervals, wherever the outage is laid. */
function rangeOf(strategy: StrategyName, id: string, path: PathName) {
  const all = replay(graphOfStrategy(strategy), outageOf(id))
    .flatMap(({ intervals }) => intervals)
    .flatMap(({ paths }) => paths[path] ?? []);
  const worst = (levels: readonly Level[]) =>
    ORDER[Math.max(0, ...levels.map((level) => ORDER.indexOf(level)))];
  return [worst(all.map(({ best }) => best.level)), worst(all.map((one) => one.worst.level))];
}

describe('past outages on the strategies', () => {
  test.each([...graphs.keys()])('%s comes through as its table says', async (strategy) => {
    const cells = PAST_OUTAGES.map(({ id }) => [
      id,
      ...PATHS.map((path) => [...new Set(rangeOf(strategy, id, path))].join(' to ')),
      leftOutOf(strategy, id),
    ]);
    const widths = [0, 1, 2, 3, 4].map((i) => Math.max(...cells.map((row) => row[i]?.length ?? 0)));
    const line = (row: readonly string[]) =>
      row
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd();
    await expect(`${cells.map(line).join('\n')}\n`).toMatchFileSnapshot(
      `tables/outages/${strategy}.txt`,
    );
  });

  test('instances that run go on while nothing can be launched', () => {
    expect(rangeOf('multi-az', 'us-east-1-2026-09-21', 'writes')).toEqual([
      'unaffected',
      'unaffected',
    ]);
  });

  test('an outage of DynamoDB is one of what keeps its sessions there, for as long as it lasts', () => {
    const [only] = replay(graphOfStrategy('multi-az'), outageOf('us-east-1-2025-10-20'));
    const levels = only?.intervals.map(({ to, paths }) => [to, paths.reads?.worst.level]);
    const until = 2 * 3600 + 52 * 60;
    expect(levels?.filter(([, level]) => level !== 'unaffected').at(-1)).toEqual([until, 'lost']);
  });

  test('what is declared soft does not take requests with it', () => {
    const graph = graphOfStrategy('multi-az');
    const [table] = graph.resourcesOf('AWS::DynamoDB::GlobalTable');
    const given = {
      [`hard.${table?.logicalId}`]: { value: false, setBy: 'declared' as const },
    };
    const levels = replay(graph, outageOf('us-east-1-2025-10-20'), { given })
      .flatMap(({ intervals }) => intervals)
      .map(({ paths }) => paths.reads?.worst.level);
    expect(new Set(levels)).toEqual(new Set(['unaffected']));
  });

  test('a Region that does not come back takes what is only there', () => {
    expect(rangeOf('multi-az', 'me-south-1-2026-03-02', 'reads')).toEqual(['lost', 'lost']);
    expect(rangeOf('active-active', 'me-south-1-2026-03-02', 'reads')).toEqual([
      'recovers',
      'recovers',
    ]);
  });

  test('an outage of which nobody knows whom it hit is a range', () => {
    const [best, worst] = rangeOf('multi-az', 'eu-north-1-2025-09-25', 'async');
    expect(best).toBe('unaffected');
    expect(worst).not.toBe('unaffected');
  });

  test('what predictions know nothing about is said, and no pass', () => {
    const [only] = replay(graphOfStrategy('multi-az'), outageOf('us-west-2-2021-12-15'));
    expect(only?.leftOut).toEqual(['internet']);
  });

  test('an outage of a zone is tried in every zone, and on the Region that is asked for', () => {
    const graph = graphOfStrategy('warm-standby');
    const outage = outageOf('us-east-2-2022-07-28');
    expect(replay(graph, outage).map(({ zones }) => zones)).toEqual([
      ['eu-west-1a'],
      ['eu-west-1b'],
      ['eu-west-1c'],
    ]);
    expect(replay(graph, outage, { at: 'eu-central-1' }).map(({ region }) => region)).toEqual(
      Array(3).fill('eu-central-1'),
    );
  });
});
