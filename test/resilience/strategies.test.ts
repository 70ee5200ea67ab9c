import { describe, expect, test } from 'vitest';
import { predict } from '../../lib/resilience/index.ts';
import { kindOf } from '../../lib/resilience/reports/words.ts';
import { strategies } from '../../lib/strategies/index.ts';
import { documented } from '../../scripts/sample.ts';
import { configWith } from '../support/config.ts';
import { graphOfConfig } from '../support/graph.ts';
import { cellsOf, tableOf } from './support/predictions.ts';

const predictions = new Map(
  strategies.map(({ name }) => [name, predict(graphOfConfig(configWith({ strategy: name })))]),
);

/** A table for each kind of scenario, so that another kind is one more table. */
const kinds = new Set(
  [...predictions.values()].flatMap(({ scenarios }) => scenarios.map(({ id }) => kindOf(id))),
);

test.each([...kinds])('%s comes to what its table says', async (kind) => {
  const rows = documented.flatMap(({ name }) =>
    (predictions.get(name)?.scenarios ?? [])
      .filter(({ id }) => kindOf(id) === kind)
      .map((scenario) => [name, scenario.id, ...cellsOf(scenario)]),
  );
  await expect(tableOf(rows)).toMatchFileSnapshot(`tables/scenarios/${kind}.txt`);
});

describe.each([...predictions])('%s', (_, prediction) => {
  test('leaves nothing unknown', () => {
    expect(prediction.unknown).toEqual([]);
  });

  test('rests each figure on a property, a fact or an assumption', () => {
    const bars = prediction.scenarios.flatMap(({ paths }) =>
      Object.values(paths).flatMap(({ timeline, byHand, failback }) => [
        ...timeline,
        ...(byHand?.timeline ?? []),
        ...(failback?.timeline ?? []),
      ]),
    );
    expect(bars.length).toBeGreaterThan(0);
    expect(bars.filter(({ evidence }) => evidence.length === 0)).toEqual([]);
  });
});
