import { expect, test } from 'vitest';
import { graphOf } from '../../lib/assembly/index.ts';
import { architectureHtml } from '../../lib/report/architecture.ts';
import { linksOf } from '../../lib/report/links.ts';
import { placesOf } from '../../lib/report/places.ts';
import { architecture, page } from './support.ts';

const { regions, global } = placesOf(architecture());
const [region] = regions;
const key = { Type: 'AWS::KMS::Key' };

test('says what is in which zone', () => {
  expect(region?.zones).toEqual([
    {
      zone: 'eu-west-1a',
      parts: [
        { what: 'instances, at least 6 in all', name: 'shop/Group' },
        { what: 'NAT gateway', name: 'shop/Nat' },
      ],
    },
    { zone: 'eu-west-1b', parts: [{ what: 'instances, at least 6 in all', name: 'shop/Group' }] },
  ]);
});

test('says what is in zones that nobody names, in no one zone, and in no Region', () => {
  expect(region?.somewhere).toEqual([{ what: 'database, postgres', name: 'shop/Database' }]);
  expect(region?.regional).toEqual(['1 × SQS Queue']);
  expect(global).toEqual(['1 × DynamoDB GlobalTable', '1 × Route53 RecordSet']);
});

test('lists what is in a zone as requests pass it, and Regions with zones first', () => {
  const subnet = { Type: 'AWS::EC2::Subnet', Properties: { AvailabilityZone: 'eu-west-1a' } };
  const behind = { SubnetId: { Ref: 'A' } };
  const places = placesOf(
    graphOf(
      { name: 'copies', region: 'eu-central-1', template: { Resources: { Keys: key } } },
      {
        name: 'shop',
        region: 'eu-west-1',
        template: {
          Resources: {
            A: subnet,
            Nat: { Type: 'AWS::EC2::NatGateway', Properties: behind },
            Web: { Type: 'AWS::EC2::Instance', Properties: behind },
            Balancer: {
              Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
              Properties: { Subnets: [{ Ref: 'A' }] },
            },
          },
        },
      },
    ),
  );
  expect(places.regions.map((place) => place.region)).toEqual(['eu-west-1', 'eu-central-1']);
  expect(places.regions[0]?.zones[0]?.parts.map(({ what }) => what)).toEqual([
    'load balancer',
    'instance',
    'NAT gateway',
  ]);
});

test('shows the end of a path, which breaks between its parts', () => {
  const parts = [{ what: 'cache', name: 'app/shop-data/Shop/Cache/Resource' }];
  const place = { region: 'eu-west-1', zones: [], somewhere: parts, regional: [] };
  const html = architectureHtml({ regions: [place], global: [] }, []);
  expect(html).toContain('<small>Shop/<wbr>Cache</small>');
});

test('says what is copied between Regions', () => {
  expect(linksOf(architecture())).toEqual([
    { what: 'DynamoDB', from: 'eu-west-1', to: 'eu-central-1' },
    { what: 'DynamoDB', from: 'eu-central-1', to: 'eu-west-1' },
  ]);
});

test('holds nothing of a template that is live', () => {
  const html = page('"><img src=x onerror=alert(1)><script>alert(1)</script>');
  expect(html).toContain('&lt;img src=x');
  expect(html).not.toMatch(/<(?:img|script)\b/);
});
