import type { RuleSamples } from '../../support/samples.ts';

const balancer = 'Balancer: { Type: AWS::ElasticLoadBalancingV2::LoadBalancer }';
const alarm = (dimensions: string) => `
  Alarm:
    Type: AWS::CloudWatch::Alarm
    Properties:
      Namespace: AWS/ApplicationELB
      MetricName: HTTPCode_Target_5XX_Count
      Dimensions: ${dimensions}
`;
const whole = '{ Name: LoadBalancer, Value: !GetAtt Balancer.LoadBalancerFullName }';

export const samples: RuleSamples = {
  pass: {
    'an alarm of a zone': [
      balancer,
      alarm(`[${whole}, { Name: AvailabilityZone, Value: eu-west-1a }]`),
    ],
    'an alarm of a zone, and the name cut out of the ARN of a listener': [
      balancer,
      'Listener: { Type: AWS::ElasticLoadBalancingV2::Listener, Properties: { LoadBalancerArn: !Ref Balancer } }',
      alarm(
        "[{ Name: LoadBalancer, Value: !Select [1, !Split ['listener/', !Ref Listener]] }, { Name: AvailabilityZone, Value: eu-west-1a }]",
      ),
    ],
    'an alarm of a zone, and the name cut out of the ARN of a rule': [
      balancer,
      `
      Listener: { Type: AWS::ElasticLoadBalancingV2::Listener, Properties: { LoadBalancerArn: !Ref Balancer } }
      Orders: { Type: AWS::ElasticLoadBalancingV2::ListenerRule, Properties: { ListenerArn: !Ref Listener } }
      `,
      alarm(
        "[{ Name: LoadBalancer, Value: !Join ['/', [app, !Select [2, !Split ['/', !Ref Orders]], !Select [3, !Split ['/', !Ref Orders]]]] }, { Name: AvailabilityZone, Value: eu-west-1a }]",
      ),
    ],
  },
  fail: {
    'no alarm': balancer,
    'an alarm of the whole load balancer': [balancer, alarm(`[${whole}]`)],
  },
  unknown: {
    'dimensions that are given at deployment': [
      'Parameters: { Name: { Type: String } }\nResources: {}',
      balancer,
      alarm('[{ Name: LoadBalancer, Value: !Ref Name }]'),
    ],
  },
};
