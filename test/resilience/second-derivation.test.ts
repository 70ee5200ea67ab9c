import { describe, expect, test } from 'vitest';
import { graphOf } from '../../lib/assembly/index.ts';
import { predict } from '../../lib/resilience/index.ts';
import { strategies } from '../../lib/strategies/index.ts';
import { configOf } from '../support/shapes.ts';
import { synthesize } from '../support/templates.ts';
import { rawRegions, rawRouting, withoutFullestZone } from './support/raw.ts';

const sizes = [
  { zones: 3, peakInstances: 1 },
  { zones: 4, peakInstances: 7 },
  { zones: 5, peakInstances: 12 },
];

const shapes = strategies.flatMap(({ name, minimumRegions }) =>
  sizes.map((size) => ({ strategy: name, regions: Math.max(2, minimumRegions), ...size })),
);

describe.each(shapes)('$strategy over $zones zones with a peak of $peakInstances', (shape) => {
  const { strategy, regions, zones, peakInstances } = shape;
  const stacks = synthesize(
    configOf({
      strategy,
      zones: Array.from({ length: regions }, () => zones),
      peakInstances,
      peakWorkers: 1,
      standbyFraction: 0.5,
    }),
  );
  const raw = rawRegions(stacks);
  const { policy, order } = rawRouting(stacks);
  const serving = policy === 'failover' ? raw.filter(({ region }) => region === order[0]) : raw;
  const graph = graphOf(
    ...stacks.map(({ name, region, template }) => ({ name, region, template })),
  );
  const given = Object.fromEntries(
    graph.resourcesOf('AWS::AutoScaling::AutoScalingGroup').map(({ id }) => {
      return [`need.${id}`, { value: peakInstances, setBy: 'declared' as const }];
    }),
  );
  const prediction = predict(graph, { given });
  const reads = (id: string) => prediction.scenarios.find((one) => one.id === id)?.paths.reads;

  test('the zones that may be lost are those of its subnets', () => {
    const lost = prediction.scenarios.flatMap(({ id }) => /^az-loss:([^+]+)$/.exec(id)?.[1] ?? []);
    expect(lost).toEqual([...new Set(raw.flatMap((one) => one.zones))].toSorted());
  });

  test('what a lost zone leaves is what its other zones hold, and all other Regions that serve', () => {
    for (const { region, minimum, zones: own } of serving) {
      const others = serving.filter((one) => one.region !== region);
      const left =
        withoutFullestZone(minimum, own.length) + others.reduce((sum, one) => sum + one.minimum, 0);
      for (const zone of own) {
        expect(reads(`az-loss:${zone}`), zone).toMatchObject({
          level: left >= peakInstances ? 'recovers' : 'degraded',
          capacity: { left, need: peakInstances },
        });
      }
    }
  });

  test('what a lost Region leaves is what the next one holds', () => {
    const [first] = serving;
    const rest =
      policy === 'failover' ? raw.filter(({ region }) => region === order[1]) : serving.slice(1);
    const left = rest.reduce((sum, { minimum }) => sum + minimum, 0);
    const lost = reads(`region-loss:${first?.region}`);
    if (policy === 'none') return expect(['lost', 'recovers-by-hand']).toContain(lost?.level);
    if (left === 0) return expect(lost?.level).toBe('recovers-by-hand');
    return expect(lost).toMatchObject({
      level: left >= peakInstances ? 'recovers' : 'degraded',
      capacity: { left, need: peakInstances },
    });
  });

  test('writes wait for another instance of the database wherever one may be lost', () => {
    const written = raw.find(({ isWritten }) => isWritten);
    for (const zone of written?.zones ?? []) {
      const writes = prediction.scenarios.find(({ id }) => id === `az-loss:${zone}`)?.paths.writes;
      const isDatabaseThere = written?.databaseZones.includes(zone) === true;
      const waits = writes?.timeline.some(({ title }) => title.includes('becomes its writer'));
      expect(waits, zone).toBe(isDatabaseThere);
    }
  });
});
