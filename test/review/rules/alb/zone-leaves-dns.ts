import type { RuleSamples, SeveralStacks } from '../../support/samples.ts';
import { openTargetGroup, targetGroup } from './balancer.ts';

const PREFIX = 'target_group_health.dns_failover.minimum_healthy_targets';
const attribute = (key: string, value: string) =>
  `Protocol: TCP, TargetGroupAttributes: [{ Key: ${PREFIX}.${key}, Value: ${value} }]`;
const acrossZones = (value: string) =>
  `Protocol: HTTP, TargetGroupAttributes: [{ Key: load_balancing.cross_zone.enabled, Value: ${value} }]`;
const inTwoRegions = (resources: string): SeveralStacks => ({
  stacks: { 'eu-west-1/App': resources, 'eu-central-1/App': resources },
  profile: { regions: [{ name: 'eu-west-1' }, { name: 'eu-central-1' }] },
});

export const samples: RuleSamples = {
  pass: {
    'a number of targets': targetGroup(attribute('count', "'2'")),
    'a percentage': targetGroup(attribute('percentage', '50')),
  },
  fail: {
    'the default of a Network Load Balancer': targetGroup('Protocol: TCP'),
    'the default of an Application Load Balancer, in each of two Regions': inTwoRegions(
      targetGroup('Protocol: HTTP'),
    ),
    'targets that count zone by zone': targetGroup(acrossZones("'false'")),
    'switched off': targetGroup(attribute('count', "'off'")),
  },
  unknown: {
    'attributes that are given at deployment': openTargetGroup('TargetGroupAttributes'),
  },
  notApplicable: {
    'targets of all zones that count together, in the only Region': targetGroup('Protocol: HTTPS'),
    'the same, as its load balancer has it': targetGroup(
      acrossZones('use_load_balancer_configuration'),
    ),
    'a function': targetGroup('TargetType: lambda'),
    'a Gateway Load Balancer': targetGroup('Protocol: GENEVE'),
  },
};
