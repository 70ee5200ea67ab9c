import type { RuleSamples } from '../../support/samples.ts';

const group = (code: string) => `
  Group:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties: { Protocol: HTTP, Matcher: { HttpCode: ${code} } }
`;

export const samples: RuleSamples = {
  pass: {
    'one code': group('200'),
    'a list and a range': group("'200,204-399'"),
  },
  fail: {
    'a range with errors': group('200-499'),
    'one error in a list': group("'200,401'"),
  },
  unknown: {
    'a code that is given at deployment': `
      Parameters: { Code: { Type: String } }
      Resources: ${group('!Ref Code').replaceAll('\n  ', '\n        ')}
    `,
  },
  notApplicable: {
    'the default': 'Group: { Type: AWS::ElasticLoadBalancingV2::TargetGroup }',
    'a gRPC code':
      "Group: { Type: AWS::ElasticLoadBalancingV2::TargetGroup, Properties: { Matcher: { GrpcCode: '0' } } }",
  },
};
