import type { PastOutage } from './past-outage.ts';

export const outage: PastOutage = {
  id: 'us-east-2-2022-07-28',
  title:
    'a part of a data center loses power for 22 minutes; the Region’s EC2 API suffers for longer',
  region: 'us-east-2',
  zones: ['use2-az1'],
  start: '2022-07-28T16:57Z',
  end: '2022-07-28T18:37Z',
  effects: [
    {
      kind: 'zone-hosts',
      scope: 'zone',
      zone: 'use2-az1',
      from: '2022-07-28T16:57Z',
      to: '2022-07-28T18:37Z',
      share: [0, 1],
      evidence: 'published',
      note: 'power was back at 17:19, most hosts at 17:23',
    },
    {
      kind: 'api',
      target: 'ec2',
      scope: 'region',
      from: '2022-07-28T16:57Z',
      to: '2022-07-28T18:25Z',
      share: [0, 1],
      evidence: 'inferred',
      note: 'the start is inferred',
    },
    {
      kind: 'service-data',
      target: 'lambda',
      scope: 'region',
      from: '2022-07-28T16:57Z',
      to: '2022-07-28T18:25Z',
      share: [0, 1],
      evidence: 'inferred',
      note: 'some functions; the start is inferred',
    },
  ],
  firstPost: '2022-07-28T17:11Z',
  sources: [
    {
      url: 'https://github.com/outages/aws-outages/commits/master/aws_outages.json',
      by: 'AWS, kept by others',
    },
    { url: 'https://www.thousandeyes.com/blog/aws-outage-analysis-july-28-2022', by: 'others' },
  ],
};
