import type { RuleSamples } from '../../support/samples.ts';
import { openTargetGroup, targetGroup } from './balancer.ts';

const delay = (seconds: string) =>
  `TargetGroupAttributes: [{ Key: deregistration_delay.timeout_seconds, Value: ${seconds} }]`;

export const samples: RuleSamples = {
  pass: {
    'the default, 300 seconds': targetGroup(),
    'as long as a request': targetGroup(delay("'60'")),
    'what AWS recommends for short requests': targetGroup(delay('5')),
    'little, for short requests': {
      profile: { objectives: { requestSeconds: 5 } },
      stacks: { 'eu-west-1/App': targetGroup(delay('10')) },
    },
  },
  fail: {
    none: targetGroup(delay('0')),
    'less than a request takes': {
      profile: { objectives: { requestSeconds: 900 } },
      stacks: { 'eu-west-1/App': targetGroup(delay('300')) },
    },
  },
  unknown: {
    'attributes that are given at deployment': openTargetGroup('TargetGroupAttributes'),
  },
  notApplicable: { 'a function': targetGroup('TargetType: lambda') },
};
