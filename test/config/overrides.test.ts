import { describe, expect, test } from 'vitest';
import type { Overrides } from '../../lib/config/overrides.ts';
import { type Plan, planFor } from '../../lib/strategies/index.ts';
import { configOver, configWith } from '../support/config.ts';

describe('overrides for one run', () => {
  test('the strategy is replaced', () => {
    expect(planFor(configWith(), { strategy: 'active-active' }).routing).toBe('latency');
  });

  test('the primary Region moves to the front, and its address range moves with it', () => {
    const config = configWith({ strategy: 'backup-and-restore' });
    const before = planFor(config).regions;
    const after = planFor(config, { primary: 'eu-central-1' }).regions;
    expect(after.map(({ region, role }) => [region, role])).toEqual([
      ['eu-central-1', 'primary'],
      ['eu-west-1', 'standby'],
    ]);
    expect(after.map(({ cidr }) => cidr)).toEqual(before.map(({ cidr }) => cidr).reverse());
  });

  test('Regions that hold live data are not swapped by a deployment', () => {
    expect(() => planFor(configWith(), { primary: 'eu-central-1' })).toThrow(
      "-c primary is 'eu-central-1', expected none with warm-standby, whose Regions all hold live data: switch over as docs/aurora-global-database.md says: no deployment is needed",
    );
    expect(planFor(configWith(), { primary: 'eu-west-1' })).toEqual(planFor(configWith()));
  });

  test('objects are replicated, except in the first deployment', () => {
    const all = planFor(configWith()).regions.map(({ region }) => region);
    expect(planFor(configWith()).bucketsToCome).toEqual([]);
    expect(planFor(configWith(), { firstDeployment: 'true' }).bucketsToCome).toEqual(all);
    expect(() => planFor(configWith(), { firstDeployment: 'yes' })).toThrow(
      "-c firstDeployment is 'yes', expected true or false: leave it out except for the first deployment",
    );
  });

  describe('a Region that is added', () => {
    const added = (changes: Overrides) =>
      planFor(configOver(3), { addRegion: 'us-east-1', ...changes });

    test('is the one that nothing is replicated to yet', () => {
      expect(added({}).bucketsToCome).toEqual(['us-east-1']);
    });

    test.each<[Overrides, string]>([
      [
        { addRegion: 'eu-west-1' },
        "-c addRegion is 'eu-west-1', expected a Region of the config after the first, which is there already: eu-central-1, us-east-1: add the Region at the end of regions first",
      ],
      [{ addRegion: 'us-east-2' }, 'did you mean us-east-1?'],
      [
        { addRegion: 'sa-east-1' },
        "-c addRegion is 'sa-east-1', expected a Region of the config after the first, which is there already: eu-central-1, us-east-1: ",
      ],
      [
        { firstDeployment: 'true' },
        "-c addRegion is 'us-east-1', expected none beside -c firstDeployment=true, in which every Region is new: leave one of the two out",
      ],
    ])('is reported where it cannot be: %o', (changes, message) => {
      expect(() => added(changes)).toThrow(message);
    });

    test('leaves the others what they run without it', () => {
      const plan = planFor(configOver(3, { strategy: 'active-active', peakInstances: 12 }), {
        addRegion: 'us-east-1',
      });
      const two = planFor(configOver(2, { strategy: 'active-active', peakInstances: 12 }));
      const three = planFor(configOver(3, { strategy: 'active-active', peakInstances: 12 }));
      const compute = ({ regions }: Plan) => regions.map(({ service }) => service?.compute.minimum);
      expect(compute(plan)).toEqual([...compute(two), compute(three)[2]]);
      expect(compute(three)[0]).toBeLessThan(compute(two)[0] ?? 0);
    });
  });

  test('a primary Region that the config does not have is reported', () => {
    expect(() => planFor(configWith(), { primary: 'eu-central' })).toThrow(
      `-c primary is 'eu-central', expected one of the config’s Regions, eu-west-1, eu-central-1: did you mean eu-central-1?`,
    );
  });
});
