import type { RuleSamples } from '../../support/samples.ts';

const topic = 'Topic: { Type: AWS::SNS::Topic }';
const strategy = 'multi-az';

export const samples: RuleSamples = {
  pass: {
    'both objectives': {
      profile: { strategy, objectives: { rtoSeconds: 900, rpoSeconds: 60 } },
      stacks: { 'eu-west-1/App': topic },
    },
    'a policy': {
      profile: { strategy },
      stacks: { 'eu-west-1/App': 'Policy: { Type: AWS::ResilienceHub::ResiliencyPolicy }' },
    },
  },
  fail: {
    none: { profile: { strategy }, stacks: { 'eu-west-1/App': topic } },
    'no recovery point': {
      profile: { strategy, objectives: { rtoSeconds: 900 } },
      stacks: { 'eu-west-1/App': topic },
    },
  },
  unknown: 'objectives are declared or not, and a policy is there or not',
  notApplicable: { 'a strategy that nobody declared': topic },
};
