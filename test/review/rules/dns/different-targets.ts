import type { RuleSamples } from '../../support/samples.ts';
import { alias, aliasOf, endpoints, parameter, record } from './parts.ts';

const primary = record('Primary', `Failover: PRIMARY, ${aliasOf('healthy.example.com')}`);
const healthy = record('Healthy', aliasOf('eu-west-1.app.example.com.'), 'healthy.example.com');
const secondary = (name: string) => record('Secondary', `Failover: SECONDARY, ${aliasOf(name)}`);
const one = 'One: { Type: AWS::ElasticLoadBalancingV2::LoadBalancer }';
const two = 'Two: { Type: AWS::ElasticLoadBalancingV2::LoadBalancer }';
const pair = (first: string, second: string) => [
  record('Primary', `Failover: PRIMARY, ${alias(first)}`),
  record('Secondary', `Failover: SECONDARY, ${alias(second)}`),
];

export const samples: RuleSamples = {
  pass: {
    'load balancers of two Regions, through a chain of records': {
      stacks: {
        ...endpoints,
        'us-east-1/Global': [primary, healthy, secondary('eu-central-1.app.example.com')],
      },
    },
    'load balancers of two Regions by their DNS names': [
      record(
        'Primary',
        `Failover: PRIMARY, ${aliasOf('dualstack.web-1.eu-west-1.elb.amazonaws.com')}`,
      ),
      secondary('web-2.eu-central-1.elb.amazonaws.com'),
    ],
    'a site that is everywhere': [
      record('Primary', `Failover: PRIMARY, ${alias('One')}`),
      record('Secondary', 'Failover: SECONDARY, AliasTarget: { DNSName: !GetAtt Site.DomainName }'),
      one,
      'Site: { Type: AWS::CloudFront::Distribution }',
    ],
    'two load balancers of a service in one Region': {
      profile: { strategy: 'multi-az' },
      stacks: { 'eu-west-1/App': [...pair('One', 'Two'), one, two] },
    },
  },
  fail: {
    'the same Region by other DNS names': [
      record('Primary', `Failover: PRIMARY, ${aliasOf('web-1.eu-west-1.elb.amazonaws.com')}`),
      secondary('web-2.eu-west-1.elb.amazonaws.com'),
    ],
    'the same load balancer in the end': {
      stacks: {
        ...endpoints,
        'us-east-1/Global': [primary, healthy, secondary('eu-west-1.app.example.com')],
      },
    },
    'one Region': [...pair('One', 'Two'), one, two],
  },
  unknown: {
    'a target that is given at deployment': [
      parameter('Target'),
      record('Primary', `Failover: PRIMARY, ${aliasOf('a.example.com')}`),
      record('Secondary', 'Failover: SECONDARY, AliasTarget: { DNSName: !Ref Target }'),
    ],
  },
  notApplicable: { 'a primary record alone': primary },
};
