import type { RuleSamples } from '../../support/samples.ts';

const balancer = (more: string, type = 'application') => `
  Balancer:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties:
      Type: ${type}
      LoadBalancerAttributes:
        - { Key: zonal_shift.config.enabled, Value: 'true' }
        ${more}
`;
const keepAlive = (seconds: string) => `- { Key: client_keep_alive.seconds, Value: ${seconds} }`;

export const samples: RuleSamples = {
  pass: { 'five minutes': balancer(keepAlive("'300'")) },
  fail: { 'the default': balancer(''), 'two hours': balancer(keepAlive("'7200'")) },
  unknown: {
    'seconds that are given at deployment': `
      Parameters: { Seconds: { Type: String } }
      Resources: ${balancer(keepAlive('!Ref Seconds')).replaceAll('\n  ', '\n        ')}
    `,
  },
  notApplicable: {
    'no zonal shift': 'Balancer: { Type: AWS::ElasticLoadBalancingV2::LoadBalancer }',
    'a Network Load Balancer': balancer('', 'network'),
  },
};
