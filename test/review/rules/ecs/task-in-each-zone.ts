import type { RuleSamples } from '../../support/samples.ts';
import { openService, scaling, service } from './service.ts';

const standby = (resources: string) => ({
  profile: {
    strategy: 'pilot-light',
    regions: [
      { name: 'eu-west-1', role: 'primary' },
      { name: 'eu-central-1', role: 'standby' },
    ],
  } as const,
  stacks: { 'eu-central-1/App': resources },
});

export const samples: RuleSamples = {
  pass: {
    'two tasks': service("DesiredCount: '2'"),
    'scaled from three up, without a desired count': [service(), scaling("'3'")],
    'scaled by name': [
      service('ServiceName: web'),
      `
      Scaling:
        Type: AWS::ApplicationAutoScaling::ScalableTarget
        Properties: { ResourceId: service/cluster/web, MinCapacity: 2 }
      `,
    ],
  },
  fail: {
    'the default, one': service(),
    'one task': service('DesiredCount: 1'),
    'scaled down to one': [service('DesiredCount: 3'), scaling(1)],
    'two where three zones are asked for': {
      profile: { floors: { availabilityZones: 3 } },
      stacks: { 'eu-west-1/App': service('DesiredCount: 2') },
    },
  },
  unknown: { 'a number that is given at deployment': openService('DesiredCount') },
  notApplicable: {
    'one on each instance': service('SchedulingStrategy: DAEMON'),
    'a pilot light, which runs nothing': standby(service('DesiredCount: 0')),
  },
};
