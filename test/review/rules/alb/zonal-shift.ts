import type { RuleSamples } from '../../support/samples.ts';
import { balancer, withAttribute, withOpenAttribute } from './balancer.ts';

const KEY = 'zonal_shift.config.enabled';

export const samples: RuleSamples = {
  pass: {
    'true, as a text': withAttribute(KEY, "'true'"),
    'true, as a boolean, on a Network Load Balancer': withAttribute(KEY, 'true', 'Type: network'),
  },
  fail: {
    'the default, false': balancer(),
    'switched off': withAttribute(KEY, 'false'),
    'other attributes only': withAttribute('idle_timeout.timeout_seconds', '30'),
  },
  unknown: {
    'a value that is given at deployment': withOpenAttribute(KEY),
  },
  notApplicable: {
    'a Gateway Load Balancer, which cannot be shifted': balancer('Type: gateway'),
  },
};
