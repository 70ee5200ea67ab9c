import { describe, expect, test } from 'vitest';
import type { Overrides } from '../../lib/config/index.ts';
import type { EvenkeelConfig } from '../../lib/strategies/index.ts';
import { configOver } from '../support/config.ts';
import { deploy, underData } from '../support/deployment.ts';
import { resourcesOf, type SynthesizedStack, synthesize } from '../support/templates.ts';

/** A Region is added to what runs: the config before and after, and the Region. */
const additions: [string, EvenkeelConfig, EvenkeelConfig][] = [
  ['a third active Region', over(2, 'active-active'), over(3, 'active-active')],
  ['a second standby', over(2, 'warm-standby'), over(3, 'warm-standby')],
  ['the first standby of a service in one Region', over(1, 'multi-az'), over(2, 'warm-standby')],
];

function over(count: number, strategy: EvenkeelConfig['strategy']): EvenkeelConfig {
  return configOver(count, { strategy });
}

const regionsOf = (config: EvenkeelConfig) => config.regions.map(({ name }) => name);

/** Which Regions the bucket of each replicates to. */
function replication(stacks: readonly SynthesizedStack[]): Record<string, string[]> {
  return Object.fromEntries(
    dataStacks(stacks).map(({ region, template }) => [
      region,
      resourcesOf(template, 'AWS::S3::Bucket')
        .flatMap(([, { Properties }]) => Properties.ReplicationConfiguration?.Rules ?? [])
        .map((rule) => /-([a-z]+-[a-z]+-\d)-an/.exec(JSON.stringify(rule.Destination))?.[1] ?? '?')
        .sort(),
    ]),
  );
}

function dataStacks(stacks: readonly SynthesizedStack[]): SynthesizedStack[] {
  return stacks.filter(({ name }) => name.endsWith('-data'));
}

/** The least that each Region runs, by group. */
function minimums(stacks: readonly SynthesizedStack[], regions: readonly string[]): number[] {
  return stacks
    .filter(({ name, region }) => name.endsWith('-service') && regions.includes(region))
    .flatMap(({ template }) => resourcesOf(template, 'AWS::AutoScaling::AutoScalingGroup'))
    .map(([, { Properties }]) => Number(Properties.MinSize));
}

/** What holds data, or data stands on, and is not there any more, but for what a template lets go. */
function taken(before: readonly SynthesizedStack[], after: readonly SynthesizedStack[]): string[] {
  const there = new Set(
    after.flatMap(({ name, template }) =>
      Object.keys(template.Resources).map((id) => `${name} ${id}`),
    ),
  );
  const letGo = before.flatMap(({ name, template }) =>
    Object.entries(template.Resources)
      .filter(([, { DeletionPolicy }]) => DeletionPolicy === 'Delete')
      .map(([id]) => `${name} ${id}`),
  );
  return [...underData(before)].filter(
    (resource) => !there.has(resource) && !letGo.includes(resource),
  );
}

describe.each(additions)('%s', (_, before, after) => {
  const old = regionsOf(before);
  const added = regionsOf(after).at(-1) as string;
  const at = (config: EvenkeelConfig, overrides: Overrides = {}) => synthesize(config, overrides);
  const running = at(before);
  const first = at(after, { addRegion: added });
  const second = at(after);

  test('live replication never stops', () => {
    const live = replication(running);
    for (const stacks of [first, second]) {
      for (const region of old) {
        expect(replication(stacks)[region]).toEqual(expect.arrayContaining(live[region] ?? []));
      }
    }
  });

  test('no bucket replicates to one that does not exist when its stack is deployed', () => {
    expect(replication(first)).toEqual({ ...replication(running), [added]: old.toSorted() });
    // The buckets that the new one replicates to exist already.
    expect(old).not.toContain(added);
  });

  test('the second deployment replicates both ways between all of them', () => {
    const all = regionsOf(after);
    expect(replication(second)).toEqual(
      Object.fromEntries(
        all.map((region) => [region, all.filter((other) => other !== region).toSorted()]),
      ),
    );
  });

  test.each([
    ['the first', running, first],
    ['the second', first, second],
  ])('%s deployment goes through in one run, and keeps all that holds data', (_, from, to) => {
    const { refused, replaced, stale } = deploy(from, to);
    expect(refused).toBeUndefined();
    expect(stale).toEqual([]);
    const held = underData(from);
    expect(held.size).toBeGreaterThan(20);
    expect(replaced.filter((resource) => held.has(resource))).toEqual([]);
    expect(taken(from, to)).toEqual([]);
  });

  test('no Region that serves runs less before the new one does', () => {
    const [now, meanwhile] = [minimums(running, old), minimums(first, old)];
    expect(meanwhile).toHaveLength(now.length);
    for (const [index, minimum] of meanwhile.entries()) {
      expect(minimum).toBeGreaterThanOrEqual(now[index] ?? Number.NaN);
    }
  });
});
