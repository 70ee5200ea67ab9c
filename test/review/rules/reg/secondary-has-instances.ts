import type { RuleSamples } from '../../support/samples.ts';
import { global, instance, primary, regions, secondary } from './parts.ts';

const first = [global, primary()];

export const samples: RuleSamples = {
  pass: {
    'two instances for warm standby': regions('warm-standby', first, [
      secondary(),
      instance('One', '!Ref Secondary'),
      instance('Two', '!Ref Secondary'),
    ]),
    'one instance for pilot light': regions('pilot-light', first, [
      secondary(),
      instance('One', '!Ref Secondary'),
    ]),
  },
  fail: {
    'no instance': regions('pilot-light', first, secondary()),
    'one instance for active-active': regions('active-active', first, [
      secondary(),
      instance('One', '!Ref Secondary'),
    ]),
    'one instance for warm standby': regions('warm-standby', first, [
      secondary(),
      instance('One', '!Ref Secondary'),
    ]),
  },
  unknown: {
    'instances of a cluster that is given at deployment': regions('pilot-light', first, [
      'Parameters: { Given: { Type: String } }\nResources: {}',
      secondary(),
      instance('One', '!Ref Given'),
    ]),
  },
  notApplicable: {
    'the primary cluster': first,
    'a cluster of its own': primary(),
  },
};
