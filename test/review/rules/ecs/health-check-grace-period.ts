import type { RuleSamples } from '../../support/samples.ts';
import { openService, service } from './service.ts';

const ATTACHED = 'LoadBalancers: [{ TargetGroupArn: targets }]';

export const samples: RuleSamples = {
  pass: { 'two minutes': service(`${ATTACHED}, HealthCheckGracePeriodSeconds: '120'`) },
  fail: {
    'the default, 0': service(ATTACHED),
    none: service(`${ATTACHED}, HealthCheckGracePeriodSeconds: 0`),
  },
  unknown: {
    'a period that is given at deployment': openService('HealthCheckGracePeriodSeconds', ATTACHED),
  },
  notApplicable: {
    'no load balancer': service(),
    'an empty list': service('LoadBalancers: []'),
  },
};
