import type { Fault } from './edits.ts';
import { advisor, arn, change, controls, docs, other, type Parts, ref } from './others.ts';
import { STORE_FAULTS } from './store-faults.ts';

const code = { Handler: 'index.handler', Role: 'arn:aws:iam::111122223333:role/function' };
const lambda = {
  ...code,
  Runtime: 'nodejs24.x',
  Timeout: 10,
  Code: { S3Bucket: 'code', S3Key: 'function.zip' },
};
const queue = (more: object = {}) => ({ MessageRetentionPeriod: 1_209_600, ...more });
const task = {
  Family: 'other',
  Cpu: '256',
  Memory: '512',
  NetworkMode: 'awsvpc',
  RequiresCompatibilities: ['FARGATE'],
  ContainerDefinitions: [
    {
      Name: 'app',
      Image: 'public.ecr.aws/nginx/nginx:1.29',
      LogConfiguration: {
        LogDriver: 'awslogs',
        Options: { 'awslogs-group': 'other', 'awslogs-region': 'eu-west-1', mode: 'non-blocking' },
      },
    },
  ],
};
const rollback = { DeploymentCircuitBreaker: { Enable: true, Rollback: true } };
const containers = (subnets: readonly unknown[]): Parts => ({
  Cluster: ['ECS::Cluster', {}],
  Task: ['ECS::TaskDefinition', task],
  Tasks: [
    'ECS::Service',
    {
      Cluster: ref('Cluster'),
      TaskDefinition: ref('Task'),
      DesiredCount: 3,
      DeploymentConfiguration: rollback,
      LaunchType: 'FARGATE',
      NetworkConfiguration: { AwsvpcConfiguration: { Subnets: subnets } },
    },
  ],
});
const kubernetes = (subnets: readonly unknown[]): Parts => ({
  Kubernetes: [
    'EKS::Cluster',
    {
      Version: '1.34',
      RoleArn: 'arn:aws:iam::111122223333:role/cluster',
      ResourcesVpcConfig: { SubnetIds: subnets },
    },
  ],
  Nodes: [
    'EKS::Nodegroup',
    {
      ClusterName: ref('Kubernetes'),
      NodeRole: 'arn:aws:iam::111122223333:role/nodes',
      Subnets: subnets,
      ScalingConfig: { MinSize: 3, DesiredSize: 3, MaxSize: 9 },
    },
  ],
});
const functionOf =
  (more: object = {}) =>
  (): Parts => ({
    Failed: ['SQS::Queue', queue()],
    Work: ['Lambda::Function', { ...lambda, DeadLetterConfig: { TargetArn: arn('Failed') } }],
    ...more,
  });

/** What AWS publishes of parts that the sample does not have, each beside the sample. */
export const OTHER_FAULTS: readonly Fault[] = [
  ...STORE_FAULTS,
  other('the tasks of a service are in one zone', advisor, containers, (resources) => {
    resources.Tasks?.Properties.NetworkConfiguration.AwsvpcConfiguration.Subnets.splice(1);
  }),
  other('containers wait for their logs', advisor, containers, (resources) => {
    const [app] = resources.Task?.Properties.ContainerDefinitions ?? [];
    app.LogConfiguration.Options.mode = 'blocking';
  }),
  other(
    'a deployment takes all tasks away',
    `${docs}/AmazonECS/latest/developerguide/service_definition_parameters.html`,
    containers,
    change('Tasks', { DeploymentConfiguration: { ...rollback, MinimumHealthyPercent: 0 } }),
  ),
  other(
    'nodes of Kubernetes in one zone',
    `${docs}/eks/latest/best-practices/reliability.html`,
    kubernetes,
    (resources) => resources.Nodes?.Properties.Subnets.splice(1),
  ),
  other(
    'Kubernetes has one node',
    `${docs}/eks/latest/best-practices/reliability.html`,
    kubernetes,
    change('Nodes', { ScalingConfig: { MinSize: 1, DesiredSize: 1, MaxSize: 1 } }),
  ),
  other(
    'a version of Kubernetes that is not supported any more',
    controls('eks'),
    kubernetes,
    change('Kubernetes', { Version: '1.24' }),
  ),
  other(
    'a runtime of a function that is not supported any more',
    controls('lambda'),
    functionOf(),
    change('Work', { Runtime: 'nodejs12.x' }),
  ),
  other(
    'events that a function could not process are gone',
    `${docs}/config/latest/developerguide/lambda-dlq-check.html`,
    functionOf({
      Allowed: [
        'Lambda::Permission',
        {
          Action: 'lambda:InvokeFunction',
          FunctionName: ref('Work'),
          Principal: 's3.amazonaws.com',
        },
      ],
    }),
    (resources) => {
      delete resources.Failed;
      delete resources.Work?.Properties.DeadLetterConfig;
    },
  ),
  other(
    'a queue shows a message again while its function works on it',
    `${docs}/lambda/latest/dg/services-sqs-configure.html`,
    functionOf({
      Jobs: [
        'SQS::Queue',
        queue({
          MessageRetentionPeriod: 345_600,
          VisibilityTimeout: 60,
          RedrivePolicy: { deadLetterTargetArn: arn('Failed'), maxReceiveCount: 5 },
        }),
      ],
      Mapping: [
        'Lambda::EventSourceMapping',
        {
          EventSourceArn: arn('Jobs'),
          FunctionName: ref('Work'),
          FunctionResponseTypes: ['ReportBatchItemFailures'],
        },
      ],
    }),
    change('Jobs', { VisibilityTimeout: 10 }),
  ),
  other(
    'a state machine gives up when a function is throttled',
    `${docs}/step-functions/latest/dg/sfn-best-practices.html`,
    functionOf({
      Steps: [
        'StepFunctions::StateMachine',
        {
          RoleArn: 'arn:aws:iam::111122223333:role/steps',
          Definition: {
            StartAt: 'Work',
            States: {
              Work: {
                Type: 'Task',
                Resource: 'arn:aws:lambda:eu-west-1:111122223333:function:work',
                Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 5 }],
                End: true,
              },
            },
          },
        },
      ],
    }),
    (resources) => delete resources.Steps?.Properties.Definition.States.Work.Retry,
  ),
  other(
    'events that EventBridge cannot deliver are gone',
    `${docs}/eventbridge/latest/userguide/eb-rule-dlq.html`,
    functionOf({
      Allowed: [
        'SQS::QueuePolicy',
        {
          Queues: [ref('Failed')],
          PolicyDocument: {
            Statement: [
              {
                Effect: 'Allow',
                Principal: { Service: 'events.amazonaws.com' },
                Action: 'sqs:SendMessage',
                Resource: arn('Failed'),
              },
            ],
          },
        },
      ],
      Rule: [
        'Events::Rule',
        {
          EventPattern: { source: ['aws.s3'] },
          Targets: [{ Id: 'work', Arn: arn('Work'), DeadLetterConfig: { Arn: arn('Failed') } }],
        },
      ],
    }),
    (resources) => delete resources.Rule?.Properties.Targets[0].DeadLetterConfig,
  ),
  other(
    'a distribution has one origin',
    controls('cloudfront'),
    () => ({
      Distribution: [
        'CloudFront::Distribution',
        {
          DistributionConfig: {
            Enabled: true,
            Origins: ['first', 'second'].map((Id) => ({
              Id,
              DomainName: `${Id}.example.com`,
              CustomOriginConfig: { OriginProtocolPolicy: 'https-only' },
            })),
            OriginGroups: {
              Quantity: 1,
              Items: [
                {
                  Id: 'both',
                  FailoverCriteria: { StatusCodes: { Quantity: 1, Items: [503] } },
                  Members: { Quantity: 2, Items: [{ OriginId: 'first' }, { OriginId: 'second' }] },
                },
              ],
            },
            DefaultCacheBehavior: {
              TargetOriginId: 'both',
              ViewerProtocolPolicy: 'redirect-to-https',
              CachePolicyId: '658327ea-f89d-4fab-a63d-7e88639e58f6',
            },
          },
        },
      ],
    }),
    (resources) => {
      const config = resources.Distribution?.Properties.DistributionConfig;
      delete config.OriginGroups;
      config.Origins.splice(1);
      config.DefaultCacheBehavior.TargetOriginId = 'first';
    },
  ),
  other(
    'a firewall has an endpoint in one zone',
    controls('networkfirewall'),
    (subnets) => ({
      Firewall: [
        'NetworkFirewall::Firewall',
        {
          FirewallName: 'egress',
          FirewallPolicyArn: 'arn:aws:network-firewall:eu-west-1:111122223333:firewall-policy/p',
          VpcId: 'vpc-1',
          SubnetMappings: subnets.map((SubnetId) => ({ SubnetId })),
        },
      ],
    }),
    (resources) => resources.Firewall?.Properties.SubnetMappings.splice(1),
  ),
  other(
    'names are resolved in one zone',
    advisor,
    (subnets) => ({
      Resolver: [
        'Route53Resolver::ResolverEndpoint',
        {
          Direction: 'OUTBOUND',
          SecurityGroupIds: ['sg-1'],
          IpAddresses: subnets.slice(0, 2).map((SubnetId) => ({ SubnetId })),
        },
      ],
    }),
    (resources) => {
      const [first, second] = resources.Resolver?.Properties.IpAddresses ?? [];
      second.SubnetId = first.SubnetId;
    },
  ),
  other(
    'an API takes as many requests as anybody sends',
    `${docs}/wellarchitected/latest/reliability-pillar/rel_mitigate_interaction_failure_throttle_requests.html`,
    () => ({
      Stage: [
        'ApiGateway::Stage',
        {
          RestApiId: 'api',
          DeploymentId: 'deployment',
          StageName: 'live',
          MethodSettings: [
            {
              HttpMethod: '*',
              ResourcePath: '/*',
              ThrottlingBurstLimit: 200,
              ThrottlingRateLimit: 100,
            },
          ],
        },
      ],
    }),
    change('Stage', { MethodSettings: undefined }),
  ),
];
