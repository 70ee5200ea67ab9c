import type { RuleSamples } from '../../support/samples.ts';
import { openTargetGroup, targetGroup } from './balancer.ts';

const PREFIX = 'target_group_health.dns_failover.minimum_healthy_targets';
const attribute = (key: string, value: string) =>
  `TargetGroupAttributes: [{ Key: ${PREFIX}.${key}, Value: ${value} }]`;

export const samples: RuleSamples = {
  pass: {
    'a number of targets': targetGroup(attribute('count', "'2'")),
    'a percentage': targetGroup(attribute('percentage', '50')),
  },
  fail: {
    'the default': targetGroup(),
    'switched off': targetGroup(attribute('count', "'off'")),
  },
  unknown: {
    'attributes that are given at deployment': openTargetGroup('TargetGroupAttributes'),
  },
  notApplicable: {
    'a function': targetGroup('TargetType: lambda'),
    'a Gateway Load Balancer': targetGroup('Protocol: GENEVE'),
  },
};
