import { Match, Template } from 'aws-cdk-lib/assertions';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as route53 from 'aws-cdk-lib/aws-route53';
import { CfnParameter } from 'aws-cdk-lib/core';
import { describe, expect, test } from 'vitest';
import {
  GlobalRouting,
  type GlobalRoutingProps,
  PublicZone,
  RoutingPolicy,
} from '../../../constructs/routing/index.ts';
import { testApp, testStack } from '../../support/app.ts';
import { findings, unacknowledged } from '../../support/compliance.ts';
import { recordSets } from './route53.ts';
import { first, regions, route, second, templateOf, third, zoneIn } from './support.ts';

describe('health checks', () => {
  const { stack, routing } = route(RoutingPolicy.failover([first, second, third]));
  const template = Template.fromStack(stack);

  test('probe a Region over HTTPS under its own name, three times in a row, every 10 seconds', () => {
    template.hasResourceProperties('AWS::Route53::HealthCheck', {
      HealthCheckConfig: {
        Type: 'HTTPS',
        FullyQualifiedDomainName: 'eu-west-1.app.example.com',
        Port: 443,
        EnableSNI: true,
        ResourcePath: '/health',
        RequestInterval: 10,
        FailureThreshold: 3,
        MeasureLatency: false,
        Inverted: false,
        // All checker Regions: a partition near one of them must not look like an outage.
        Regions: Match.absent(),
      },
      HealthCheckTags: [{ Key: 'Name', Value: 'eu-west-1.app.example.com' }],
    });
  });

  test('never probe the name that they guard (DNS-12)', () => {
    const guarded = new Set(recordSets(template).map(({ Name }) => Name));
    for (const { FullyQualifiedDomainName } of healthCheckConfigs(template)) {
      expect(guarded).not.toContain(`${FullyQualifiedDomainName}.`);
    }
  });

  test('detect, with the cached answer, within two minutes (DNS-5, DNS-7)', () => {
    const longestTtl = 60;
    for (const { RequestInterval, FailureThreshold } of healthCheckConfigs(template)) {
      expect(RequestInterval * FailureThreshold + longestTtl).toBeLessThanOrEqual(120);
    }
    // An alias has the TTL of what it points to, a load balancer's is 60 seconds.
    for (const record of recordSets(template)) expect(record).not.toHaveProperty('TTL');
  });

  test('depend on no alarm, whose missing data could decide (DNS-8)', () => {
    template.allResourcesProperties('AWS::Route53::HealthCheck', {
      HealthCheckConfig: {
        AlarmIdentifier: Match.absent(),
        InsufficientDataHealthStatus: Match.absent(),
      },
    });
  });

  test('are all there, and each gates a record (DNS-6)', () => {
    const used = recordSets(template).flatMap(({ HealthCheckId }) => HealthCheckId?.Ref ?? []);
    const defined = Object.keys(template.findResources('AWS::Route53::HealthCheck'));
    expect(used.toSorted()).toEqual(defined.toSorted());
    expect([...routing.healthChecks.keys()].toSorted()).toEqual([second, first].toSorted());
  });

  test('take another path', () => {
    const deep = route(RoutingPolicy.latency([first, second]), { healthCheckPath: '/ready' });
    Template.fromStack(deep.stack).allResourcesProperties('AWS::Route53::HealthCheck', {
      HealthCheckConfig: { ResourcePath: '/ready' },
    });
  });

  test('can each be alarmed on, from us-east-1 (DNS-13)', () => {
    const { stack, routing } = route(RoutingPolicy.failover([first, second]));
    new cloudwatch.Alarm(stack, 'Alarm', {
      metric: routing.metricHealthCheckStatus(first),
      comparisonOperator: cloudwatch.ComparisonOperator.LESS_THAN_THRESHOLD,
      threshold: 1,
      evaluationPeriods: 1,
    });
    const template = Template.fromStack(stack);
    const [checkId] = Object.keys(template.findResources('AWS::Route53::HealthCheck'));
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      Namespace: 'AWS/Route53',
      MetricName: 'HealthCheckStatus',
      Dimensions: [{ Name: 'HealthCheckId', Value: { Ref: checkId } }],
      Statistic: 'Minimum',
      Period: 60,
    });
  });

  test('cannot be alarmed on from another Region, where the metric never appears', () => {
    const elsewhere = testStack(testApp(), 'Elsewhere', second);
    const metric = routing.metricHealthCheckStatus(first);
    expect(
      () =>
        new cloudwatch.Alarm(elsewhere, 'Alarm', { metric, threshold: 1, evaluationPeriods: 1 }),
    ).toThrow(/us-east-1/);
  });

  test('fails for a Region without one, and says which have one', () => {
    expect(() => routing.metricHealthCheckStatus(third)).toThrow(
      "Global/Routing: 'region' must be one with a health check (eu-central-1, eu-west-1), got us-east-1",
    );
  });
});

describe('the global stack', () => {
  test.each([
    ['alias', RoutingPolicy.alias(first)],
    ['failover', RoutingPolicy.failover(regions)],
    ['latency', RoutingPolicy.latency(regions)],
  ])('%s: refers to no other stack and no parameter', (_, policy) => {
    const template = templateOf(policy).toJSON();
    expect(JSON.stringify(template.Resources)).not.toMatch(/ImportValue|GetStackOutput|Fn::/);
    expect(Object.keys(template)).not.toContain('Outputs');
    expect(Object.keys(template.Parameters)).toEqual(['BootstrapVersion']);
  });

  test.each([
    ['alias', RoutingPolicy.alias(first)],
    ['failover', RoutingPolicy.failover(regions)],
    ['latency', RoutingPolicy.latency(regions)],
  ])('%s: is compliant, with nothing to acknowledge', (_, policy) => {
    const { stack } = route(policy);
    expect(unacknowledged(stack)).toEqual([]);
    expect(findings(stack)).toEqual([]);
  });

  test('a change of policy updates the records of the global name in place', () => {
    const logicalIds = [
      RoutingPolicy.alias(first),
      RoutingPolicy.failover([second, first]),
      RoutingPolicy.latency([first, second]),
    ].map((policy) =>
      Object.keys(templateOf(policy).findResources('AWS::Route53::RecordSetGroup')),
    );
    expect(new Set(logicalIds.flat()).size).toBe(1);
  });

  test('takes a zone id that is only known at deployment', () => {
    const stack = testStack(testApp(), 'Global', 'us-east-1');
    const parameter = new CfnParameter(stack, 'ZoneId');
    new GlobalRouting(stack, 'Routing', {
      zone: zoneIn(stack, parameter.valueAsString),
      recordName: 'app.example.com',
      policy: RoutingPolicy.alias(first),
    });
    Template.fromStack(stack).hasResourceProperties('AWS::Route53::RecordSetGroup', {
      HostedZoneId: { Ref: 'ZoneId' },
      RecordSets: [{ AliasTarget: { HostedZoneId: { Ref: 'ZoneId' } } }],
    });
  });

  test('takes a zone that another stack imports, since its id is plain text', () => {
    const app = testApp();
    const zone = zoneIn(testStack(app, 'Elsewhere', first));
    const stack = testStack(app, 'Global', 'us-east-1');
    const props = { zone, recordName: 'app.example.com', policy: RoutingPolicy.alias(first) };
    new GlobalRouting(stack, 'Routing', props);
    Template.fromStack(stack).hasResourceProperties('AWS::Route53::RecordSetGroup', {
      HostedZoneId: 'Z0123456789ABCDEFGHIJ',
    });
  });

  test('takes a zone that its own stack creates', () => {
    const stack = testStack(testApp(), 'Global', 'us-east-1');
    const { zone } = new PublicZone(stack, 'PublicZone', { zoneName: 'example.com' });
    const props = { zone, recordName: 'app.example.com', policy: RoutingPolicy.alias(first) };
    new GlobalRouting(stack, 'Routing', props);
    const template = Template.fromStack(stack);
    const [zoneId] = Object.keys(template.findResources('AWS::Route53::HostedZone'));
    template.hasResourceProperties('AWS::Route53::RecordSetGroup', {
      HostedZoneId: { Ref: zoneId },
    });
  });

  test('may serve the domain itself', () => {
    const { stack } = route(RoutingPolicy.alias(first), { recordName: 'example.com' });
    const [record] = recordSets(Template.fromStack(stack));
    expect(record?.Name).toBe('example.com.');
    expect(record?.AliasTarget.DNSName).toBe('eu-west-1.example.com.');
  });

  test.each([
    ['is in us-east-1', 'us-east-1', []],
    [
      'is anywhere else',
      first,
      [
        'the global record belongs in a stack in us-east-1, got eu-west-1: only there can alarms see the health checks, and a stack in eu-west-1 cannot be updated while that Region is impaired [ack: evenkeel:globalRoutingOutsideUsEast1]',
      ],
    ],
  ])('warns, or does not, when it %s', (_, region, warnings) => {
    const stack = testStack(testApp(), 'Global', region);
    const routing = new GlobalRouting(stack, 'Routing', {
      zone: zoneIn(stack),
      recordName: 'app.example.com',
      policy: RoutingPolicy.alias(first),
    });
    const entries = routing.node.metadata.filter(({ type }) => type === 'aws:cdk:warning');
    expect(entries.map(({ data }) => data)).toEqual(warnings);
  });
});

describe('bad props', () => {
  test.each<[string, RoutingPolicy, Partial<GlobalRoutingProps>, string]>([
    [
      'one Region to fail over between',
      RoutingPolicy.failover([first]),
      {},
      "'policy' must name at least 2 Regions to choose from, got 1: add a Region, or use RoutingPolicy.alias",
    ],
    [
      'no Region to measure latency to',
      RoutingPolicy.latency([]),
      {},
      "'policy' must name at least 2 Regions to choose from, got 0: add a Region, or use RoutingPolicy.alias",
    ],
    [
      'a Region named twice',
      RoutingPolicy.latency([first, second, first]),
      {},
      "'policy' must name each Region once, got eu-west-1 more than once: remove the repetition",
    ],
    [
      'an Availability Zone for a Region',
      RoutingPolicy.failover([first, 'eu-central-1a']),
      {},
      "'policy' must name Regions by their code, got 'eu-central-1a': write them like eu-west-1",
    ],
    [
      'a relative health check path',
      RoutingPolicy.alias(first),
      { healthCheckPath: 'health' },
      "'healthCheckPath' must start with a slash, got 'health': write it like /health",
    ],
    [
      'a name outside the zone',
      RoutingPolicy.alias(first),
      { recordName: 'app.badexample.com' },
      "'recordName' must lie in the zone 'example.com', got 'app.badexample.com': change the name, or give the zone that holds it",
    ],
    [
      'a relative name',
      RoutingPolicy.alias(first),
      { recordName: 'app' },
      "'recordName' must be a lower-case, fully qualified DNS name without a trailing dot, got 'app': write it like app.example.com",
    ],
    [
      'a trailing dot',
      RoutingPolicy.alias(first),
      { recordName: 'app.example.com.' },
      "'recordName' must be a lower-case, fully qualified DNS name without a trailing dot, got 'app.example.com.': write it like app.example.com",
    ],
    [
      'a name too long for a certificate',
      RoutingPolicy.alias(first),
      { recordName: `${'a'.repeat(53)}.example.com` },
      `'recordName' must have at most 64 characters, the limit of a certificate's common name, got 65 in '${'a'.repeat(53)}.example.com': choose a shorter name`,
    ],
  ])('fails on %s', (_, policy, props, message) => {
    expect(() => route(policy, props)).toThrow(`Global/Routing:\n  - ${message}`);
  });

  test('fails with all mistakes at once', () => {
    const bad = { recordName: 'App.Example.org', healthCheckPath: 'health' };
    expect(() => route(RoutingPolicy.latency([first, first, 'mars']), bad)).toThrow(
      /^Global\/Routing:(\n {2}- .*){5}$/,
    );
  });

  test('fails on a zone that a stack of another Region creates', () => {
    const app = testApp();
    const elsewhere = testStack(app, 'Elsewhere', first);
    const zone = new route53.PublicHostedZone(elsewhere, 'Zone', { zoneName: 'example.com' });
    expect(
      () =>
        new GlobalRouting(testStack(app, 'Global', 'us-east-1'), 'Routing', {
          zone,
          recordName: 'app.example.com',
          policy: RoutingPolicy.alias(first),
        }),
    ).toThrow(
      "'zone' must not be a resource of another Region's stack, got one of Elsewhere in eu-west-1: give it by id with HostedZone.fromHostedZoneAttributes, so that this stack deploys while that Region is down",
    );
  });
});

function healthCheckConfigs(template: Template) {
  const healthChecks = Object.values(template.findResources('AWS::Route53::HealthCheck'));
  return healthChecks.map(({ Properties }) => Properties.HealthCheckConfig);
}
