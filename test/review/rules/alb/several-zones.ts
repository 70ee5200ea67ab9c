import { subnets } from '../../support/parts.ts';
import type { RuleSamples } from '../../support/samples.ts';
import { balancer } from './balancer.ts';

export const samples: RuleSamples = {
  pass: {
    // Elastic Load Balancing makes it in two zones, or not at all.
    'an Application Load Balancer in subnets of another template': balancer(
      'Subnets: [subnet-1, subnet-2]',
    ),
    'subnets in three zones': [
      subnets(),
      balancer('Subnets: [!Ref SubnetA, !Ref SubnetB, !Ref SubnetC]'),
    ],
    'mappings, as a Network Load Balancer with addresses of its own has': [
      subnets('ab'),
      balancer('SubnetMappings: [{ SubnetId: !Ref SubnetA }, { SubnetId: !Ref SubnetB }]'),
    ],
  },
  fail: {
    'a Network Load Balancer in one zone': [
      subnets('ab'),
      balancer('Type: network, Subnets: [!Ref SubnetA]'),
    ],
    'one mapping': [subnets('ab'), balancer('SubnetMappings: [{ SubnetId: !Ref SubnetA }]')],
    'two subnets in one zone': [
      subnets('a'),
      balancer('Subnets: [!Ref SubnetA, !Ref Other]'),
      `
      Other:
        Type: AWS::EC2::Subnet
        Properties: { VpcId: !Ref Vpc, AvailabilityZone: eu-west-1a }
      `,
    ],
  },
  unknown: {
    'two subnets of another template': balancer('Type: network, Subnets: [subnet-1, subnet-2]'),
  },
};
