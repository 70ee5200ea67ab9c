import type { RuleSamples } from '../../support/samples.ts';
import { openTargetGroup, targetGroup } from './balancer.ts';

export const samples: RuleSamples = {
  pass: {
    'the defaults, twice in 60 seconds': targetGroup('Protocol: HTTP'),
    'often, with a higher threshold': targetGroup(
      "HealthCheckIntervalSeconds: '10', UnhealthyThresholdCount: 5",
    ),
    'the defaults behind a Gateway Load Balancer': targetGroup(
      'Protocol: GENEVE, UnhealthyThresholdCount: 6',
    ),
  },
  fail: {
    'three times the default interval': targetGroup('UnhealthyThresholdCount: 3'),
    'a long interval': targetGroup('HealthCheckIntervalSeconds: 60'),
    'later than the service promises': {
      profile: { objectives: { detectionSeconds: 20 } },
      stacks: { 'eu-west-1/App': targetGroup('HealthCheckIntervalSeconds: 15') },
    },
  },
  unknown: {
    'an interval that is given at deployment': openTargetGroup('HealthCheckIntervalSeconds'),
  },
  notApplicable: { 'a function': targetGroup('TargetType: lambda') },
};
