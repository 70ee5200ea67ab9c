import type { PastOutage } from './past-outage.ts';

export const outage: PastOutage = {
  id: 'ap-northeast-1-2021-09-02',
  title: 'Direct Connect loses packets, on redundant connections too',
  region: 'ap-northeast-1',
  zones: [],
  start: '2021-09-01T22:30Z',
  end: '2021-09-02T04:42Z',
  effects: [
    {
      kind: 'hybrid-network',
      target: 'directconnect',
      scope: 'region',
      from: '2021-09-01T22:30Z',
      to: '2021-09-02T04:42Z',
      share: [0, 1],
      evidence: 'published',
    },
  ],
  firstPost: '2021-09-02T00:39Z',
  sources: [
    { url: 'https://aws.amazon.com/message/17908/', by: 'AWS' },
    {
      url: 'https://github.com/outages/aws-outages/commits/master/aws_outages.json',
      by: 'AWS, kept by others',
    },
  ],
};
