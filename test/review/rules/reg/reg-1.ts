import type { RuleSamples } from '../../support/samples.ts';

const topic = 'Topic: { Type: AWS::SNS::Topic }';
const profile = { strategy: 'warm-standby' } as const;

export const samples: RuleSamples = {
  pass: {
    'two Regions': { profile, stacks: { 'eu-west-1/App': topic, 'eu-central-1/App': topic } },
  },
  fail: {
    'one Region': { profile, stacks: { 'eu-west-1/App': topic } },
  },
  unknown: {
    'a stack of unknown Region': { profile, stacks: { 'eu-west-1/App': topic, Other: topic } },
  },
  notApplicable: {
    'a service of one Region': {
      profile: { strategy: 'multi-az' },
      stacks: { 'eu-west-1/App': topic },
    },
    'a strategy that nobody declared': topic,
  },
};
