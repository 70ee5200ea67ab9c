import type { RuleSamples, Sample } from '../../support/samples.ts';
import { aliasOf, endpoints, record } from './parts.ts';

const of = (strategy: 'active-active' | 'multi-az', ...resources: string[]): Sample => ({
  profile: { strategy },
  stacks: { ...endpoints, 'us-east-1/Global': resources },
});
const to = (region: string, more: string, evaluates = true) =>
  record(
    region === 'eu-west-1' ? 'West' : 'Central',
    `SetIdentifier: ${region}, ${more}, ${aliasOf(`${region}.app.example.com`, evaluates)}`,
  );

export const samples: RuleSamples = {
  pass: {
    'latency records of two Regions': of(
      'active-active',
      to('eu-west-1', 'Region: eu-west-1'),
      to('eu-central-1', 'Region: eu-central-1'),
    ),
    'a weight of zero beside one that has a health check': of(
      'active-active',
      to('eu-west-1', 'Weight: 1'),
      to('eu-central-1', 'Weight: 0'),
    ),
    'a single weighted record on the way to the name of clients': of(
      'active-active',
      record(
        'Step',
        `Weight: 1, ${aliasOf('eu-west-1.app.example.com')}`,
        'healthy.app.example.com',
      ),
      to('eu-west-1', 'Region: eu-west-1').replace('eu-west-1.app', 'healthy.app'),
      to('eu-central-1', 'Region: eu-central-1'),
    ),
  },
  fail: {
    'latency records of one Region': of('active-active', to('eu-west-1', 'Region: eu-west-1')),
    'a weight of zero beside one without a health check': of(
      'active-active',
      to('eu-west-1', 'Weight: 1', false),
      to('eu-central-1', 'Weight: 0'),
    ),
  },
  unknown: {
    'an address, which may be anywhere': of(
      'active-active',
      record('One', 'Weight: 1, TTL: 60, ResourceRecords: [192.0.2.1]'),
    ),
  },
  notApplicable: {
    'a service of one Region': of('multi-az', to('eu-west-1', 'Weight: 1')),
    'a strategy that nobody declared': to('eu-west-1', 'Weight: 1'),
  },
};
