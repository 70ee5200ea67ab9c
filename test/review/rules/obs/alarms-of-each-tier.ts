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

const service = `
  Topic: { Type: AWS::SNS::Topic }
  Targets: { Type: AWS::ElasticLoadBalancingV2::TargetGroup }
  Service: { Type: AWS::ECS::Service, Properties: { LoadBalancers: [{ TargetGroupArn: !Ref Targets }] } }
`;
const ofService = '{ Name: ServiceName, Value: !GetAtt Service.Name }';
const instance = (more = '') => `
  Topic: { Type: AWS::SNS::Topic }
  Db: { Type: AWS::RDS::DBInstance, Properties: { ${more} } }
`;
const ofInstance = '{ Name: DBInstanceIdentifier, Value: !Ref Db }';
const api = (type: string, more: string) => `
  Topic: { Type: AWS::SNS::Topic }
  Api: { Type: ${type}, Properties: { ${more} } }
`;

export const samples: RuleSamples = {
  pass: {
    'a table by its name, and one by reference': [
      topic,
      'Orders: { Type: AWS::DynamoDB::GlobalTable, Properties: { TableName: orders } }',
      'Carts: { Type: AWS::DynamoDB::Table }',
      alarm('AWS/DynamoDB/ThrottledRequests', '{ Name: TableName, Value: orders }'),
      alarm('AWS/DynamoDB/WriteThrottleEvents', '{ Name: TableName, Value: !Ref Carts }'),
    ],
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
    'a service with an alarm on its load': [service, alarm('AWS/ECS/CPUUtilization', ofService)],
    'a service with an alarm of Container Insights': [
      service,
      alarm('ECS/ContainerInsights/RunningTaskCount', ofService),
    ],
    'a service with an alarm on its target group': [
      service,
      alarm(
        'AWS/ApplicationELB/UnHealthyHostCount',
        '{ Name: TargetGroup, Value: !GetAtt Targets.TargetGroupFullName }',
      ),
    ],
    'an instance with an alarm on its space': [
      instance(),
      alarm('AWS/RDS/FreeStorageSpace', ofInstance),
    ],
    'a replica with an alarm on its lag': [
      instance('SourceDBInstanceIdentifier: orders'),
      alarm('AWS/RDS/ReplicaLag', ofInstance),
    ],
    'a REST API with an alarm by its name': [
      api('AWS::ApiGateway::RestApi', 'Name: orders'),
      alarm('AWS/ApiGateway/5XXError', '{ Name: ApiName, Value: orders }'),
    ],
    'an HTTP API': [
      api('AWS::ApiGatewayV2::Api', 'ProtocolType: HTTP'),
      alarm('AWS/ApiGateway/5xx', '{ Name: ApiId, Value: !Ref Api }').replace(
        '  5xx:',
        '  Errors:',
      ),
    ],
    'a WebSocket API': [
      api('AWS::ApiGatewayV2::Api', 'ProtocolType: WEBSOCKET'),
      alarm('AWS/ApiGateway/ExecutionError', '{ Name: ApiId, Value: !Ref Api }'),
    ],
    'a function with an alarm on its errors': [
      queued,
      alarm('AWS/Lambda/Errors', '{ Name: FunctionName, Value: !Ref Worker }'),
    ],
  },
  fail: {
    'a table whose capacity alone is watched': [
      topic,
      'Orders: { Type: AWS::DynamoDB::Table }',
      alarm('AWS/DynamoDB/ConsumedWriteCapacityUnits', '{ Name: TableName, Value: !Ref Orders }'),
    ],
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
    'a metric of the own program, beside': [
      balancer(),
      `
      Alarm:
        Type: AWS::CloudWatch::Alarm
        Properties: { Namespace: !Sub 'Shop/\${AWS::StackName}', MetricName: Orders, AlarmActions: [!Ref Topic] }
      `,
    ],
    'a cluster with a reader that is read, of which the lag is not seen': [
      ...cluster(2),
      load,
      `
      Reads:
        Type: AWS::Lambda::Function
        Properties: { Environment: { Variables: { HOST: !GetAtt Cluster.ReadEndpoint.Address } } }
      `,
    ],
    'a global database of which the lag is not seen': global(
      alarm('AWS/RDS/DatabaseConnections', ofCluster),
    ),
    'a cache with a replica of which the lag is not seen': [
      ...cache(2),
      alarm('AWS/ElastiCache/EngineCPUUtilization', ofNode),
    ],
    'a group without an alarm': group,
    'a service without an alarm': service,
    'an instance without an alarm': instance(),
    'a replica of which the lag is not seen': [
      instance('SourceDBInstanceIdentifier: orders'),
      alarm('AWS/RDS/CPUUtilization', ofInstance),
    ],
    'a REST API of which errors are not seen': api('AWS::ApiGateway::RestApi', 'Name: orders'),
    'a WebSocket API with an alarm of an HTTP API': [
      api('AWS::ApiGatewayV2::Api', 'ProtocolType: WEBSOCKET'),
      alarm('AWS/ApiGateway/Latency', '{ Name: ApiId, Value: !Ref Api }'),
    ],
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
    'a namespace that may be one of AWS': [
      'Parameters: { Service: { Type: String } }\nResources: {}',
      balancer(),
      `
      Alarm:
        Type: AWS::CloudWatch::Alarm
        Properties: { Namespace: !Sub 'AWS/\${Service}', MetricName: Orders, AlarmActions: [!Ref Topic] }
      `,
    ],
    'a type that is given at deployment': [
      'Parameters: { Type: { Type: String }, Actions: { Type: CommaDelimitedList } }\nResources: {}',
      balancer('Type: !Ref Type'),
      alarm('AWS/NetworkELB/UnHealthyHostCount', of, '!Ref Actions'),
    ],
  },
  notApplicable: {
    'an agent on each instance':
      'Agent: { Type: AWS::ECS::Service, Properties: { SchedulingStrategy: DAEMON } }',
    'a REST API whose name is in its document': api(
      'AWS::ApiGateway::RestApi',
      'BodyS3Location: { Bucket: apis, Key: orders.json }',
    ),
    'a Gateway Load Balancer': balancer('Type: gateway'),
    'a function of a custom resource': `
      Provider: { Type: AWS::Lambda::Function }
      Custom: { Type: Custom::Thing, Properties: { ServiceToken: !GetAtt Provider.Arn } }
    `,
  },
};
