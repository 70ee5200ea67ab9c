import type { RuleSamples } from '../../support/samples.ts';

const routing = 'target_group_health.unhealthy_state_routing.minimum_healthy_targets';
const dns = 'target_group_health.dns_failover.minimum_healthy_targets';

const group = (attributes: Readonly<Record<string, string>>) => `
  Group:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties:
      TargetGroupAttributes:
${Object.entries(attributes)
  .map(([key, value]) => `        - { Key: ${key}, Value: ${value} }`)
  .join('\n')}
`;

export const samples: RuleSamples = {
  pass: {
    'the same count for both': group({ [`${routing}.count`]: "'2'", [`${dns}.count`]: "'2'" }),
    'a percentage below that of DNS': group({
      [`${routing}.percentage`]: "'30'",
      [`${dns}.percentage`]: "'50'",
    }),
    'one target, which is the default of DNS': group({ [`${routing}.count`]: "'1'" }),
    'DNS goes by a percentage': group({
      [`${routing}.count`]: "'2'",
      [`${dns}.percentage`]: "'50'",
    }),
  },
  fail: {
    'a count above that of DNS': group({ [`${routing}.count`]: "'3'", [`${dns}.count`]: "'2'" }),
    'a percentage, and none for DNS': group({ [`${routing}.percentage`]: "'50'" }),
    'DNS is off': group({ [`${routing}.count`]: "'1'", [`${dns}.count`]: "'off'" }),
    'every target has to be healthy': group({
      [`${routing}.percentage`]: "'100'",
      [`${dns}.percentage`]: "'100'",
    }),
  },
  unknown: {
    'a count that is given at deployment': `
      Parameters: { Count: { Type: String } }
      Resources: ${group({ [`${routing}.count`]: '!Ref Count' }).replaceAll('\n  ', '\n        ')}
    `,
  },
  notApplicable: {
    'the defaults': 'Group: { Type: AWS::ElasticLoadBalancingV2::TargetGroup }',
    'a function': `
      Group:
        Type: AWS::ElasticLoadBalancingV2::TargetGroup
        Properties: { TargetType: lambda, TargetGroupAttributes: [{ Key: ${routing}.count, Value: '3' }] }
    `,
  },
};
