import { subnets } from '../../support/parts.ts';
import type { RuleSamples } from '../../support/samples.ts';

const work = (list: string) => `
  Work:
    Type: AWS::Lambda::Function
    Properties: { VpcConfig: { SubnetIds: ${list} } }
`;

export const samples: RuleSamples = {
  pass: { 'subnets of two zones': [subnets(), work('[!Ref SubnetA, !Ref SubnetB]')] },
  fail: { 'one subnet': [subnets(), work('[!Ref SubnetA]')] },
  unknown: {
    'subnets that are known at deployment only': [
      "Parameters: { Subnets: { Type: 'List<AWS::EC2::Subnet::Id>' } }\nResources: {}",
      work('!Ref Subnets'),
    ],
  },
  notApplicable: { 'no VPC': 'Work: { Type: AWS::Lambda::Function }' },
};
