import type { RuleSamples } from '../../support/samples.ts';
import { global, primary, regions, secondary } from './parts.ts';

export const samples: RuleSamples = {
  pass: {
    'a cluster in another Region, by the name of the global one': regions(
      'warm-standby',
      [global, primary()],
      secondary(),
    ),
    'clusters that both name it': regions(
      'warm-standby',
      [
        'Global: { Type: AWS::RDS::GlobalCluster, Properties: { GlobalClusterIdentifier: orders } }',
        primary('GlobalClusterIdentifier: !Ref Global'),
      ],
      secondary(),
    ),
  },
  fail: {
    'its first cluster only': [global, primary()],
    'two clusters of one Region': [global, primary(), secondary()],
    'a cluster of another global database': regions(
      'warm-standby',
      [global, primary()],
      secondary().replace('orders', 'users'),
    ),
  },
  unknown: {
    'a cluster in an unknown Region': {
      stacks: { 'eu-west-1/App': [global, primary()], Other: secondary() },
    },
  },
};
