import type { RuleSamples } from '../../support/samples.ts';

const topic = 'Topic: { Type: AWS::SNS::Topic }';
const balancer = (properties = '') => `
  Balancer: { Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: { ${properties} } }
  Topic: { Type: AWS::SNS::Topic }
`;
const alarm = (metric: string, dimension: string, actions = '[!Ref Topic]') => {
  const name = metric.split('/').at(-1);
  return `
  ${name}:
    Type: AWS::CloudWatch::Alarm
    Properties:
      Namespace: ${metric.slice(0, -String(name).length - 1)}
      MetricName: ${name}
      Dimensions: [${dimension}]
      AlarmActions: ${actions}
`;
};
const of = '{ Name: LoadBalancer, Value: !GetAtt Balancer.LoadBalancerFullName }';
const state = alarm('AWS/ApplicationELB/UnHealthyHostCount', of);
const errors = alarm('AWS/ApplicationELB/HTTPCode_ELB_5XX_Count', of);

const cluster = (instances: number, more = '') => [
  topic,
  `Cluster: { Type: AWS::RDS::DBCluster, Properties: { Engine: aurora-postgresql, ${more} } }`,
  ...Array.from(
    { length: instances },
    (_, i) => `
  Instance${i}: { Type: AWS::RDS::DBInstance, Properties: { DBClusterIdentifier: !Ref Cluster } }
  `,
  ),
];
const ofCluster = '{ Name: DBClusterIdentifier, Value: !Ref Cluster }';
const load = alarm('AWS/RDS/CPUUtilization', ofCluster);
const lag = alarm('AWS/RDS/AuroraReplicaLagMaximum', ofCluster);

/** A global database, with a cluster in each of two Regions and an alarm in the second one. */
const global = (metric: string) => ({
  stacks: {
    'eu-west-1/Data': [...cluster(1, 'GlobalClusterIdentifier: orders'), load],
    'eu-central-1/Data': [
      ...cluster(1, 'GlobalClusterIdentifier: orders'),
      'Orders: { Type: AWS::RDS::GlobalCluster, Properties: { GlobalClusterIdentifier: orders } }',
      load,
      metric,
    ],
  },
});

const cache = (nodes: number) => [
  topic,
  `Cache: { Type: AWS::ElastiCache::ReplicationGroup, Properties: { NumCacheClusters: ${nodes} } }`,
];
const ofNode = "{ Name: CacheClusterId, Value: !Join ['-', [!Ref Cache, '001']] }";

const group = [topic, 'Group: { Type: AWS::AutoScaling::AutoScalingGroup }'];
const ofGroup = '{ Name: AutoScalingGroupName, Value: !Ref Group }';

const queued = `
  Topic: { Type: AWS::SNS::Topic }
  Worker: { Type: AWS::Lambda::Function }
  Mapping: { Type: AWS::Lambda::EventSourceMapping, Properties: { FunctionName: !Ref Worker } }
`;

export const samples: RuleSamples = {
  pass: {
    'a load balancer with alarms on its targets and its errors': [balancer(), state, errors],
    'a Network Load Balancer with an alarm on its targets': [
      balancer('Type: network'),
      alarm('AWS/NetworkELB/UnHealthyHostCount', of),
    ],
    'an alarm on an instance of a cluster': [
      ...cluster(1),
      alarm('AWS/RDS/FreeableMemory', '{ Name: DBInstanceIdentifier, Value: !Ref Instance0 }'),
    ],
    'a cluster with a reader, and an alarm on its lag': [...cluster(2), load, lag],
    'a global database with an alarm on its lag in one Region': global(
      alarm('AWS/RDS/AuroraGlobalDBRPOLag', ofCluster),
    ),
    'a cache of one node': [...cache(1), alarm('AWS/ElastiCache/EngineCPUUtilization', ofNode)],
    'a cache with a replica, and an alarm on its lag': [
      ...cache(2),
      alarm('AWS/ElastiCache/EngineCPUUtilization', ofNode),
      alarm('AWS/ElastiCache/ReplicationLag', ofNode),
    ],
    'a group with an alarm on its instances': [
      ...group,
      alarm('AWS/AutoScaling/GroupInServiceInstances', ofGroup),
    ],
    'a group with an alarm on their load': [...group, alarm('AWS/EC2/CPUUtilization', ofGroup)],
    'a group with an alarm on its target group': [
      topic,
      `
      Targets: { Type: AWS::ElasticLoadBalancingV2::TargetGroup }
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties: { TargetGroupARNs: [!Ref Targets] }
      `,
      alarm(
        'AWS/ApplicationELB/HealthyHostCount',
        '{ Name: TargetGroup, Value: !GetAtt Targets.TargetGroupFullName }',
      ),
    ],
    'a function with an alarm on its errors': [
      queued,
      alarm('AWS/Lambda/Errors', '{ Name: FunctionName, Value: !Ref Worker }'),
    ],
  },
  fail: {
    'no alarm': balancer(),
    'a load balancer of which the errors are not seen': [balancer(), state],
    'a load balancer of which the targets are not seen': [balancer(), errors],
    'an alarm on requests': [balancer(), state, alarm('AWS/ApplicationELB/RequestCount', of)],
    'an alarm without an action': [
      balancer(),
      state,
      alarm('AWS/ApplicationELB/HTTPCode_ELB_5XX_Count', of, '[]'),
    ],
    'a Network Load Balancer without an alarm': balancer('Type: network'),
    'a cluster with a reader of which the lag is not seen': [...cluster(2), load],
    'a global database of which the lag is not seen': global(
      alarm('AWS/RDS/DatabaseConnections', ofCluster),
    ),
    'a cache with a replica of which the lag is not seen': [
      ...cache(2),
      alarm('AWS/ElastiCache/EngineCPUUtilization', ofNode),
    ],
    'a group without an alarm': group,
    'a function of which errors are not seen': queued,
  },
  unknown: {
    'a search': [
      balancer(),
      `
      Alarm:
        Type: AWS::CloudWatch::Alarm
        Properties:
          Metrics: [{ Id: all, Expression: 'SELECT SUM(X) FROM SCHEMA("AWS/ApplicationELB")' }]
          AlarmActions: [!Ref Topic]
      `,
    ],
    'a type that is given at deployment': [
      'Parameters: { Type: { Type: String }, Actions: { Type: CommaDelimitedList } }\nResources: {}',
      balancer('Type: !Ref Type'),
      alarm('AWS/NetworkELB/UnHealthyHostCount', of, '!Ref Actions'),
    ],
  },
  notApplicable: {
    'a Gateway Load Balancer': balancer('Type: gateway'),
    'a function of a custom resource': `
      Provider: { Type: AWS::Lambda::Function }
      Custom: { Type: Custom::Thing, Properties: { ServiceToken: !GetAtt Provider.Arn } }
    `,
  },
};
