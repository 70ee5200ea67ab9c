import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { graphOf, type StackInput } from '../../lib/assembly/index.ts';
import { mutate } from '../review/support/mutations/apply.ts';
import { type Mutation, remove, set } from '../review/support/mutations/mutation.ts';
import { predicted } from './support/predictions.ts';
import { twoRegions } from './support/two-regions.ts';

type Edit = Pick<Mutation, 'at' | 'change'>;

/** How long clients keep the answer of a lost Region, with the records of both changed. */
function followed(...edits: readonly Edit[]) {
  const stacks = edits.reduce((before, edit) => mutate(before, edit).stacks, twoRegions());
  const graph = graphOf(...(stacks as readonly StackInput[]));
  const { timeline, rto } = predicted(graph, 'region-loss:eu-west-1', 'reads');
  const bar = timeline.find(({ title }) => title === 'Resolvers forget the old answer');
  return { bar, rto };
}

const ttl = (seconds: number, region = 'eu-west-1'): Edit => ({
  at: `${region}/Record`,
  change: set('Properties/TTL', String(seconds)),
});

describe('clients of a lost Region with a plain record', () => {
  test('follow within its TTL, typically after half of it, and the TTL is named', () => {
    for (const seconds of [5, 60, 300]) {
      const { bar } = followed(ttl(seconds));
      expect(bar).toMatchObject({ shortest: 0, typical: seconds / 2, longest: seconds });
      expect(bar?.evidence).toMatchObject([
        { resource: 'eu-west-1/Record', property: 'TTL', value: seconds },
      ]);
    }
  });

  test('follow later the longer its TTL is, and never earlier', () => {
    const seconds = fc.integer({ min: 0, max: 86400 });
    fc.assert(
      fc.property(seconds, fc.integer({ min: 2, max: 86400 }), (before, more) => {
        const [first, second] = [followed(ttl(before)), followed(ttl(before + more))];
        expect(second.rto?.typical).toBeGreaterThan(first.rto?.typical ?? Number.NaN);
        expect(second.rto?.longest).toBeGreaterThan(first.rto?.longest ?? Number.NaN);
        expect(second.rto?.shortest).toBe(first.rto?.shortest);
      }),
      { numRuns: 30 },
    );
  });

  test('ask no more for the record of the other Region, whose TTL does not count', () => {
    expect(followed(ttl(3600, 'eu-central-1'))).toEqual(followed());
  });
});

test('an alias has the TTL of the load balancer that it points to', () => {
  const { bar } = followed(
    { at: 'eu-west-1/Record', change: remove('Properties/TTL') },
    { at: 'eu-west-1/Record', change: remove('Properties/ResourceRecords') },
    { at: 'eu-west-1/Record', change: set('Properties/Type', 'A') },
    { at: 'eu-central-1/Record', change: set('Properties/Type', 'A') },
    {
      at: 'eu-west-1/Record',
      change: set('Properties/AliasTarget', {
        DNSName: { 'Fn::GetAtt': ['Balancer', 'DNSName'] },
        HostedZoneId: { 'Fn::GetAtt': ['Balancer', 'CanonicalHostedZoneID'] },
        EvaluateTargetHealth: true,
      }),
    },
  );
  expect(bar).toMatchObject({ longest: 60, evidence: [{ fact: 'elb.dnsTtl' }] });
});
