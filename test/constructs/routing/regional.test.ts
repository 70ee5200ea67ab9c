import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as route53 from 'aws-cdk-lib/aws-route53';
import { type App, Stack } from 'aws-cdk-lib/core';
import { describe, expect, test } from 'vitest';
import {
  GlobalRouting,
  PublicZone,
  RegionalCertificate,
  RegionalEndpoint,
  RoutingPolicy,
} from '../../../constructs/routing/index.ts';
import { testApp, testStack } from '../../support/app.ts';
import { findings, unacknowledged } from '../../support/compliance.ts';
import { recordSets } from './route53.ts';
import { zoneIn } from './support.ts';

const recordName = 'app.example.com';

function albIn(stack: Stack, props: Partial<elbv2.ApplicationLoadBalancerProps> = {}) {
  const vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 2, natGateways: 0 });
  return new elbv2.ApplicationLoadBalancer(stack, 'Alb', { vpc, internetFacing: true, ...props });
}

function importedAlb(stack: Stack) {
  return elbv2.ApplicationLoadBalancer.fromApplicationLoadBalancerAttributes(stack, 'Imported', {
    loadBalancerArn:
      'arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/app/web/50dc6c495c0c9188',
    loadBalancerDnsName: 'web-1234567890.eu-west-1.elb.amazonaws.com',
    loadBalancerCanonicalHostedZoneId: 'Z32O12XQLNTSW2',
    securityGroupId: 'sg-0a1b2c3d4e5f60718',
  });
}

function regionalStack(app: App, region: string): Stack {
  const stack = testStack(app, `Service-${region}`, region);
  const zone = zoneIn(stack);
  const loadBalancer = albIn(stack);
  const { certificate } = new RegionalCertificate(stack, 'Certificate', { zone, recordName });
  loadBalancer.addListener('Https', {
    port: 443,
    certificates: [certificate],
    defaultAction: elbv2.ListenerAction.fixedResponse(200),
  });
  new RegionalEndpoint(stack, 'Endpoint', { zone, recordName, loadBalancer });
  return stack;
}

describe('two Regions and the global record', () => {
  const app = testApp();
  const stacks = ['eu-west-1', 'eu-central-1'].map((region) => regionalStack(app, region));
  const global = testStack(app, 'Global', 'us-east-1');
  new GlobalRouting(global, 'Routing', {
    zone: zoneIn(global),
    recordName,
    policy: RoutingPolicy.failover(['eu-west-1', 'eu-central-1']),
  });
  const templates = [...stacks, global].map((stack) => Template.fromStack(stack));

  test('no stack refers to another one: any deploys while another Region is down', () => {
    for (const template of templates) {
      const json = template.toJSON();
      expect(JSON.stringify(json)).not.toMatch(
        /Fn::ImportValue|Fn::GetStackOutput|Custom::CrossRegion/,
      );
      expect(Object.keys(json)).not.toContain('Outputs');
    }
    for (const stack of [...stacks, global]) expect(stack.dependencies).toEqual([]);
  });

  test('every name that the global record points to is a record of that Region (DNS-9)', () => {
    const regional = templates
      .slice(0, 2)
      .flatMap((template) => Object.values(template.findResources('AWS::Route53::RecordSet')))
      .map(({ Properties }) => Properties.Name);
    const wanted = recordSets(Template.fromStack(global)).map(
      ({ AliasTarget }) => AliasTarget.DNSName,
    );
    expect(regional).toEqual(['eu-west-1.app.example.com.', 'eu-central-1.app.example.com.']);
    expect(wanted).toEqual(regional);
  });

  test('each Region has a certificate of its own on its listener (SEC-1)', () => {
    for (const template of templates.slice(0, 2)) {
      const [certificate] = Object.keys(
        template.findResources('AWS::CertificateManager::Certificate'),
      );
      template.hasResourceProperties('AWS::ElasticLoadBalancingV2::Listener', {
        Certificates: [{ CertificateArn: { Ref: certificate } }],
      });
    }
  });
});

describe('RegionalCertificate', () => {
  test('covers both names and is validated, so renewed, by DNS', () => {
    const stack = testStack();
    new RegionalCertificate(stack, 'Certificate', { zone: zoneIn(stack), recordName });
    const HostedZoneId = 'Z0123456789ABCDEFGHIJ';
    Template.fromStack(stack).hasResourceProperties('AWS::CertificateManager::Certificate', {
      DomainName: 'app.example.com',
      SubjectAlternativeNames: ['eu-west-1.app.example.com'],
      ValidationMethod: 'DNS',
      DomainValidationOptions: [
        { DomainName: 'app.example.com', HostedZoneId },
        { DomainName: 'eu-west-1.app.example.com', HostedZoneId },
      ],
    });
    expect(unacknowledged(stack)).toEqual([]);
    expect(findings(stack)).toEqual([]);
  });

  test('works in a stack whose Region is known at deployment only', () => {
    const stack = new Stack(testApp(), 'Agnostic');
    new RegionalCertificate(stack, 'Certificate', { zone: zoneIn(stack), recordName });
    Template.fromStack(stack).hasResourceProperties('AWS::CertificateManager::Certificate', {
      SubjectAlternativeNames: [{ 'Fn::Join': ['', [{ Ref: 'AWS::Region' }, '.app.example.com']] }],
    });
  });

  test('fails on a name outside the zone', () => {
    const stack = testStack();
    const zone = zoneIn(stack);
    expect(
      () => new RegionalCertificate(stack, 'Certificate', { zone, recordName: 'app.example.org' }),
    ).toThrow("Test/Certificate:\n  - 'recordName' must lie in the zone 'example.com'");
  });
});

describe('RegionalEndpoint', () => {
  test('hands the health of the load balancer on to whatever points to it (DNS-2, DNS-4)', () => {
    const stack = testStack();
    const loadBalancer = albIn(stack);
    const { domainName } = new RegionalEndpoint(stack, 'Endpoint', {
      zone: zoneIn(stack),
      recordName,
      loadBalancer,
    });
    expect(domainName).toBe('eu-west-1.app.example.com');
    const template = Template.fromStack(stack);
    const [alb] = Object.keys(template.findResources('AWS::ElasticLoadBalancingV2::LoadBalancer'));
    template.hasResourceProperties('AWS::Route53::RecordSet', {
      Name: 'eu-west-1.app.example.com.',
      Type: 'A',
      HostedZoneId: 'Z0123456789ABCDEFGHIJ',
      AliasTarget: {
        DNSName: { 'Fn::Join': ['', ['dualstack.', { 'Fn::GetAtt': [alb, 'DNSName'] }]] },
        HostedZoneId: { 'Fn::GetAtt': [alb, 'CanonicalHostedZoneID'] },
        EvaluateTargetHealth: true,
      },
    });
  });

  test('has an IPv4 address only, as the health checkers do', () => {
    const stack = testStack();
    const loadBalancer = importedAlb(stack);
    new RegionalEndpoint(stack, 'Endpoint', { zone: zoneIn(stack), recordName, loadBalancer });
    const records = Template.fromStack(stack).findResources('AWS::Route53::RecordSet');
    expect(Object.values(records).map(({ Properties }) => Properties.Type)).toEqual(['A']);
    expect(unacknowledged(stack)).toEqual([]);
    expect(findings(stack)).toEqual([]);
  });

  test('fails on an internal load balancer, which no health checker reaches', () => {
    const stack = testStack();
    const props = {
      zone: zoneIn(stack),
      recordName,
      loadBalancer: albIn(stack, { internetFacing: false }),
    };
    expect(() => new RegionalEndpoint(stack, 'Endpoint', props)).toThrow(
      "Test/Endpoint:\n  - 'loadBalancer' must be internet-facing, since Route 53's health checkers come from the internet, got an internal one: set internetFacing to true",
    );
  });

  test('fails on a load balancer without a public IPv4 address', () => {
    const stack = testStack();
    const ipAddressType = elbv2.IpAddressType.DUAL_STACK_WITHOUT_PUBLIC_IPV4;
    const props = {
      zone: zoneIn(stack),
      recordName,
      loadBalancer: albIn(stack, { ipAddressType }),
    };
    expect(() => new RegionalEndpoint(stack, 'Endpoint', props)).toThrow(
      "Test/Endpoint:\n  - 'loadBalancer' must have a public IPv4 address, which the A record and Route 53's health checkers need, got the address type dualstack-without-public-ipv4: use ipv4 or dualstack",
    );
  });

  test('fails on the load balancer of another Region', () => {
    const app = testApp();
    const loadBalancer = albIn(testStack(app, 'Elsewhere', 'eu-central-1'));
    const stack = testStack(app);
    const props = { zone: zoneIn(stack), recordName, loadBalancer };
    expect(() => new RegionalEndpoint(stack, 'Endpoint', props)).toThrow(
      "Test/Endpoint:\n  - 'loadBalancer' must be in the Region of this stack, eu-west-1, got one in eu-central-1: define the endpoint in the stack of that Region",
    );
  });
});

describe('PublicZone', () => {
  const stack = testStack(testApp(), 'Zone', 'us-east-1');
  const { zone } = new PublicZone(stack, 'PublicZone', { zoneName: 'example.com' });
  const template = Template.fromStack(stack);

  test('can be edited while us-east-1 is impaired (DNS-11)', () => {
    template.hasResourceProperties('AWS::Route53::HostedZone', {
      Name: 'example.com.',
      HostedZoneFeatures: { EnableAcceleratedRecovery: true },
    });
  });

  test('outlives its stack, since a new zone would have other name servers', () => {
    template.hasResource('AWS::Route53::HostedZone', {
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
    });
  });

  test('tells its name servers, for the delegation', () => {
    expect(zone.hostedZoneNameServers).toBeDefined();
  });

  test('is compliant, with nothing to acknowledge', () => {
    expect(unacknowledged(stack)).toEqual([]);
    expect(findings(stack)).toEqual([]);
  });

  test('fails on a name that is not one', () => {
    expect(() => new PublicZone(stack, 'Bad', { zoneName: 'Example.com.' })).toThrow(
      "Zone/Bad:\n  - 'zoneName' must be a lower-case, fully qualified DNS name without a trailing dot, got 'Example.com.': write it like example.com",
    );
  });
});

describe('a private zone, which neither ACM nor health checkers see', () => {
  const uses: [string, (stack: Stack, zone: route53.IHostedZone) => unknown][] = [
    ['a certificate', (stack, zone) => new RegionalCertificate(stack, 'Use', { zone, recordName })],
    [
      'health checks',
      (stack, zone) =>
        new GlobalRouting(stack, 'Use', {
          zone,
          recordName,
          policy: RoutingPolicy.failover(['eu-west-1', 'eu-central-1']),
        }),
    ],
    [
      'an endpoint',
      (stack, zone) =>
        new RegionalEndpoint(stack, 'Use', { zone, recordName, loadBalancer: importedAlb(stack) }),
    ],
  ];
  const vpcIn = (stack: Stack) =>
    ec2.Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-1', availabilityZones: ['eu-west-1a'] });
  const zones: [string, (stack: Stack) => route53.IHostedZone][] = [
    [
      'PrivateHostedZone',
      (stack) =>
        new route53.PrivateHostedZone(stack, 'Zone', {
          zoneName: 'example.com',
          vpc: vpcIn(stack),
        }),
    ],
    [
      'HostedZone with a VPC',
      (stack) =>
        new route53.HostedZone(stack, 'Zone', { zoneName: 'example.com', vpcs: [vpcIn(stack)] }),
    ],
  ];

  describe.each(uses)('%s', (_, use) => {
    test.each(zones)('does not take a %s', (_kind, zoneOf) => {
      const stack = testStack();
      expect(() => use(stack, zoneOf(stack))).toThrow(
        "'zone' must be a public hosted zone, since certificates are validated and health is checked from the internet, got the private zone 'example.com'",
      );
    });

    test('takes a public one', () => {
      const stack = testStack();
      const zone = new route53.PublicHostedZone(stack, 'Zone', { zoneName: 'example.com' });
      expect(() => use(stack, zone)).not.toThrow();
    });

    test('says what an imported zone without a name lacks', () => {
      const stack = testStack();
      const zone = route53.HostedZone.fromHostedZoneId(stack, 'Zone', 'Z0123456789ABCDEFGHIJ');
      expect(() => use(stack, zone)).toThrow("'zone' must come with its name");
    });
  });
});
