import { describe, expect, test } from 'vitest';
import { RoutingPolicy, regionalName, standbyName } from '../../../constructs/routing/index.ts';

describe('derived names', () => {
  test('a Region has a name of its own below the global one', () => {
    expect(regionalName('app.example.com', 'eu-west-1')).toBe('eu-west-1.app.example.com');
  });

  test('a standby pair has a name of its own below the global one', () => {
    expect(standbyName('app.example.com', 2)).toBe('standby-2.app.example.com');
  });
});

describe('the records of a policy', () => {
  test('alias: one simple record', () => {
    expect(RoutingPolicy.alias('eu-west-1').records('app.example.com')).toEqual([
      { name: 'app.example.com', target: 'eu-west-1.app.example.com' },
    ]);
  });

  test('failover of two: a checked primary and an unchecked secondary', () => {
    const policy = RoutingPolicy.failover(['eu-west-1', 'eu-central-1']);
    expect(policy.records('app.example.com')).toEqual([
      {
        name: 'app.example.com',
        target: 'eu-west-1.app.example.com',
        setIdentifier: 'eu-west-1',
        failover: 'PRIMARY',
        checkedRegion: 'eu-west-1',
      },
      {
        name: 'app.example.com',
        target: 'eu-central-1.app.example.com',
        setIdentifier: 'eu-central-1',
        failover: 'SECONDARY',
      },
    ]);
  });

  test('failover of four: pairs below pairs, each after the one that it points to', () => {
    const policy = RoutingPolicy.failover(['eu-west-1', 'eu-central-1', 'us-east-1', 'us-west-2']);
    const records = policy.records('app.example.com');
    expect(
      records.map(({ name, failover, target, setIdentifier, checkedRegion }) =>
        [name, failover, target, setIdentifier, checkedRegion].join(' ').trim(),
      ),
    ).toEqual([
      'standby-2.app.example.com PRIMARY us-east-1.app.example.com us-east-1 us-east-1',
      'standby-2.app.example.com SECONDARY us-west-2.app.example.com us-west-2',
      'standby-1.app.example.com PRIMARY eu-central-1.app.example.com eu-central-1 eu-central-1',
      'standby-1.app.example.com SECONDARY standby-2.app.example.com us-east-1',
      'app.example.com PRIMARY eu-west-1.app.example.com eu-west-1 eu-west-1',
      'app.example.com SECONDARY standby-1.app.example.com eu-central-1',
    ]);
  });

  test('latency: one checked record for each Region', () => {
    const policy = RoutingPolicy.latency(['eu-west-1', 'us-east-1']);
    expect(policy.records('app.example.com')).toEqual(
      ['eu-west-1', 'us-east-1'].map((region) => ({
        name: 'app.example.com',
        target: `${region}.app.example.com`,
        setIdentifier: region,
        latencyRegion: region,
        checkedRegion: region,
      })),
    );
  });
});
