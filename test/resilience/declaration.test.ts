import { describe, expect, test } from 'vitest';
import { load } from '../../lib/assembly/index.ts';
import { type Prediction, predict } from '../../lib/resilience/index.ts';
import { declaredIn } from '../../lib/resilience/inputs/declaration.ts';
import { declarationOf } from '../../lib/stacks/declaration.ts';
import { planFor, strategies } from '../../lib/strategies/index.ts';
import { configUnder } from '../../scripts/sample.ts';
import { run } from '../review/support/command.ts';
import { assemblyOf } from '../support/assemblies.ts';
import { configOver, configWith } from '../support/config.ts';

describe('what an assembly of our own carries', () => {
  const regionLoss = { rtoMinutes: 20, rpoMinutes: 1 };
  const plan = planFor(
    configWith({
      peakInstances: 3,
      peakWorkers: 2,
      objectives: { availabilityPercent: 99.9, regionLoss },
    }),
  );
  const { graph, declaration } = load([assemblyOf(plan)]);
  const { given, objectives } = declaredIn(declaration, graph);

  test('says what every group needs', () => {
    const { assumptions } = predict(graph, { given }).inputs;
    const needs = assumptions.filter(({ key }) => key.startsWith('need.'));
    expect(needs.map(({ setBy }) => setBy)).toEqual(needs.map(() => 'declared'));
    expect([
      ...new Set(
        needs.map(
          ({ key, value }) => `${/Service|Workers/.exec(key.split('/').at(-1) ?? '')} ${value}`,
        ),
      ),
    ]).toEqual(['Service 3', 'Workers 2']);
  });

  test('says what the prediction is held against', () => {
    expect(objectives).toEqual({
      recovery: { regionLoss },
      survives: ['az-loss'],
      availabilityPercent: 99.9,
    });
  });
});

// Three Regions share the traffic, and the messages: none of them gets all.
const larger = { ...configOver(3), peakInstances: 7, peakWorkers: 11 };

test.each(
  strategies.flatMap(({ name }) => [
    [name, 'as the sample is', configWith()] as const,
    [name, 'larger', larger] as const,
  ]),
)('%s, %s, keeps what it declares, by the command', (strategy, _, config) => {
  const plan = planFor(configUnder(strategy, config));
  const folder = assemblyOf(plan);
  const { code, out } = run(folder, ['predict', folder, '--format', 'json']);
  const { objectives } = JSON.parse(out) as Prediction;
  const survived = objectives.filter(({ key }) => key.startsWith('survives.'));
  expect(survived.map(({ key }) => key)).toEqual(
    declarationOf(plan).survives.map((scenario) => `survives.${scenario}`),
  );
  expect({ code, missed: objectives.filter(({ verdict }) => verdict !== 'met') }).toEqual({
    code: 0,
    missed: [],
  });
});

test('a lost zone is survived where every Region carries its part of what they share', () => {
  const plan = planFor(configUnder('active-active'));
  const sharing = (share: number) =>
    plan.regions.map((region) =>
      region.service ? { ...region, service: { ...region.service, share } } : region,
    );
  const survivesAt = (share: number, routing = plan.routing) =>
    declarationOf({ ...plan, routing, regions: sharing(share) }).survives;
  expect(survivesAt(0.5)).toEqual(['az-loss']);
  expect(survivesAt(0.4)).toEqual([]);
  // A standby gets nothing until it is scaled.
  expect(survivesAt(0.4, 'failover')).toEqual(['az-loss']);
});

test('nothing is declared where nobody declares', () => {
  const { graph } = load([]);
  expect(declaredIn(undefined, graph)).toEqual({ given: {}, objectives: {} });
});

test('the first deployment promises no recovery: its alarms tell nobody', () => {
  const objectives = {
    availabilityPercent: 99.95,
    regionLoss: { rtoMinutes: 20, rpoMinutes: 1 },
  };
  const declared = configWith({ objectives });
  const first = declarationOf(planFor(declared, { firstDeployment: 'true' }));
  expect(first.objectives).toEqual({});
  expect(declarationOf(planFor(declared)).objectives).toEqual(objectives);
});

test('of the loss of a Region nothing is promised that nobody declared', () => {
  for (const { name } of strategies) {
    const { objectives } = declarationOf(planFor(configWith({ strategy: name })));
    expect(objectives).toEqual({ availabilityPercent: 99.95 });
  }
});
