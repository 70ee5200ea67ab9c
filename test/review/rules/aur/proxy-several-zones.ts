import { subnets } from '../../support/parts.ts';
import type { RuleSamples } from '../../support/samples.ts';

export const samples: RuleSamples = {
  pass: {
    'subnets of two zones': [
      subnets(),
      `
      Proxy:
        Type: AWS::RDS::DBProxy
        Properties: { VpcSubnetIds: [!Ref SubnetA, !Ref SubnetB] }
      `,
    ],
  },
  fail: {
    'one subnet': [
      subnets(),
      `
      Proxy:
        Type: AWS::RDS::DBProxy
        Properties: { VpcSubnetIds: [!Ref SubnetA] }
      `,
    ],
  },
  unknown: {
    'subnets that are known at deployment only': `
      Parameters: { Given: { Type: 'List<AWS::EC2::Subnet::Id>' } }
      Resources:
        Proxy:
          Type: AWS::RDS::DBProxy
          Properties: { VpcSubnetIds: !Ref Given }
      `,
  },
};
