import type { RuleSamples } from '../../support/samples.ts';

const topic = 'Topic: { Type: AWS::SNS::Topic }';
const profile = { strategy: 'warm-standby' } as const;

export const samples: RuleSamples = {
  pass: {
    'two Regions': { profile, stacks: { 'eu-west-1/App': topic, 'eu-central-1/App': topic } },
  },
  fail: {
    'one Region, and what is global beside it': {
      profile: { ...profile, regions: [{ name: 'eu-west-1' }, { name: 'eu-central-1' }] },
      stacks: { 'eu-west-1/App': topic, 'us-east-1/Global': topic },
    },
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
