import { expect, test } from 'vitest';
import { type StrategyName, strategies } from '../../lib/strategies/index.ts';
import { configUnder } from '../../scripts/sample.ts';
import { configWith } from '../support/config.ts';
import { inOneRegion, strategiesWhere } from '../support/plans.ts';
import { synthesize } from '../support/templates.ts';

const regionLists = [
  ['eu-west-1', 'eu-central-1'],
  ['us-east-1', 'eu-west-1'],
];

/** What is probed, and from where: what the schedules of the canaries tell them. */
function probes(
  strategy: StrategyName,
  regions: readonly string[],
): [name: string, from: string][] {
  const config = configUnder(strategy, configWith({ regions: regions.map((name) => ({ name })) }));
  return synthesize(config).flatMap(({ region, template }) =>
    Object.values(template.Resources)
      .filter(({ Type, Properties }) => Type === 'AWS::Events::Rule' && Properties.Targets[0].Input)
      .flatMap(({ Properties }) => JSON.parse(Properties.Targets[0].Input).hostNames)
      .map((name): [string, string] => [name, region]),
  );
}

const cases = strategies.flatMap(({ name }) =>
  regionLists.map((regions) => [name, regions] as const),
);

test.each(cases)('%s over %j: the name that clients use is probed', (strategy, regions) => {
  expect(probes(strategy, regions).map(([name]) => name)).toContain('app.example.com');
});

test.each(cases)('%s over %j: the first Region is probed from elsewhere', (strategy, regions) => {
  const all = probes(strategy, regions);
  expect(all.filter(([name, from]) => name.startsWith(`${from}.`))).toEqual([]);
  // The global stack is in us-east-1 as well, and a service alone has nobody else to look.
  const isAlone = strategiesWhere(inOneRegion).includes(strategy);
  expect(all.some(([name]) => name === `${regions[0]}.app.example.com`)).toBe(
    !(isAlone && regions[0] === 'us-east-1'),
  );
});
