import type { PastOutage } from './past-outage.ts';

export const outage: PastOutage = {
  id: 'us-west-2-2021-08-31',
  title: 'NAT gateways, PrivateLink and Network Load Balancers of a zone take no new connections',
  region: 'us-west-2',
  zones: ['usw2-az2'],
  start: '2021-08-31T17:58Z',
  end: '2021-08-31T22:35Z',
  effects: [
    {
      kind: 'zone-network',
      scope: 'zone',
      zone: 'usw2-az2',
      from: '2021-08-31T17:58Z',
      to: '2021-08-31T22:35Z',
      share: [0, 1],
      evidence: 'published',
      note: 'packet loss; NAT gateways, PrivateLink and Network Load Balancers refused new connections',
    },
  ],
  firstPost: '2021-08-31T18:25Z',
  sources: [
    {
      url: 'https://github.com/outages/aws-outages/commits/master/aws_outages.json',
      by: 'AWS, kept by others',
    },
  ],
};
