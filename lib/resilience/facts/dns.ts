import type { Fact } from './fact.ts';

const HEALTH =
  'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html';

export const dns = {
  'route53.healthyShare': {
    title: 'share of health checkers that have to find an endpoint healthy',
    value: 0.18,
    unit: 'share',
    condition: 'an endpoint is healthy where more than this share says so',
    source: HEALTH,
    asOf: '2026-11-20',
  },
  'route53.responseTimeout': {
    title: 'time that a health checker of Route 53 waits for a target that hangs',
    value: 6,
    range: [0, 6],
    unit: 'seconds',
    condition: '4 seconds to connect and 2 to answer; 0 where the connection is refused',
    source: HEALTH,
    asOf: '2026-11-20',
  },
  'elb.dnsTtl': {
    title: 'time that clients may go on with an old answer of an alias record of a load balancer',
    value: 60,
    unit: 'seconds',
    source:
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-delete.html',
    asOf: '2026-11-26',
  },
} as const satisfies Record<string, Fact>;
