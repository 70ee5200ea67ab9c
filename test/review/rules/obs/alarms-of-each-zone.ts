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
