import { subnets } from '../../support/parts.ts';
import type { RuleSamples } from '../../support/samples.ts';

const endpoint = (addresses: string) =>
  `Endpoint: { Type: AWS::Route53Resolver::ResolverEndpoint, Properties: { IpAddresses: ${addresses} } }`;

export const samples: RuleSamples = {
  pass: {
    'two zones': [
      subnets('ab'),
      endpoint('[{ SubnetId: !Ref SubnetA }, { SubnetId: !Ref SubnetB, Ip: 10.0.1.9 }]'),
    ],
  },
  fail: {
    'two addresses in one zone': [
      subnets('ab'),
      endpoint('[{ SubnetId: !Ref SubnetA }, { SubnetId: !Ref SubnetA }]'),
    ],
  },
  unknown: {
    'subnets of another template': endpoint('[{ SubnetId: subnet-1 }, { SubnetId: subnet-2 }]'),
  },
};
