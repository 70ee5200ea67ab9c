import type { Parts, RuleSamples } from '../../support/samples.ts';
import { healthCheck } from './parts.ts';

const below = (threshold: number) =>
  `ComparisonOperator: LessThanThreshold\n    Threshold: ${threshold}`;
const alarm = (comparison = below(1)) => `
Alarm:
  Type: AWS::CloudWatch::Alarm
  Properties:
    Namespace: AWS/Route53
    MetricName: HealthCheckStatus
    Dimensions: [{ Name: HealthCheckId, Value: !Ref Check }]
    ${comparison}
`;
const at = (region: string, ...resources: string[]) => {
  const parts: Parts = resources;
  return { stacks: { [region]: parts } };
};

export const samples: RuleSamples = {
  pass: {
    'an alarm in us-east-1': at('us-east-1/App', healthCheck, alarm()),
    'an alarm on an expression': at(
      'us-east-1/App',
      healthCheck,
      `
      Alarm:
        Type: AWS::CloudWatch::Alarm
        Properties:
          Metrics:
            - Id: m1
              MetricStat:
                Metric: { Dimensions: [{ Name: HealthCheckId, Value: !Ref Check }] }
      `,
    ),
  },
  fail: {
    'an alarm that nothing sets off': at('us-east-1/App', healthCheck, alarm(below(0))),
    'an alarm on a healthy endpoint': at(
      'us-east-1/App',
      healthCheck,
      alarm('ComparisonOperator: GreaterThanThreshold\n    Threshold: 0'),
    ),
    'no alarm': at('us-east-1/App', healthCheck),
    'an alarm where the metric is not': at('eu-west-1/App', healthCheck, alarm()),
  },
  unknown: { 'an alarm in an unknown Region': at('App', healthCheck, alarm()) },
  notApplicable: {
    'the state of a routing control': `
      Check:
        Type: AWS::Route53::HealthCheck
        Properties: { HealthCheckConfig: { Type: RECOVERY_CONTROL } }
    `,
  },
};
