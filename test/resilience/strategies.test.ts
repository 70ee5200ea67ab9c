import { describe, expect, test } from 'vitest';
import { predict } from '../../lib/resilience/index.ts';
import { strategies } from '../../lib/strategies/index.ts';
import { configWith } from '../support/config.ts';
import { graphOfConfig } from '../support/graph.ts';
import { tableOf } from './support/predictions.ts';

describe.each(strategies.map(({ name }) => name))('%s', (strategy) => {
  const prediction = predict(graphOfConfig(configWith({ strategy })));

  test('survives what its table says', async () => {
    await expect(tableOf(prediction)).toMatchFileSnapshot(`tables/${strategy}.txt`);
  });

  test('leaves nothing unknown', () => {
    expect(prediction.unknown).toEqual([]);
  });

  test('rests each figure on a property, a fact or an assumption', () => {
    const bars = prediction.scenarios.flatMap(({ paths }) =>
      Object.values(paths).flatMap(({ timeline }) => timeline),
    );
    expect(bars.length).toBeGreaterThan(0);
    expect(bars.filter(({ evidence }) => evidence.length === 0)).toEqual([]);
  });
});
