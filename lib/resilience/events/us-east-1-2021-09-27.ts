import type { PastOutage } from './past-outage.ts';

export const outage: PastOutage = {
  id: 'us-east-1-2021-09-27',
  title: 'volumes of a zone hang for hours',
  region: 'us-east-1',
  zones: ['use1-az2'],
  start: '2021-09-27T01:41Z',
  end: '2021-09-27T10:45Z',
  effects: [
    {
      kind: 'ebs-stuck',
      target: 'ebs',
      scope: 'zone',
      zone: 'use1-az2',
      from: '2021-09-27T01:41Z',
      to: '2021-09-27T10:45Z',
      share: [0, 1],
      evidence: 'published',
      note: 'most were back at 07:05',
    },
    {
      kind: 'launches',
      target: 'ec2',
      scope: 'zone',
      zone: 'use1-az2',
      from: '2021-09-27T01:41Z',
      to: '2021-09-27T08:30Z',
      share: [0, 1],
      evidence: 'published',
    },
  ],
  firstPost: '2021-09-27T03:11Z',
  sources: [
    {
      url: 'https://github.com/outages/aws-outages/commits/master/aws_outages.json',
      by: 'AWS, kept by others',
    },
  ],
};
