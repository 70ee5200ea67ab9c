import { describe, expect, test } from 'vitest';
import { type Prediction, predict } from '../../lib/resilience/index.ts';
import { strategies } from '../../lib/strategies/index.ts';
import { documented } from '../../scripts/sample.ts';
import { configWith } from '../support/config.ts';
import { graphOfConfig } from '../support/graph.ts';
import { tableOf } from './support/predictions.ts';

const predictions = new Map(
  strategies.map(({ name }) => [name, predict(graphOfConfig(configWith({ strategy: name })))]),
);

test.each(documented.map(({ name }) => name))('%s survives what its table says', async (name) => {
  const prediction = predictions.get(name) as Prediction;
  await expect(tableOf(prediction)).toMatchFileSnapshot(`tables/${name}.txt`);
});

describe.each([...predictions])('%s', (_, prediction) => {
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
