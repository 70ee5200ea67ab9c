import type { RuleSamples } from '../../support/samples.ts';
import { regions } from './parts.ts';

const topic = 'Topic: { Type: AWS::SNS::Topic }';
const listener = 'Listener: { Type: AWS::GlobalAccelerator::Listener }';
const group = (id: string, region: string) => `
  ${id}:
    Type: AWS::GlobalAccelerator::EndpointGroup
    Properties: { ListenerArn: !Ref Listener, EndpointGroupRegion: ${region} }
`;
const service = (...resources: string[]) => regions('active-active', resources, topic);

const bucket = 'Bucket: { Type: AWS::S3::Bucket }';
const balancer = 'Balancer: { Type: AWS::ElasticLoadBalancingV2::LoadBalancer }';
const distribution = (target: string, ...domains: readonly string[]) => `
  Distribution:
    Type: AWS::CloudFront::Distribution
    Properties:
      DistributionConfig:
        DefaultCacheBehavior: { TargetOriginId: ${target} }
        Origins: [${domains.map((name, i) => `{ Id: origin-${i}, DomainName: ${name} }`).join(', ')}]
        OriginGroups:
          Items:
            - Id: both
              Members: { Items: [{ OriginId: origin-0 }, { OriginId: origin-1 }] }
`;
const abroad = 'copy.s3.eu-central-1.amazonaws.com';
const own = '!GetAtt Bucket.RegionalDomainName';
const record = (role: string, domain: string) => `
  ${role}:
    Type: AWS::Route53::RecordSet
    Properties:
      { HostedZoneId: zone, Name: origin.example.com, Type: CNAME, Failover: ${role}, ResourceRecords: [${domain}] }
`;

export const samples: RuleSamples = {
  pass: {
    'a group of origins in two Regions': service(bucket, distribution('both', own, abroad)),
    'a name that leads to two Regions': service(
      balancer,
      record('PRIMARY', '!GetAtt Balancer.DNSName'),
      record('SECONDARY', 'web-1234.eu-central-1.elb.amazonaws.com'),
      distribution('origin-0', 'origin.example.com'),
    ),
    'an access point of several Regions': service(
      'Access: { Type: AWS::S3::MultiRegionAccessPoint }',
      distribution(
        'origin-0',
        "!Join ['.', [!GetAtt Access.Alias, accesspoint.s3-global.amazonaws.com]]",
      ),
    ),
    'two Regions': service(listener, group('One', 'eu-west-1'), group('Two', 'eu-central-1')),
  },
  fail: {
    'an origin in one Region': service(bucket, distribution('origin-0', own)),
    'a group of origins in one Region': service(bucket, distribution('both', own, own)),
    'an origin group that the default behavior does not use': service(
      bucket,
      distribution('origin-0', own, abroad),
    ),
    'a name that leads to one Region': service(
      balancer,
      record('PRIMARY', '!GetAtt Balancer.DNSName'),
      distribution('origin-0', 'origin.example.com'),
    ),
    'one Region': service(listener, group('One', 'eu-west-1')),
    'two groups of one Region': service(
      listener,
      group('One', 'eu-west-1'),
      group('Two', 'eu-west-1'),
    ),
  },
  unknown: {
    'an origin of which the name says nothing': service(
      distribution('origin-0', 'origin.example.com'),
    ),
    'a Region that is given at deployment': service(
      'Parameters: { Second: { Type: String } }\nResources: {}',
      listener,
      group('One', 'eu-west-1'),
      group('Two', '!Ref Second'),
    ),
  },
  notApplicable: {
    'a service of one Region': regions('multi-az', [listener, group('One', 'eu-west-1')], topic),
  },
};
