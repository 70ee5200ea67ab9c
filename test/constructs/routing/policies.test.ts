import { Template } from 'aws-cdk-lib/assertions';
import { CfnParameter } from 'aws-cdk-lib/core';
import { describe, expect, test } from 'vitest';
import { RoutingPolicy } from '../../../constructs/routing/index.ts';
import { answer, recordSets, type World } from './route53.ts';
import { first, fourth, regions, route, second, templateOf, third } from './support.ts';

const none = { targets: [], checks: [] };
const all = { targets: regions, checks: regions };

const ask = (template: Template, world: World) => answer(template, 'app.example.com', world);

const without = (...lost: string[]) => {
  const left = regions.filter((region) => !lost.includes(region));
  return { targets: left, checks: left };
};

describe('alias', () => {
  const template = templateOf(RoutingPolicy.alias(first));

  test('one Region answers, through its own name', () => {
    expect(recordSets(template)).toEqual([
      {
        Name: 'app.example.com.',
        Type: 'A',
        AliasTarget: {
          DNSName: 'eu-west-1.app.example.com.',
          HostedZoneId: 'Z0123456789ABCDEFGHIJ',
          EvaluateTargetHealth: true,
        },
      },
    ]);
  });

  test('costs no health check, since there is nothing to choose from', () => {
    template.resourceCountIs('AWS::Route53::HealthCheck', 0);
  });
});

describe('failover', () => {
  const two = templateOf(RoutingPolicy.failover([first, second]));
  const four = templateOf(RoutingPolicy.failover(regions));

  test('the primary answers while it is healthy, whatever the secondary does', () => {
    expect(ask(two, all)).toBe(first);
    expect(ask(two, without(second))).toBe(first);
  });

  test('the secondary takes over when the primary cannot be reached from outside', () => {
    expect(ask(two, { ...all, checks: without(first).checks })).toBe(second);
  });

  test('the secondary takes over when the primary has no healthy target', () => {
    expect(ask(two, { ...all, targets: without(first).targets })).toBe(second);
  });

  test('the secondary is gated by nothing that the primary depends on', () => {
    const secondary = recordSets(two).find(({ Failover }) => Failover === 'SECONDARY');
    expect(secondary).not.toHaveProperty('HealthCheckId');
    expect(ask(two, { targets: [second], checks: [] })).toBe(second);
  });

  test('a standby without instances gets no traffic, and gets it once it has healthy ones', () => {
    const lost = { targets: without(first, second).targets, checks: without(first).checks };
    expect(ask(two, lost)).toBe(first);
    expect(ask(two, { ...lost, targets: without(first).targets })).toBe(second);
  });

  test('the primary answers when no Region is healthy', () => {
    expect(ask(two, none)).toBe(first);
    expect(ask(four, none)).toBe(first);
  });

  test('Regions take over in order', () => {
    for (let lost = 0; lost < regions.length; lost += 1) {
      expect(ask(four, without(...regions.slice(0, lost)))).toBe(regions[lost]);
    }
  });

  test('the first healthy Region answers, in any combination of failures', () => {
    for (let bits = 0; bits < 2 ** regions.length; bits += 1) {
      const lost = regions.filter((_, index) => bits & (1 << index));
      const world = without(...lost);
      expect(ask(four, world)).toBe(world.targets[0] ?? first);
    }
  });

  test('failing back needs no one: the primary answers again once it is healthy', () => {
    expect(ask(four, without(first))).toBe(second);
    expect(ask(four, all)).toBe(first);
  });

  test.each([
    ['two', two],
    ['four', four],
  ])('each pair of %s Regions has one primary and one secondary (DNS-1)', (_, template) => {
    const roles = Map.groupBy(recordSets(template), ({ Name }) => Name);
    for (const group of roles.values()) {
      expect(group.map(({ Failover }) => Failover).sort()).toEqual(['PRIMARY', 'SECONDARY']);
    }
  });

  test('each primary has a health check and evaluates target health (DNS-2)', () => {
    const primaries = recordSets(four).filter(({ Failover }) => Failover === 'PRIMARY');
    expect(primaries).toHaveLength(3);
    for (const primary of primaries) {
      expect(primary).toHaveProperty('HealthCheckId.Ref');
      expect(primary.AliasTarget.EvaluateTargetHealth).toBe(true);
    }
  });

  test('no two records of a name share a health check or a target (DNS-3, DNS-9)', () => {
    for (const group of Map.groupBy(recordSets(four), ({ Name }) => Name).values()) {
      expect(new Set(group.map(({ AliasTarget }) => AliasTarget.DNSName)).size).toBe(2);
      expect(new Set(group.map(({ HealthCheckId }) => HealthCheckId?.Ref)).size).toBe(2);
    }
  });

  test('each standby pair exists before the records that point to it', () => {
    const groups = four.findResources('AWS::Route53::RecordSetGroup');
    const nameOf = (id: string) => {
      const { Properties } = groups[id] ?? {};
      return Properties.RecordSets[0].Name;
    };
    expect(
      Object.entries(groups).map(([id, { DependsOn = [] }]) => [nameOf(id), DependsOn.map(nameOf)]),
    ).toEqual([
      ['standby-2.app.example.com.', []],
      ['standby-1.app.example.com.', ['standby-2.app.example.com.']],
      ['app.example.com.', ['standby-1.app.example.com.']],
    ]);
  });
});

describe('latency', () => {
  const template = templateOf(RoutingPolicy.latency(regions));

  test('every Region is among the answers (DNS-10)', () => {
    expect(recordSets(template).map(({ Region }) => Region)).toEqual(regions);
  });

  test('a Region that cannot be reached from outside leaves the answers', () => {
    expect(ask(template, { ...all, checks: without(first).checks })).toBe(second);
  });

  test('a Region without a healthy target leaves the answers (DNS-4)', () => {
    expect(ask(template, { ...all, targets: without(first).targets })).toBe(second);
  });

  test('the others carry on when all Regions but one are lost', () => {
    expect(ask(template, without(first, second, third))).toBe(fourth);
  });

  test('every Region answers when none is healthy', () => {
    expect(ask(template, none)).toBe(first);
  });

  test('each Region has a health check of its own (DNS-3)', () => {
    const checks = recordSets(template).map(({ HealthCheckId }) => HealthCheckId?.Ref);
    expect(new Set(checks).size).toBe(regions.length);
    expect(checks).not.toContain(undefined);
  });
});

describe('with switches', () => {
  /** A template in which each of the Regions has a switch, and the world in which some are on. */
  function switched(policy: RoutingPolicy, ...withSwitch: string[]): Template {
    const { stack } = route(policy, (scope) => ({
      switches: Object.fromEntries(
        withSwitch.map((region) => [
          region,
          new CfnParameter(scope, `Switch-${region}`).valueAsString,
        ]),
      ),
    }));
    return Template.fromStack(stack);
  }
  const on = (...turned: string[]) => turned.map((region) => `Switch${region.replaceAll('-', '')}`);

  const failover = switched(RoutingPolicy.failover([first, second]), first);
  const latency = switched(RoutingPolicy.latency([first, second]), first, second);

  test('a Region that is healthy answers while its switch is on', () => {
    expect(ask(failover, { ...all, switches: on(first) })).toBe(first);
    expect(ask(failover, { ...all, switches: [] })).toBe(second);
  });

  test('a switch that is on keeps no unhealthy Region in the answer', () => {
    expect(ask(failover, { ...without(first), switches: on(first) })).toBe(second);
    const unreachable = { targets: regions, checks: without(first).checks };
    expect(ask(failover, { ...unreachable, switches: on(first) })).toBe(second);
  });

  test('each Region of a latency set is taken out by its own switch', () => {
    expect(ask(latency, { ...all, switches: on(first, second) })).toBe(first);
    expect(ask(latency, { ...all, switches: on(second) })).toBe(second);
  });

  test('what a record points to is created before it', () => {
    const groups = latency.findResources('AWS::Route53::RecordSetGroup');
    const order = Object.values(groups).map(({ Properties }) => Properties.RecordSets[0].Name);
    expect(order.at(-1)).toBe('app.example.com.');
    expect(order.slice(0, -1)).toEqual([
      'healthy-eu-west-1.app.example.com.',
      'healthy-eu-central-1.app.example.com.',
    ]);
    const ids = Object.keys(groups);
    for (const [index, id] of ids.entries()) {
      expect(groups[id]?.DependsOn ?? []).toEqual(ids.slice(Math.max(0, index - 1), index));
    }
  });

  test('a record with a health check is one of several, as Route 53 demands', () => {
    for (const record of recordSets(failover)) {
      const { HealthCheckId, ...rest } = record;
      if (HealthCheckId === undefined) continue;
      expect(rest).toHaveProperty('SetIdentifier');
      expect('Weight' in rest || 'Failover' in rest).toBe(true);
    }
  });

  test('a Region that no health check gates takes no switch', () => {
    const records = recordSets(switched(RoutingPolicy.failover([first, second]), first, second));
    expect(records).toEqual(recordSets(failover));
  });
});
