import type { PastOutage } from './past-outage.ts';

export const outage: PastOutage = {
  id: 'us-west-2-2021-12-15',
  title: 'two Regions lose a part of the internet at the same time',
  region: 'us-west-2',
  zones: [],
  start: '2021-12-15T15:14Z',
  end: '2021-12-15T15:59Z',
  effects: [
    {
      kind: 'internet',
      scope: 'region',
      from: '2021-12-15T15:14Z',
      to: '2021-12-15T15:59Z',
      share: [0, 1],
      evidence: 'published',
      note: 'some destinations',
    },
    {
      kind: 'internet',
      scope: 'region',
      region: 'us-west-1',
      from: '2021-12-15T15:14Z',
      to: '2021-12-15T15:59Z',
      share: [0, 1],
      evidence: 'published',
      note: 'some destinations',
    },
  ],
  firstPost: null,
  sources: [
    {
      url: 'https://github.com/outages/aws-outages/commits/master/aws_outages.json',
      by: 'AWS, kept by others',
    },
  ],
};
