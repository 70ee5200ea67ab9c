import type { RuleSamples } from '../../support/samples.ts';
import { alias, aliasOf, balancer, parameter, record } from './parts.ts';

const pair = (type: string, zone = 'HostedZoneId: Z1') =>
  [
    record(`Primary${type}`, `Failover: PRIMARY, SetIdentifier: a, ${aliasOf('a.example.com')}`),
    record(`Second${type}`, `Failover: SECONDARY, SetIdentifier: b, ${aliasOf('b.example.com')}`),
  ]
    .join('')
    .replaceAll('Type: A,', `Type: ${type},`)
    .replaceAll('HostedZoneId: Z1, Name', `${zone}, Name`);
const simple = (type: string, zone = 'HostedZoneId: Z1') =>
  record('Simple', alias('Balancer'))
    .replace('Type: A,', `Type: ${type},`)
    .replace('HostedZoneId: Z1, Name', `${zone}, Name`);

export const samples: RuleSamples = {
  pass: {
    'pairs of both types': [pair('A'), pair('AAAA')],
    'latency records of both types': [
      balancer,
      record('Four', `Region: eu-west-1, SetIdentifier: a, ${alias('Balancer')}`),
      record('Six', `Region: eu-west-1, SetIdentifier: a, ${alias('Balancer')}`).replace(
        'Type: A,',
        'Type: AAAA,',
      ),
    ],
  },
  fail: {
    'an AAAA record that stays': [balancer, pair('A'), simple('AAAA')],
    'an A record that stays': [balancer, pair('AAAA'), simple('A')],
    'an AAAA record of another stack': {
      stacks: { 'eu-west-1/Dns': pair('A'), 'eu-west-1/App': [balancer, simple('AAAA')] },
    },
    'an AAAA record in a group': [
      pair('A'),
      `
      Group:
        Type: AWS::Route53::RecordSetGroup
        Properties:
          HostedZoneId: Z1
          RecordSets: [{ Name: app.example.com, Type: AAAA, TTL: 60, ResourceRecords: ['::1'] }]
      `,
    ],
  },
  unknown: {
    'one zone by its ID, the other by its name': [
      balancer,
      pair('A'),
      simple('AAAA', 'HostedZoneName: example.com.'),
    ],
    'a zone that is given at deployment': [
      parameter('Zone'),
      balancer,
      pair('A'),
      simple('AAAA', 'HostedZoneId: !Ref Zone'),
    ],
  },
  notApplicable: {
    'a pair of one type alone': pair('A'),
    'simple records of both types': [
      balancer,
      simple('A'),
      simple('AAAA').replace('Simple', 'Six'),
    ],
    'another zone': [balancer, pair('A'), simple('AAAA', 'HostedZoneId: Z2')],
    'a text beside it': [pair('A'), simple('TXT')],
  },
};
