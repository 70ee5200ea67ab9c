import type { RuleSamples } from '../../support/samples.ts';
import { balancer, listener, targetGroup } from './balancer.ts';

const redirect = (port: string) => `
  Redirect:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      LoadBalancerArn: !Ref Balancer
      Port: 80
      DefaultActions: [{ Type: redirect, RedirectConfig: { Port: ${port} } }]
`;
const secured = `
  Listener:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      LoadBalancerArn: !Ref Balancer
      Port: 443
      DefaultActions: [{ Type: fixed-response }]
`;

export const samples: RuleSamples = {
  pass: {
    'an empty default that no request comes to': [
      balancer(),
      `
      Listener:
        Type: AWS::ElasticLoadBalancingV2::Listener
        Properties: { LoadBalancerArn: !Ref Balancer, DefaultActions: [{ Type: forward, TargetGroupArn: !Ref Empty }] }
      All:
        Type: AWS::ElasticLoadBalancingV2::ListenerRule
        Properties:
          ListenerArn: !Ref Listener
          Conditions: [{ Field: path-pattern, PathPatternConfig: { Values: ['/*'] } }]
          Actions: [{ Type: forward, TargetGroupArn: !Ref App }]
      Empty: { Type: AWS::ElasticLoadBalancingV2::TargetGroup }
      App: { Type: AWS::ElasticLoadBalancingV2::TargetGroup, Properties: { Targets: [{ Id: i-1 }] } }
      `,
    ],
    'a group registers its instances': [
      balancer(),
      listener,
      targetGroup(),
      `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties: { TargetGroupARNs: [!Ref Targets] }
      `,
    ],
    'a service registers its tasks': [
      balancer(),
      listener,
      targetGroup('TargetType: ip'),
      `
      Service:
        Type: AWS::ECS::Service
        Properties: { LoadBalancers: [{ TargetGroupArn: !Ref Targets }] }
      `,
    ],
    'targets of its own': [balancer(), listener, targetGroup('Targets: [{ Id: i-1 }]')],
    'a redirect to a port that is served': [balancer(), redirect("'443'"), secured],
    'a redirect to another host': [balancer(), redirect("'443', Host: other.example.com")],
    'a listener that only redirects': [
      balancer(),
      `
      Listener:
        Type: AWS::ElasticLoadBalancingV2::Listener
        Properties: { LoadBalancerArn: !Ref Balancer, DefaultActions: [{ Type: redirect }] }
      `,
    ],
  },
  fail: {
    'an empty default beside a rule for some paths': [
      balancer(),
      `
      Listener:
        Type: AWS::ElasticLoadBalancingV2::Listener
        Properties: { LoadBalancerArn: !Ref Balancer, DefaultActions: [{ Type: forward, TargetGroupArn: !Ref Empty }] }
      Some:
        Type: AWS::ElasticLoadBalancingV2::ListenerRule
        Properties:
          ListenerArn: !Ref Listener
          Conditions: [{ Field: path-pattern, Values: ['/orders/*'] }]
          Actions: [{ Type: forward, TargetGroupArn: !Ref App }]
      Empty: { Type: AWS::ElasticLoadBalancingV2::TargetGroup }
      App: { Type: AWS::ElasticLoadBalancingV2::TargetGroup, Properties: { Targets: [{ Id: i-1 }] } }
      `,
    ],
    'no listener': balancer(),
    'a redirect to a port that nothing listens on': [balancer(), redirect("'443'")],
    'a rule that redirects to a port that nothing listens on': [
      balancer(),
      `
      Listener:
        Type: AWS::ElasticLoadBalancingV2::Listener
        Properties:
          LoadBalancerArn: !Ref Balancer
          Port: 80
          DefaultActions: [{ Type: fixed-response }]
      Rule:
        Type: AWS::ElasticLoadBalancingV2::ListenerRule
        Properties:
          ListenerArn: !Ref Listener
          Actions: [{ Type: redirect, RedirectConfig: { Port: '443' } }]
      `,
    ],
    'a target group that only an alarm refers to': [
      balancer(),
      listener,
      targetGroup(),
      `
      Alarm:
        Type: AWS::CloudWatch::Alarm
        Properties:
          Dimensions: [{ Name: TargetGroup, Value: !GetAtt Targets.TargetGroupFullName }]
      `,
    ],
  },
  unknown: {
    'addresses, which a controller may register': [
      balancer(),
      listener,
      targetGroup('TargetType: ip'),
    ],
    'a load balancer that is passed on': `
      Resources: { Balancer: { Type: AWS::ElasticLoadBalancingV2::LoadBalancer } }
      Outputs: { Arn: { Value: !Ref Balancer } }
    `,
  },
};
