import { Match, Template } from 'aws-cdk-lib/assertions';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Duration, Stack, Token } from 'aws-cdk-lib/core';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  MultiAzLoadBalancer,
  type MultiAzLoadBalancerProps,
  TargetRouting,
  WebFirewall,
} from '../../../constructs/service/index.ts';
import { testApp, testStack } from '../../support/app.ts';
import { findings } from '../../support/compliance.ts';
import { certificate, propertiesOf, testKey, testVpc, warningsOf } from './support.ts';

const LOAD_BALANCER = 'AWS::ElasticLoadBalancingV2::LoadBalancer';
const LISTENER = 'AWS::ElasticLoadBalancingV2::Listener';
const TARGET_GROUP = 'AWS::ElasticLoadBalancingV2::TargetGroup';

function define(overrides: Partial<MultiAzLoadBalancerProps> = {}, stack = testStack()) {
  const loadBalancer = new MultiAzLoadBalancer(stack, 'LoadBalancer', {
    vpc: overrides.vpc ?? testVpc(stack),
    firewall: new WebFirewall(stack, 'Firewall', { encryptionKey: testKey(stack) }),
    certificates: [certificate],
    targetPort: 8080,
    ...overrides,
  });
  return { stack, loadBalancer };
}

function templateOf(overrides: Partial<MultiAzLoadBalancerProps> = {}): Template {
  return Template.fromStack(define(overrides).stack);
}

/** The attributes of the one resource of a type, as an object. */
function attributesOf(template: Template, type: string): Record<string, unknown> {
  const [properties] = propertiesOf(template, type);
  const attributes: { Key: string; Value: unknown }[] =
    properties.LoadBalancerAttributes ?? properties.TargetGroupAttributes;
  return Object.fromEntries(attributes.map(({ Key, Value }) => [Key, Value]));
}

describe('by default', () => {
  let stack: Stack;
  let template: Template;
  beforeAll(() => {
    ({ stack } = define());
    template = Template.fromStack(stack);
  });

  test('has a node in a public subnet of every zone, reachable from the internet (ALB-1)', () => {
    template.hasResourceProperties(LOAD_BALANCER, {
      Scheme: 'internet-facing',
      Subnets: [1, 2, 3].map((n) => ({
        Ref: Match.stringLikeRegexp(`^VpcPublicSubnet${n}Subnet`),
      })),
    });
  });

  test('a zone can be shifted away from (ALB-5)', () => {
    expect(attributesOf(template, LOAD_BALANCER)).toMatchObject({
      'zonal_shift.config.enabled': 'true',
    });
  });

  test('cannot be deleted by accident (ALB-3)', () => {
    expect(attributesOf(template, LOAD_BALANCER)).toMatchObject({
      'deletion_protection.enabled': 'true',
    });
  });

  test('clients look the name up again within three minutes', () => {
    expect(attributesOf(template, LOAD_BALANCER)).toMatchObject({
      'client_keep_alive.seconds': '180',
      'idle_timeout.timeout_seconds': '60',
    });
  });

  test('passes on no request that a target could read differently', () => {
    expect(attributesOf(template, LOAD_BALANCER)).toMatchObject({
      'routing.http.drop_invalid_header_fields.enabled': 'true',
      'routing.http.desync_mitigation_mode': 'defensive',
    });
  });

  test('takes HTTPS with TLS 1.3 or 1.2, and redirects HTTP there for good', () => {
    template.resourceCountIs(LISTENER, 2);
    template.hasResourceProperties(LISTENER, {
      Port: 443,
      Protocol: 'HTTPS',
      SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09',
      Certificates: [{ CertificateArn: certificate.certificateArn }],
      DefaultActions: [
        {
          Type: 'forward',
          TargetGroupArn: { Ref: Match.stringLikeRegexp('^LoadBalancerTargets') },
        },
      ],
    });
    template.hasResourceProperties(LISTENER, {
      Port: 80,
      Protocol: 'HTTP',
      DefaultActions: [
        {
          Type: 'redirect',
          RedirectConfig: { Protocol: 'HTTPS', Port: '443', StatusCode: 'HTTP_301' },
        },
      ],
    });
  });

  test('a target that stopped answering gets no more requests after 22 seconds (ALB-7)', () => {
    const [check] = propertiesOf(template, TARGET_GROUP);
    expect(
      check.HealthCheckIntervalSeconds * check.UnhealthyThresholdCount +
        check.HealthCheckTimeoutSeconds,
    ).toBe(22);
    expect(check.HealthCheckTimeoutSeconds).toBeLessThan(check.HealthCheckIntervalSeconds);
  });

  test('asks targets for their health, and not for their front page (ALB-6)', () => {
    template.hasResourceProperties(TARGET_GROUP, {
      HealthCheckPath: '/health',
      Matcher: { HttpCode: '200' },
      Port: 8080,
      Protocol: 'HTTP',
      TargetType: 'instance',
    });
  });

  test('fails open only when no target is healthy, and leaves DNS no later than that (ALB-8)', () => {
    expect(attributesOf(template, TARGET_GROUP)).toMatchObject({
      'target_group_health.dns_failover.minimum_healthy_targets.count': '1',
      'target_group_health.unhealthy_state_routing.minimum_healthy_targets.count': '1',
    });
  });

  test('spares targets that fail although they pass their health checks', () => {
    expect(attributesOf(template, TARGET_GROUP)).toMatchObject({
      'load_balancing.algorithm.type': 'weighted_random',
      'load_balancing.algorithm.anomaly_mitigation': 'on',
    });
  });

  test('pins no client to a target, and lets a target that goes finish its requests (ALB-9)', () => {
    expect(attributesOf(template, TARGET_GROUP)).toMatchObject({
      'stickiness.enabled': 'false',
      'deregistration_delay.timeout_seconds': '60',
    });
  });

  test('is open on 443 and 80 only, and reaches nothing before it has targets', () => {
    template.hasResourceProperties('AWS::EC2::SecurityGroup', {
      SecurityGroupIngress: [
        Match.objectLike({ CidrIp: '0.0.0.0/0', FromPort: 443, ToPort: 443 }),
        Match.objectLike({ CidrIp: '0.0.0.0/0', FromPort: 80, ToPort: 80 }),
      ],
      SecurityGroupEgress: [Match.objectLike({ CidrIp: '255.255.255.255/32' })],
    });
  });

  test('stands behind the firewall', () => {
    template.hasResourceProperties('AWS::WAFv2::WebACLAssociation', {
      ResourceArn: { Ref: Match.stringLikeRegexp('^LoadBalancer') },
      WebACLArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Firewall'), 'Arn'] },
    });
  });

  test('logs requests and connections for a year, in a bucket that only the service can write', () => {
    const bucket = { Ref: Match.stringLikeRegexp('^LoadBalancerLogs') };
    template.hasResourceProperties(LOAD_BALANCER, {
      LoadBalancerAttributes: Match.arrayWith([
        { Key: 'access_logs.s3.enabled', Value: 'true' },
        { Key: 'access_logs.s3.bucket', Value: bucket },
        { Key: 'connection_logs.s3.enabled', Value: 'true' },
        { Key: 'connection_logs.s3.bucket', Value: bucket },
      ]),
    });
    template.hasResource('AWS::S3::Bucket', {
      Properties: {
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [
            { ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } },
          ],
        },
        VersioningConfiguration: { Status: 'Enabled' },
        LifecycleConfiguration: { Rules: [Match.objectLike({ ExpirationInDays: 365 })] },
        PublicAccessBlockConfiguration: { BlockPublicPolicy: true, RestrictPublicBuckets: true },
      },
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
    });
  });

  test('complies with every pack, with these acknowledgements', () => {
    const own = findings(stack).filter(({ path }) => path.startsWith('Test/LoadBalancer/'));
    expect(own.filter(({ reason }) => reason === undefined)).toEqual([]);
    expect(own.map(({ ruleId, path }) => `${ruleId} ${path}`)).toEqual([
      'AwsSolutions-EC23 Test/LoadBalancer/SecurityGroup/Resource',
      'AwsSolutions-S1 Test/LoadBalancer/Logs/Resource',
      'HIPAA.Security-ELBv2ACMCertificateRequired Test/LoadBalancer/Resource/Redirect80To443/Resource',
      'HIPAA.Security-S3BucketLoggingEnabled Test/LoadBalancer/Logs/Resource',
      'HIPAA.Security-S3BucketReplicationEnabled Test/LoadBalancer/Logs/Resource',
      'HIPAA.Security-S3DefaultEncryptionKMS Test/LoadBalancer/Logs/Resource',
      'NIST.800.53.R5-ELBv2ACMCertificateRequired Test/LoadBalancer/Resource/Redirect80To443/Resource',
      'NIST.800.53.R5-S3BucketLoggingEnabled Test/LoadBalancer/Logs/Resource',
      'NIST.800.53.R5-S3BucketReplicationEnabled Test/LoadBalancer/Logs/Resource',
      'NIST.800.53.R5-S3DefaultEncryptionKMS Test/LoadBalancer/Logs/Resource',
      'PCI.DSS.321-ELBv2ACMCertificateRequired Test/LoadBalancer/Resource/Redirect80To443/Resource',
      'PCI.DSS.321-S3BucketLoggingEnabled Test/LoadBalancer/Logs/Resource',
      'PCI.DSS.321-S3BucketReplicationEnabled Test/LoadBalancer/Logs/Resource',
      'PCI.DSS.321-S3DefaultEncryptionKMS Test/LoadBalancer/Logs/Resource',
    ]);
  });
});

describe('logs are delivered by', () => {
  test.each([
    ['eu-west-1', { AWS: 'arn:aws:iam::156460612806:root' }],
    ['us-east-1', { AWS: 'arn:aws:iam::127311923021:root' }],
    ['eu-central-2', { Service: 'logdelivery.elasticloadbalancing.amazonaws.com' }],
    ['ap-southeast-4', { Service: 'logdelivery.elasticloadbalancing.amazonaws.com' }],
  ])('the principal of %s', (region, principal) => {
    const template = Template.fromStack(define({}, testStack(testApp(), 'Test', region)).stack);
    const [{ PolicyDocument }] = propertiesOf(template, 'AWS::S3::BucketPolicy');
    const writers = PolicyDocument.Statement.filter(
      ({ Action, Principal }: { Action: string; Principal: { Service?: string } }) =>
        Action === 's3:PutObject' && Principal.Service !== 'delivery.logs.amazonaws.com',
    );
    expect(writers.flatMap(({ Resource }: { Resource: unknown }) => Resource)).toHaveLength(2);
    for (const { Principal } of writers) expect(Principal).toEqual(principal);
  });
});

describe('its props', () => {
  test('several certificates: the first is the default, the others go by name', () => {
    const other = elbv2.ListenerCertificate.fromArn(`${certificate.certificateArn}-other`);
    const template = templateOf({ certificates: [certificate, other] });
    template.hasResourceProperties(LISTENER, {
      Certificates: [{ CertificateArn: certificate.certificateArn }],
    });
    template.hasResourceProperties('AWS::ElasticLoadBalancingV2::ListenerCertificate', {
      Certificates: [{ CertificateArn: other.certificateArn }],
    });
  });

  test.each([
    [
      'least outstanding requests',
      TargetRouting.leastOutstandingRequests(),
      'least_outstanding_requests',
    ],
    ['round robin', TargetRouting.roundRobin(), 'round_robin'],
  ])('%s, without anomaly mitigation', (_, routing, algorithm) => {
    const attributes = attributesOf(templateOf({ routing }), TARGET_GROUP);
    expect(attributes['load_balancing.algorithm.type']).toBe(algorithm);
    expect(attributes['load_balancing.algorithm.anomaly_mitigation']).not.toBe('on');
    expect(attributes).not.toHaveProperty('slow_start.duration_seconds');
  });

  test('round robin can start slowly', () => {
    const routing = TargetRouting.roundRobin({ slowStart: Duration.seconds(45) });
    expect(attributesOf(templateOf({ routing }), TARGET_GROUP)).toMatchObject({
      'load_balancing.algorithm.type': 'round_robin',
      'slow_start.duration_seconds': '45',
    });
  });

  test('stickiness, when asked for', () => {
    const template = templateOf({
      stickiness: Duration.hours(1),
      routing: TargetRouting.leastOutstandingRequests(),
    });
    expect(attributesOf(template, TARGET_GROUP)).toMatchObject({
      'stickiness.enabled': 'true',
      'stickiness.lb_cookie.duration_seconds': '3600',
    });
  });

  test('health checks, threshold and delay', () => {
    const template = templateOf({
      healthCheckPath: '/ready',
      healthCheckInterval: Duration.seconds(5),
      minimumHealthyTargets: 3,
      deregistrationDelay: Duration.seconds(0),
    });
    template.hasResourceProperties(TARGET_GROUP, {
      HealthCheckPath: '/ready',
      HealthCheckIntervalSeconds: 5,
      HealthCheckTimeoutSeconds: 2,
    });
    expect(attributesOf(template, TARGET_GROUP)).toMatchObject({
      'target_group_health.dns_failover.minimum_healthy_targets.count': '3',
      'target_group_health.unhealthy_state_routing.minimum_healthy_targets.count': '1',
      'deregistration_delay.timeout_seconds': '0',
    });
  });

  test('values that are not known yet are left alone', () => {
    templateOf({
      targetPort: Token.asNumber({ Ref: 'Port' }),
      healthCheckPath: Token.asString({ Ref: 'Path' }),
    }).hasResourceProperties(TARGET_GROUP, {
      Port: { Ref: 'Port' },
      HealthCheckPath: { Ref: 'Path' },
    });
  });
});

test.each<[string, Partial<MultiAzLoadBalancerProps>]>([
  ['port 1', { targetPort: 1 }],
  ['port 65535', { targetPort: 65535 }],
  ['an interval of 300 seconds', { healthCheckInterval: Duration.minutes(5) }],
  [
    'a slow start of 30 seconds',
    { routing: TargetRouting.roundRobin({ slowStart: Duration.seconds(30) }) },
  ],
  [
    'a slow start of 900 seconds',
    { routing: TargetRouting.roundRobin({ slowStart: Duration.minutes(15) }) },
  ],
  ['stickiness of a second', { stickiness: Duration.seconds(1) }],
  ['stickiness of 7 days', { stickiness: Duration.days(7) }],
  ['a delay of an hour', { deregistrationDelay: Duration.hours(1) }],
  ["a path of '/'", { healthCheckPath: '/' }],
])('%s is legal', (_, overrides) => {
  expect(() => define(overrides)).not.toThrow();
});

describe('warnings', () => {
  const stickiness = Duration.hours(1);

  test('stickiness keeps clients where anomaly mitigation would not send them', () => {
    expect(warningsOf(define({ stickiness }).loadBalancer)).toEqual([
      "'stickiness' keeps clients on a target that weighted random routing would spare: choose " +
        "another 'routing', or keep sessions in a store and leave 'stickiness' out " +
        '[ack: evenkeel:stickinessBypassesAnomalyMitigation]',
    ]);
  });

  test('none without stickiness, or with other routing', () => {
    expect(warningsOf(define().loadBalancer)).toEqual([]);
    const routing = TargetRouting.roundRobin();
    expect(warningsOf(define({ stickiness, routing }).loadBalancer)).toEqual([]);
  });
});

describe('fails', () => {
  test.each<[string, Partial<MultiAzLoadBalancerProps>, string]>([
    [
      'without a certificate',
      { certificates: [] },
      "'certificates' must hold at least one certificate for HTTPS, got none",
    ],
    ['on port 0', { targetPort: 0 }, "'targetPort' must be a port from 1 to 65535, got 0"],
    [
      'on port 65536',
      { targetPort: 65536 },
      "'targetPort' must be a port from 1 to 65535, got 65536",
    ],
    [
      'on a relative path',
      { healthCheckPath: 'health' },
      "'healthCheckPath' must begin with '/' and have at most 1024 characters, none of them a space; got 'health'",
    ],
    ['on an empty path', { healthCheckPath: '' }, "none of them a space; got ''"],
    ['on a path with a space', { healthCheckPath: '/a b' }, "none of them a space; got '/a b'"],
    [
      'on an interval below 5 seconds',
      { healthCheckInterval: Duration.seconds(4) },
      "'healthCheckInterval' must be 5 to 300 seconds, got 4 seconds",
    ],
    [
      'on an interval above 300 seconds',
      { healthCheckInterval: Duration.minutes(6) },
      "'healthCheckInterval' must be 5 to 300 seconds, got 360 seconds",
    ],
    [
      'on no healthy target at all',
      { minimumHealthyTargets: 0 },
      "'minimumHealthyTargets' must be a whole number of targets, 1 or more, known at synthesis; got 0",
    ],
    ['on half a target', { minimumHealthyTargets: 1.5 }, '1 or more, known at synthesis; got 1.5'],
    [
      'on a number of targets that is a token',
      { minimumHealthyTargets: Token.asNumber({ Ref: 'Count' }) },
      '1 or more, known at synthesis; got a token',
    ],
    [
      'on a slow start of 29 seconds',
      { routing: TargetRouting.roundRobin({ slowStart: Duration.seconds(29) }) },
      "'slowStart' of the routing must be 30 to 900 seconds, got 29 seconds",
    ],
    [
      'on a slow start of 901 seconds',
      { routing: TargetRouting.roundRobin({ slowStart: Duration.seconds(901) }) },
      'got 901 seconds',
    ],
    [
      'on stickiness of no time',
      { stickiness: Duration.millis(500) },
      "'stickiness' must be 1 second to 7 days, got 0.5 seconds; leave it out for none",
    ],
    ['on stickiness of 8 days', { stickiness: Duration.days(8) }, 'got 691200 seconds'],
    [
      'on a delay above an hour',
      { deregistrationDelay: Duration.minutes(61) },
      "'deregistrationDelay' must be at most 3600 seconds, got 3660 seconds",
    ],
  ])('%s', (_, overrides, message) => {
    expect(() => define(overrides)).toThrow(message);
  });

  test('on a VPC in one zone', () => {
    const stack = testStack();
    expect(() => define({ vpc: testVpc(stack, 1) }, stack)).toThrow(
      "'vpc' must have public subnets in at least 2 Availability Zones, got 1 (eu-west-1a): an internet-facing load balancer needs them; pass a VPC that has them",
    );
  });

  test('when the Region is not known', () => {
    const stack = new Stack(testApp(), 'Test');
    expect(() => define({}, stack)).toThrow('Region is required to enable ELBv2 access logging');
  });

  test('once, with every mistake', () => {
    expect(() => define({ certificates: [], targetPort: -1, healthCheckPath: '' })).toThrow(
      /^Test\/LoadBalancer:\n {2}- 'certificates' .*\n {2}- 'targetPort' .*\n {2}- 'healthCheckPath' /,
    );
  });
});
