import type { RuleSamples } from '../../support/samples.ts';

const balancer = (more = '') => `
  Balancer:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties: { Type: application, ${more} }
`;
const association = (list: string) => `
  Association:
    Type: AWS::WAFv2::WebACLAssociation
    Properties: { ResourceArn: !Ref Balancer, WebACLArn: ${list} }
`;
const list = (statement: string) => `
  List:
    Type: AWS::WAFv2::WebACL
    Properties: { Rules: [{ Name: One, Statement: { ${statement} } }] }
`;
const rate = list('RateBasedStatement: { Limit: 2000, AggregateKeyType: IP }');

export const samples: RuleSamples = {
  pass: {
    'a rate rule': [balancer(), association('!GetAtt List.Arn'), rate],
    'Shield Advanced': [
      balancer('Scheme: internet-facing'),
      `
      Protection:
        Type: AWS::Shield::Protection
        Properties: { Name: web, ResourceArn: !Ref Balancer }
      `,
    ],
    'a distribution with a rate rule': [
      `
      Site:
        Type: AWS::CloudFront::Distribution
        Properties: { DistributionConfig: { WebACLId: !GetAtt List.Arn } }
      `,
      rate,
    ],
  },
  fail: {
    'no web ACL': balancer(),
    'a web ACL without a rate rule': [
      balancer(),
      association('!GetAtt List.Arn'),
      list('GeoMatchStatement: { CountryCodes: [XX] }'),
    ],
  },
  unknown: {
    'a web ACL that is not in the templates': [
      balancer(),
      association('arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/web/1234'),
    ],
  },
  notApplicable: {
    'an internal load balancer': balancer('Scheme: internal'),
    'a Network Load Balancer': balancer().replace('application', 'network'),
  },
};
