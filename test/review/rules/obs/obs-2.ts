import type { RuleSamples } from '../../support/samples.ts';

const base = `
  Balancer: { Type: AWS::ElasticLoadBalancingV2::LoadBalancer }
  Topic: { Type: AWS::SNS::Topic }
`;
const alarm = (dimension: string, metric: string, namespace: string, actions = '[!Ref Topic]') => `
  Alarm:
    Type: AWS::CloudWatch::Alarm
    Properties:
      Namespace: ${namespace}
      MetricName: ${metric}
      Dimensions: [${dimension}]
      AlarmActions: ${actions}
`;
const balancer = '{ Name: LoadBalancer, Value: !GetAtt Balancer.LoadBalancerFullName }';

export const samples: RuleSamples = {
  pass: {
    'an alarm on errors': [base, alarm(balancer, 'HTTPCode_ELB_5XX_Count', 'AWS/ApplicationELB')],
    'an alarm on an instance of a cluster': [
      `
      Cluster: { Type: AWS::RDS::DBCluster }
      Writer: { Type: AWS::RDS::DBInstance, Properties: { DBClusterIdentifier: !Ref Cluster } }
      Topic: { Type: AWS::SNS::Topic }
      `,
      alarm('{ Name: DBInstanceIdentifier, Value: !Ref Writer }', 'CPUUtilization', 'AWS/RDS'),
    ],
    'an alarm on a node of a cache': [
      `
      Cache: { Type: AWS::ElastiCache::ReplicationGroup }
      Topic: { Type: AWS::SNS::Topic }
      `,
      alarm(
        "{ Name: CacheClusterId, Value: !Join ['-', [!Ref Cache, '001']] }",
        'EngineCPUUtilization',
        'AWS/ElastiCache',
      ),
    ],
  },
  fail: {
    'no alarm': base,
    'an alarm on requests': [base, alarm(balancer, 'RequestCount', 'AWS/ApplicationELB')],
    'an alarm without an action': [
      base,
      alarm(balancer, 'HTTPCode_ELB_5XX_Count', 'AWS/ApplicationELB', '[]'),
    ],
  },
  unknown: {
    'a search': [
      base,
      `
      Alarm:
        Type: AWS::CloudWatch::Alarm
        Properties:
          Metrics: [{ Id: all, Expression: 'SELECT SUM(X) FROM SCHEMA("AWS/ApplicationELB")' }]
          AlarmActions: [!Ref Topic]
      `,
    ],
  },
  notApplicable: {
    'a Network Load Balancer': `
      Balancer:
        Type: AWS::ElasticLoadBalancingV2::LoadBalancer
        Properties: { Type: network }
    `,
  },
};
