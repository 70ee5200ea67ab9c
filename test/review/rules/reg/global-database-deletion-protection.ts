import type { RuleSamples } from '../../support/samples.ts';

const cluster = (more: string) => `
  Global: { Type: AWS::RDS::GlobalCluster, Properties: { ${more} } }
`;

export const samples: RuleSamples = {
  pass: { protected: cluster("DeletionProtection: 'true'") },
  fail: {
    'the default, off': cluster(''),
    'AWS::NoValue': cluster('DeletionProtection: !Ref AWS::NoValue'),
    off: cluster('DeletionProtection: false'),
  },
  unknown: {
    'a parameter without a default': [
      'Parameters: { Protect: { Type: String } }\nResources: {}',
      cluster('DeletionProtection: !Ref Protect'),
    ],
  },
};
