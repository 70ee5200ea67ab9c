import { globSync } from 'node:fs';
import { basename, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  intervalsOf,
  PAST_OUTAGES,
  type PastOutage,
  type PlacedEffect,
  placeOutage,
  regionsHit,
} from '../../lib/resilience/events/index.ts';

const HOUR = 3600;
const folder = join(import.meta.dirname, '../../lib/resilience/events');

describe('the outages that are shipped', () => {
  test('are all files of the folder, each under its own ID, in order', () => {
    const files = globSync('*-[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9].ts', { cwd: folder });
    const ids = PAST_OUTAGES.map(({ id }) => id);
    expect(ids).toEqual(files.map((file) => basename(file, '.ts')).sort());
  });

  test.each(PAST_OUTAGES.map((outage) => [outage.id, outage] as const))(
    '%s is sound',
    (_, outage) => {
      expect(problemsOf(outage)).toEqual([]);
    },
  );

  test('say when nobody published how much was hit', () => {
    const isUnknown = ({ share: [least, most] }: { share: readonly [number, number] }) =>
      least === 0 && most === 1;
    const effects = PAST_OUTAGES.flatMap((outage) => outage.effects);
    // Of a few effects only a number or "all" was published: the verdict on the rest is a range.
    expect(effects.filter(isUnknown).length / effects.length).toBeGreaterThan(0.8);
  });

  test('show that zone events come with trouble of the whole Region', () => {
    const zonal = PAST_OUTAGES.filter(({ zones }) => zones.length > 0);
    const alsoRegional = zonal.filter(({ effects }) =>
      effects.some(({ scope, kind }) => scope === 'region' && kind !== 'provider-status'),
    );
    expect(alsoRegional.length * 3).toBeGreaterThan(zonal.length);
  });
});

describe('an outage laid on templates', () => {
  test('of a Region hits the Region that it is moved to', () => {
    const [only, ...others] = placeOutage(outageOf('us-east-1-2025-10-20'), {
      regions: ['eu-west-1'],
      zones: ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'],
    });
    expect(others).toEqual([]);
    expect(only?.zones).toEqual([]);
    expect(only?.effects).toContainEqual({
      kind: 'service-data',
      target: 'dynamodb',
      region: 'eu-west-1',
      from: 0,
      to: 2 * HOUR + 52 * 60,
      share: [1, 1],
      only: 'new connections',
    });
    expect(only?.effects.map(({ region }) => region)).not.toContain('us-east-1');
  });

  test('of a zone hits every zone in turn, and the Region as well each time', () => {
    const placed = placeOutage(outageOf('eu-central-1-2021-06-10'), {
      regions: ['eu-west-1'],
      zones: ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'],
    });
    expect(placed.map(({ zones }) => zones)).toEqual([
      ['eu-west-1a'],
      ['eu-west-1b'],
      ['eu-west-1c'],
    ]);
    for (const { zones, effects } of placed) {
      expect(new Set(hit(effects, 'zone-network'))).toEqual(new Set(zones));
      expect(effects.filter(({ kind }) => kind === 'api').map(({ zone }) => zone)).toEqual([
        undefined,
        undefined,
      ]);
    }
  });

  test('of two zones hits two different ones', () => {
    const placed = placeOutage(outageOf('me-central-1-2026-03-01'), {
      regions: ['me-central-1'],
      zones: ['a', 'b', 'c'],
    });
    expect(placed.map(({ zones }) => zones)).toEqual([
      ['a', 'b'],
      ['b', 'c'],
      ['c', 'a'],
    ]);
    expect(placed.map(({ effects }) => hit(effects, 'zone-lost'))).toEqual([['a'], ['b'], ['c']]);
    expect(placed.map(({ effects }) => hit(effects, 'zone-hosts'))).toEqual([['b'], ['c'], ['a']]);
  });

  test('of two Regions hits both that stand for them', () => {
    const outage = outageOf('us-west-2-2021-12-15');
    expect(regionsHit(outage)).toEqual(['us-west-2', 'us-west-1']);
    const regionsAt = (regions: readonly string[]) =>
      placeOutage(outage, { regions, zones: [] })[0]?.effects.map(({ region }) => region);
    expect(regionsAt(['eu-west-1', 'eu-central-1'])).toEqual(['eu-west-1', 'eu-central-1']);
    expect(regionsAt(['eu-west-1'])).toEqual(['eu-west-1', 'us-west-1']);
  });

  test('of what is in no Region hits everywhere', () => {
    const [placed] = placeOutage(outageOf('global-2026-05-22'), {
      regions: ['eu-west-1'],
      zones: [],
    });
    expect(placed?.effects.map((effect) => 'region' in effect)).toEqual([false]);
  });

  test('of a zone comes to nothing where no zone is known', () => {
    const place = { regions: ['eu-west-1'], zones: [] };
    expect(placeOutage(outageOf('us-east-1-2021-12-22'), place)).toEqual([]);
  });
});

describe('the intervals of an outage', () => {
  test('are cut where an effect begins or ends', () => {
    const [placed] = placeOutage(outageOf('us-east-1-2026-02-25'), { regions: ['r'], zones: [] });
    expect(intervalsOf(placed?.effects ?? [])).toEqual([
      { from: 0, to: 5 * HOUR + 5 * 60, effects: placed?.effects },
    ]);
    const launches = placeOutage(outageOf('us-east-1-2025-10-20'), { regions: ['r'], zones: [] })
      .flatMap(({ effects }) => effects)
      .filter(({ kind, target }) => kind === 'launches' && target === 'ec2');
    expect(
      intervalsOf(launches).map(({ from, to, effects }) => [from, to, effects[0]?.share]),
    ).toEqual([
      [0, 5 * HOUR + 40 * 60, [1, 1]],
      [5 * HOUR + 40 * 60, 14 * HOUR + 2 * 60, [0, 1]],
    ]);
  });

  test('have no last end where an effect has none, and a quiet time where there is one', () => {
    const first = { from: 0, to: 10 };
    const second = { from: 20, to: null };
    expect(intervalsOf([second, first])).toEqual([
      { from: 0, to: 10, effects: [first] },
      { from: 10, to: 20, effects: [] },
      { from: 20, to: null, effects: [second] },
    ]);
    expect(intervalsOf([])).toEqual([]);
  });

  test('follow each other without a hole, and each effect is in all intervals of its time', () => {
    const effect = fc
      .tuple(fc.nat(50), fc.option(fc.integer({ min: 1, max: 50 })))
      .map(([from, length]) => ({ from, to: length === null ? null : from + length }));
    fc.assert(
      fc.property(fc.array(effect, { minLength: 1, maxLength: 8 }), (effects) => {
        const intervals = intervalsOf(effects);
        intervals.slice(1).forEach(({ from }, index) => {
          expect(intervals[index]?.to).toBe(from);
        });
        for (const one of effects) {
          const during = intervals.filter((interval) => interval.effects.includes(one));
          expect(during[0]?.from).toBe(one.from);
          expect(during.at(-1)?.to).toBe(one.to);
          const length = (span: { from: number; to: number | null }) =>
            (span.to ?? Number.POSITIVE_INFINITY) - span.from;
          const total = during.reduce((sum, interval) => sum + length(interval), 0);
          expect(total).toBe(length(one));
        }
      }),
    );
  });
});

function outageOf(id: string): PastOutage {
  const outage = PAST_OUTAGES.find((one) => one.id === id);
  if (outage === undefined) throw new Error(`no outage ${id}`);
  return outage;
}

function hit(effects: readonly PlacedEffect[], kind: PlacedEffect['kind']): readonly unknown[] {
  return effects.filter((effect) => effect.kind === kind).map(({ zone }) => zone);
}

/** What is wrong with the data of an outage, in words. */
function problemsOf({ id, region, zones, start, end, effects, firstPost, sources }: PastOutage) {
  const problems: string[] = [];
  const must = (holds: boolean, what: string) => holds || problems.push(what);
  const isTime = (time: string) =>
    /^\d{4}-\d\d-\d\dT\d\d:\d\dZ$/.test(time) && !Number.isNaN(Date.parse(time));
  const isBefore = (a: string, b: string) => Date.parse(a) < Date.parse(b);

  must(id.startsWith(`${region}-`), 'the ID does not begin with the Region');
  const daysOff = Math.abs(Date.parse(id.slice(-10)) - Date.parse(start)) / (24 * HOUR * 1000);
  must(daysOff < 1, 'the date of the ID is not that of the start');
  must(isTime(start) && (end === null || (isTime(end) && isBefore(start, end))), 'start and end');
  must(firstPost === null || (isTime(firstPost) && !isBefore(firstPost, start)), 'first post');
  must(effects.length > 0, 'no effects');
  for (const zone of zones) {
    must(/^[a-z]{3,4}\d-az\d$/.test(zone), `${zone} is no ID of a zone`);
    must(
      effects.some((effect) => effect.zone === zone),
      `${zone} is not hit`,
    );
  }
  effects.forEach((effect, index) => {
    const { kind, scope, zone, from, to, share } = effect;
    const where = `${index} ${kind}`;
    must(isTime(from) && (to === null || (isTime(to) && isBefore(from, to))), `${where}: times`);
    must(!isBefore(from, start), `${where} begins before the outage`);
    must((scope === 'zone') === (zone !== undefined), `${where}: scope and zone`);
    must(zone === undefined || zones.includes(zone), `${where}: zone ${zone}`);
    must(region !== 'global' || scope === 'global', `${where}: scope`);
    must(0 <= share[0] && share[0] <= share[1] && 0 < share[1] && share[1] <= 1, `${where}: share`);
    must(!kind.endsWith('-lost') || to === null, `${where} comes back`);
    must(
      effect.evidence !== 'inferred' || effect.note !== undefined,
      `${where}: what is inferred is not said`,
    );
  });
  must(
    sources.some(({ by }) => by !== 'others'),
    'no text of AWS',
  );
  for (const { url, by } of sources) {
    const isOfAws = /^https:\/\/(aws|health\.aws)\.amazon\.com\//.test(url);
    must(isOfAws === (by === 'AWS') && url.startsWith('https://'), `${url} is by ${by}`);
  }
  return problems;
}
