import { subnets } from '../../support/parts.ts';
import type { RuleSamples } from '../../support/samples.ts';

const endpoint = (properties: string) =>
  `Endpoint: { Type: AWS::EC2::VPCEndpoint, Properties: { ${properties} } }`;

export const samples: RuleSamples = {
  pass: {
    'two zones': [
      subnets('ab'),
      endpoint('VpcEndpointType: Interface, SubnetIds: [!Ref SubnetA, !Ref SubnetB]'),
    ],
  },
  fail: {
    'one zone': [subnets('ab'), endpoint('VpcEndpointType: Interface, SubnetIds: [!Ref SubnetA]')],
  },
  unknown: {
    'two subnets of another template': endpoint(
      'VpcEndpointType: Interface, SubnetIds: [subnet-1, subnet-2]',
    ),
  },
  notApplicable: {
    'a gateway endpoint, which is the default': endpoint('RouteTableIds: [rtb-1]'),
    'the endpoint of a Gateway Load Balancer, which has one subnet': [
      subnets('a'),
      endpoint('VpcEndpointType: GatewayLoadBalancer, SubnetIds: [!Ref SubnetA]'),
    ],
  },
};
