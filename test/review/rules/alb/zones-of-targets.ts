import { subnets } from '../../support/parts.ts';
import type { RuleSamples } from '../../support/samples.ts';
import { balancer, listener, targetGroup, withAttribute } from './balancer.ts';

const KEY = 'load_balancing.cross_zone.enabled';
const AB = 'Subnets: [!Ref SubnetA, !Ref SubnetB]';
const group = (ids: string) => `
  Group:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties: { TargetGroupARNs: [!Ref Targets], VPCZoneIdentifier: ${ids} }
`;
const around = [subnets(), listener] as const;

export const samples: RuleSamples = {
  pass: {
    'the same zones': [
      ...around,
      balancer(AB),
      targetGroup(),
      group('[!Ref SubnetA, !Ref SubnetB]'),
    ],
    'a zone more than the targets, reached across zones': [
      ...around,
      balancer(AB),
      targetGroup(),
      group('[!Ref SubnetA]'),
    ],
    'a Network Load Balancer that balances across zones': [
      ...around,
      withAttribute(KEY, 'true', `Type: network, ${AB}`),
      targetGroup(),
      group('[!Ref SubnetA]'),
    ],
    'a service that a rule forwards to': [
      subnets(),
      balancer(AB),
      targetGroup(),
      `
      Listener:
        Type: AWS::ElasticLoadBalancingV2::Listener
        Properties: { LoadBalancerArn: !Ref Balancer, DefaultActions: [{ Type: fixed-response }] }
      Rule:
        Type: AWS::ElasticLoadBalancingV2::ListenerRule
        Properties:
          ListenerArn: !Ref Listener
          Actions:
            - Type: forward
              ForwardConfig: { TargetGroups: [{ TargetGroupArn: !Ref Targets, Weight: 1 }] }
      Service:
        Type: AWS::ECS::Service
        Properties:
          LoadBalancers: [{ TargetGroupArn: !Ref Targets }]
          NetworkConfiguration: { AwsvpcConfiguration: { Subnets: [!Ref SubnetA, !Ref SubnetB] } }
      `,
    ],
  },
  fail: {
    'targets in a zone that is not enabled': [
      ...around,
      balancer(AB),
      targetGroup(),
      group('[!Ref SubnetA, !Ref SubnetC]'),
    ],
    'a Network Load Balancer with a zone without targets': [
      ...around,
      balancer(`Type: network, ${AB}`),
      targetGroup(),
      group('[!Ref SubnetA]'),
    ],
    'a target group that keeps to its zone': [
      ...around,
      balancer(AB),
      targetGroup(`TargetGroupAttributes: [{ Key: ${KEY}, Value: 'false' }]`),
      group('[!Ref SubnetA]'),
    ],
  },
  unknown: {
    'targets in subnets of another template': [
      ...around,
      balancer(AB),
      targetGroup(),
      group('[subnet-1]'),
    ],
  },
  notApplicable: { 'no targets': [...around, balancer(AB), targetGroup()] },
};
