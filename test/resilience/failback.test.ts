import { describe, expect, test } from 'vitest';
import { graphOf, type ResourceGraph, type StackInput } from '../../lib/assembly/index.ts';
import type { Failback, PathName } from '../../lib/resilience/prediction.ts';
import type { StrategyName } from '../../lib/strategies/index.ts';
import { mutate } from '../review/support/mutations/apply.ts';
import { edit, type Mutation, remove, set } from '../review/support/mutations/mutation.ts';
import { graphWith } from './support/broken.ts';
import { predicted } from './support/predictions.ts';
import { twoRegions } from './support/two-regions.ts';

type Edit = Pick<Mutation, 'at' | 'change'>;

function failback(graph: ResourceGraph, path: PathName, region = 'eu-west-1'): Failback | null {
  return predicted(graph, `region-loss:${region}`, path).failback;
}

const titles = (back: Failback | null) => back?.timeline.map(({ title }) => title);
const reasons = (back: Failback | null) => back?.because.map(({ text }) => text).join('\n');

describe('after the loss of a Region', () => {
  const of = (strategy: StrategyName, path: PathName, region?: string) =>
    failback(graphWith(strategy, []), path, region);

  test('nothing returns where nothing went: it was lost, or served from elsewhere', () => {
    expect(of('multi-az', 'writes')).toBeNull();
    expect(of('warm-standby', 'writes', 'eu-central-1')).toBeNull();
    const zone = predicted(graphWith('warm-standby', []), 'az-loss:eu-west-1a', 'writes');
    expect(zone.failback).toBeNull();
  });

  test('what was rebuilt from backups is restored and moved by people, and nothing replicates', () => {
    expect(of('backup-and-restore', 'writes')).toMatchObject({
      how: 'by hand',
      from: 'eu-central-1',
      to: 'eu-west-1',
      rpo: null,
      duration: { shortest: 20 * 60, typical: 75 * 60 },
    });
  });

  test.each(['pilot-light', 'warm-standby'] as const)(
    '%s returns by its plan, which switches the database over and loses nothing',
    (strategy) => {
      for (const path of ['reads', 'writes', 'async'] as const) {
        const back = of(strategy, path);
        expect(back).toMatchObject({ how: 'by hand', to: 'eu-west-1', rpo: { longest: 0 } });
        expect(titles(back)?.[0]).toMatch(/^Aurora rebuilds .* as a secondary cluster$/);
        expect(titles(back)).toContain('The plan’s step promote-database');
        expect(reasons(back)).toContain(
          'the plan keeps clients in eu-central-1 until it is executed for eu-west-1',
        );
        expect(reasons(back)).toContain('in a snapshot of its old storage');
        const promotion = back?.timeline.find(({ title }) => title.includes('promote'));
        expect(promotion?.evidence).toContainEqual({ fact: 'aurora.switchover' });
      }
    },
  );

  test('active-active takes the first Region in by its plan, and its writer by a switchover', () => {
    const writes = of('active-active', 'writes');
    expect(writes).toMatchObject({ how: 'by hand', rpo: { longest: 0 } });
    expect(titles(writes)?.some((title) => /is switched over to eu-west-1$/.test(title))).toBe(
      true,
    );
    const reads = of('active-active', 'reads');
    expect(reads?.how).toBe('by hand');
    expect(titles(reads)?.join()).not.toContain('switched over');
  });

  test('active-active takes another Region in by itself, when as many checks have passed', () => {
    for (const path of ['reads', 'writes', 'async'] as const) {
      expect(of('active-active', path, 'eu-central-1')).toMatchObject({
        how: 'by itself',
        from: 'eu-west-1',
        to: 'eu-central-1',
        rpo: { longest: 0 },
        // Three checks 10 s apart of the first 18 % of checkers, and the 60 s of a load balancer.
        duration: { shortest: 20, typical: 21.8 + 30, longest: 30 + 60 },
      });
    }
  });

  test('a plan with a workflow for each Region returns by that of the first', () => {
    const workflows = edit('Properties/Workflows', ([both]: readonly object[]) => [
      { ...both, WorkflowTargetRegion: 'eu-central-1' },
      { ...both, WorkflowTargetRegion: 'eu-west-1', Steps: [] },
    ]);
    const graph = graphWith('warm-standby', [{ at: 'recovery/Plan', change: workflows }]);
    expect(predicted(graph, 'region-loss:eu-west-1', 'writes').byHand?.timeline).toContainEqual(
      expect.objectContaining({ title: 'The plan’s step promote-database' }),
    );
    expect(titles(failback(graph, 'writes'))).not.toContain('The plan’s step promote-database');
  });
});

describe('templates without a plan', () => {
  const plain = (hasData: boolean, ...edits: readonly Edit[]) =>
    graphOf(
      ...(edits.reduce(
        (before, one) => mutate(before, one).stacks,
        twoRegions({ hasData }),
      ) as readonly StackInput[]),
    );

  test('return by their records, after the checks of the one and the TTL of the other', () => {
    const back = failback(plain(false), 'reads');
    expect(back).toMatchObject({
      how: 'by itself',
      duration: { shortest: 20, typical: 21.8 + 60, longest: 30 + 120 },
    });
    expect(back?.timeline.map(({ evidence }) => evidence.map(({ resource }) => resource))).toEqual([
      ['eu-west-1/Check', 'eu-west-1/Check', undefined],
      ['eu-central-1/Record'],
    ]);
  });

  test('return to a database that people have to switch over, which is said', () => {
    const writes = failback(plain(true), 'writes');
    expect(writes).toMatchObject({ how: 'by hand', rpo: { longest: 0 } });
    expect(titles(writes)?.slice(0, 2)).toEqual([
      'Aurora rebuilds eu-west-1/Data as a secondary cluster',
      'eu-west-1/Data is switched over to eu-west-1',
    ]);
    expect(writes?.duration.longest).toBe(4 * 3600 + 300);
    expect(reasons(writes)).toContain('whether or not its database is back');
    expect(failback(plain(true), 'reads')?.how).toBe('by itself');
  });

  test('return by hand where no health check looks', () => {
    const check = remove('Properties/HealthCheckId');
    const back = failback(plain(false, { at: 'eu-west-1/Record', change: check }), 'reads');
    expect(back?.how).toBe('by hand');
    expect(titles(back)?.[0]).toBe('People move clients back to eu-west-1');
  });

  test('return later the longer the TTL and the interval are', () => {
    const typical = (...edits: readonly Edit[]) =>
      failback(plain(false, ...edits), 'reads')?.duration.typical ?? Number.NaN;
    const ttl = { at: 'eu-central-1/Record', change: set('Properties/TTL', '600') };
    const interval = set('Properties/HealthCheckConfig/RequestInterval', 30);
    expect(typical(ttl)).toBe(typical() + 240);
    expect(typical({ at: 'eu-west-1/Check', change: interval })).toBeGreaterThan(typical());
  });
});
