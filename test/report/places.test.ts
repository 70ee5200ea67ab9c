import { expect, test } from 'vitest';
import { linksOf } from '../../lib/report/links.ts';
import { placesOf } from '../../lib/report/places.ts';
import { architecture, page } from './support.ts';

const { regions, global } = placesOf(architecture());
const [region] = regions;

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
