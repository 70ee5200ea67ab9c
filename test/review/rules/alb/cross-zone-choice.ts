import type { RuleSamples } from '../../support/samples.ts';
import { balancer, listener, targetGroup, withAttribute, withOpenAttribute } from './balancer.ts';

const KEY = 'load_balancing.cross_zone.enabled';

export const samples: RuleSamples = {
  pass: {
    'across zones': withAttribute(KEY, 'true', 'Type: network'),
    'zones kept apart on purpose': withAttribute(KEY, 'false', 'Type: network'),
    'every target group says': [
      balancer('Type: network'),
      listener,
      targetGroup(`TargetGroupAttributes: [{ Key: ${KEY}, Value: true }]`),
    ],
  },
  fail: {
    'a Network Load Balancer that does not say': balancer('Type: network'),
    'a Gateway Load Balancer that does not say': balancer('Type: gateway'),
    'a target group that leaves it to the load balancer': [
      balancer('Type: network'),
      listener,
      targetGroup(
        `TargetGroupAttributes: [{ Key: ${KEY}, Value: use_load_balancer_configuration }]`,
      ),
    ],
  },
  unknown: { 'a value that is given at deployment': withOpenAttribute(KEY, 'Type: network') },
  notApplicable: {
    'an Application Load Balancer, which always does': balancer(),
    'one in front of an Application Load Balancer': [
      balancer('Type: network'),
      listener,
      targetGroup('TargetType: alb'),
    ],
  },
};
