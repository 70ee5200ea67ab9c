import type { PastOutage } from './past-outage.ts';

export const outage: PastOutage = {
  id: 'us-east-1-2021-12-22',
  title: 'a data center loses power; launches in its zone fail and sign-in of the Region suffers',
  region: 'us-east-1',
  zones: ['use1-az4'],
  start: '2021-12-22T12:09Z',
  end: '2021-12-23T01:00Z',
  effects: [
    {
      kind: 'zone-hosts',
      scope: 'zone',
      zone: 'use1-az4',
      from: '2021-12-22T12:11Z',
      to: '2021-12-22T22:30Z',
      share: [0, 1],
      evidence: 'published',
      note: 'one data center; power was back at 12:55, a few hosts never',
    },
    {
      kind: 'launches',
      target: 'ec2',
      scope: 'zone',
      zone: 'use1-az4',
      from: '2021-12-22T12:11Z',
      to: '2021-12-22T13:18Z',
      share: [0, 1],
      evidence: 'inferred',
      note: 'the end is read from an update',
    },
    {
      kind: 'sign-in',
      target: 'sso',
      scope: 'region',
      from: '2021-12-22T12:09Z',
      to: '2021-12-23T01:00Z',
      share: [0, 1],
      evidence: 'published',
      note: 'some',
    },
  ],
  firstPost: '2021-12-22T12:35Z',
  sources: [
    {
      url: 'https://github.com/outages/aws-outages/commits/master/aws_outages.json',
      by: 'AWS, kept by others',
    },
  ],
};
