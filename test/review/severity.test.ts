import { describe, expect, test } from 'vitest';
import { rules } from '../../lib/review/rules/index.ts';
import { findingsIn, type Sample, toScene } from './support/samples.ts';

const level = (rule: string, sample: Sample) => {
  const judging = rules.find(({ id }) => id === rule);
  if (judging === undefined) throw new Error(`no rule ${rule}`);
  return findingsIn(judging, toScene(sample)).flatMap(({ status, severity }) =>
    status === 'fail' ? [severity] : [],
  );
};

const polled = (visibility: number) => `
  Orders: { Type: AWS::SQS::Queue, Properties: { VisibilityTimeout: ${visibility} } }
  Work: { Type: AWS::Lambda::Function, Properties: { Timeout: 60 } }
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties: { EventSourceArn: !GetAtt Orders.Arn, FunctionName: !Ref Work }
`;
const cluster = (days: number, more = '') =>
  `Db: { Type: AWS::RDS::DBCluster, Properties: { BackupRetentionPeriod: ${days}, ${more} } }`;
const PROTECTED = 'DeletionProtectionEnabled: true';
const EXPIRING = 'TimeToLiveSpecification: { AttributeName: at, Enabled: true }';
const table = (isOn: boolean, more = '') => `
  Table:
    Type: AWS::DynamoDB::Table
    Properties: { PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: ${isOn} }, ${more} }
`;
const disposable = 'Table: { Type: AWS::DynamoDB::Table, DeletionPolicy: Delete }';
const locks = `
  Table:
    Type: AWS::DynamoDB::Table
    Properties: { KeySchema: [{ AttributeName: LockID, KeyType: HASH }] }
`;
/** Instances in some zones as targets. */
const targets = (zones: readonly string[]) => `
  Targets:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties: { Targets: [${zones.map((_, i) => `{ Id: !Ref Instance${i} }`).join(', ')}] }
${zones
  .map(
    (zone, i) => `
  Subnet${i}: { Type: AWS::EC2::Subnet, Properties: { AvailabilityZone: eu-west-1${zone} } }
  Instance${i}: { Type: AWS::EC2::Instance, Properties: { SubnetId: !Ref Subnet${i} } }`,
  )
  .join('')}
`;
/** A load balancer with so many tasks as targets. */
const shifted = (tasks: number) => `
  Balancer: { Type: AWS::ElasticLoadBalancingV2::LoadBalancer }
  Listener:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      LoadBalancerArn: !Ref Balancer
      DefaultActions: [{ Type: forward, TargetGroupArn: !Ref Targets }]
  Targets: { Type: AWS::ElasticLoadBalancingV2::TargetGroup, Properties: { TargetType: ip } }
  Service:
    Type: AWS::ECS::Service
    Properties: { DesiredCount: ${tasks}, LoadBalancers: [{ TargetGroupArn: !Ref Targets }] }
`;
/** A load balancer with one target, which is no instance. */
const handed = (type: string, id: string) => `
  Balancer: { Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: { Type: network } }
  Listener:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      LoadBalancerArn: !Ref Balancer
      DefaultActions: [{ Type: forward, TargetGroupArn: !Ref Targets }]
  Targets:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties: { TargetType: ${type}, Targets: [{ Id: ${id} }] }
  Work: { Type: AWS::Lambda::Function }
`;
const noticed = (checks: number) => `
  Targets:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties: { UnhealthyThresholdCount: ${checks} }
`;
/** A service behind a target group, whose containers say how many seconds they start. */
const startedAt = (group: string, seconds: number) => `
  Definition:
    Type: AWS::ECS::TaskDefinition
    Properties: { ContainerDefinitions: [{ HealthCheck: { StartPeriod: ${seconds} } }] }
  Service:
    Type: AWS::ECS::Service
    Properties: { TaskDefinition: !Ref Definition, LoadBalancers: [{ TargetGroupArn: ${group} }] }
`;
/** The same, with so many seconds between two checks. */
const started = (interval: number, seconds = 0) => `
  Targets:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties: { HealthCheckIntervalSeconds: ${interval} }
  ${startedAt('!Ref Targets', seconds)}
`;
const told = (target: string) => `
  Rule:
    Type: AWS::Events::Rule
    Properties: { EventPattern: { source: [orders] }, Targets: [{ Id: one, Arn: ${target} }] }
`;
const handedOn = (actions: string) => `
  Topic: { Type: AWS::SNS::Topic }
  Alarm: { Type: AWS::CloudWatch::Alarm, Properties: { ${actions} } }
  Work: { Type: AWS::Lambda::Function }
  Subscription:
    Type: AWS::SNS::Subscription
    Properties: { TopicArn: !Ref Topic, Protocol: lambda, Endpoint: !GetAtt Work.Arn }
`;
const subscribed = (caller: string) => `
  Work: { Type: AWS::Lambda::Function }
  Caller: { Type: ${caller} }
`;
/** What uses the security group or launch template of what one port lets in. */
const open = (port: number, more: string, source = '0.0.0.0/0') => `
  Open:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: requests
      SecurityGroupIngress: [{ IpProtocol: tcp, FromPort: ${port}, ToPort: ${port}, CidrIp: ${source} }]
  Template:
    Type: AWS::EC2::LaunchTemplate
    Properties: { LaunchTemplateData: { SecurityGroupIds: [!Ref Open] } }
  ${more}
`;
const planned = `
  Plan:
    Type: AWS::Backup::BackupPlan
    Properties: { BackupPlan: { BackupPlanRule: [{ RuleName: daily, TargetBackupVault: main }] } }
`;
const bucket = (rule: string) => `
  Data:
    Type: AWS::S3::Bucket
    Properties: { LifecycleConfiguration: { Rules: [{ Status: Enabled, ${rule} }] } }
`;
const crossed = (more: string) => `
  Vpc: { Type: AWS::EC2::VPC }
  PublicA: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, AvailabilityZone: eu-west-1a } }
  PublicB: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, AvailabilityZone: eu-west-1b } }
  PrivateB: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, AvailabilityZone: eu-west-1b } }
  NatA: { Type: AWS::EC2::NatGateway, Properties: { SubnetId: !Ref PublicA } }
  ${more}
  Table: { Type: AWS::EC2::RouteTable, Properties: { VpcId: !Ref Vpc } }
  Association: { Type: AWS::EC2::SubnetRouteTableAssociation, Properties: { RouteTableId: !Ref Table, SubnetId: !Ref PrivateB } }
  Route:
    Type: AWS::EC2::Route
    Properties: { RouteTableId: !Ref Table, DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: !Ref NatA }
`;
const vault = (lock: string) => `
  Vault: { Type: AWS::Backup::BackupVault, Properties: { BackupVaultName: main, ${lock} } }
  Plan:
    Type: AWS::Backup::BackupPlan
    Properties:
      BackupPlan:
        BackupPlanRule: [{ RuleName: daily, TargetBackupVault: !Ref Vault, Lifecycle: { DeleteAfterDays: 14 } }]
`;
const event = (target: string) => `
  Dead: { Type: AWS::SQS::Queue }
  Work: { Type: AWS::Lambda::Function }
  Keeps: { Type: AWS::Lambda::Function, Properties: { DeadLetterConfig: { TargetArn: !GetAtt Dead.Arn } } }
  People: { Type: AWS::SNS::Topic }
  Rule:
    Type: AWS::Events::Rule
    Properties: { EventPattern: { source: [orders] }, Targets: [{ Id: one, Arn: !GetAtt ${target} }] }
`;
const group = (least: number, most: number) => `
  Group:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties: { MinSize: ${least}, MaxSize: ${most}, AvailabilityZones: [eu-west-1a, eu-west-1b] }
`;
const domain = (more: string, nodes = 3) => `
  Search:
    Type: AWS::OpenSearchService::Domain
    Properties: { ClusterConfig: { InstanceCount: ${nodes}, ${more} } }
`;

const dead = (days: number, daysBefore: number) => `
  Orders:
    Type: AWS::SQS::Queue
    Properties:
      MessageRetentionPeriod: ${daysBefore * 86_400}
      RedrivePolicy: { deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: 5 }
  Dead: { Type: AWS::SQS::Queue, Properties: { MessageRetentionPeriod: ${days * 86_400} } }
`;
/** What may receive from a queue, as the role of tasks or of instances. */
const receiver = `
  Queue: { Type: AWS::SQS::Queue }
  Role: { Type: AWS::IAM::Role }
  Policy:
    Type: AWS::IAM::Policy
    Properties:
      Roles: [!Ref Role]
      PolicyDocument:
        Statement: { Effect: Allow, Action: 'sqs:ReceiveMessage', Resource: !GetAtt Queue.Arn }
  Definition: { Type: AWS::ECS::TaskDefinition, Properties: { TaskRoleArn: !GetAtt Role.Arn } }
  Profile: { Type: AWS::IAM::InstanceProfile, Properties: { Roles: [!Ref Role] } }
  Template:
    Type: AWS::EC2::LaunchTemplate
    Properties: { LaunchTemplateData: { IamInstanceProfile: { Arn: !GetAtt Profile.Arn } } }
`;
const lone = (more = '') => `
  Service: { Type: AWS::ECS::Service, Properties: { DesiredCount: 1, ${more} } }
`;
const few = (most: number, more = '') => `
  Group:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      { MinSize: 1, MaxSize: ${most}, AvailabilityZones: [eu-west-1a, eu-west-1b], ${more} }
`;
const template = 'LaunchTemplate: { LaunchTemplateId: !Ref Template }';

const listener = (method: string) => `
  Listener:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties: { Certificates: [{ CertificateArn: !Ref Certificate }] }
  Certificate:
    Type: AWS::CertificateManager::Certificate
    Properties: { ValidationMethod: ${method} }
`;
const elsewhere = `
  Listener:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      Certificates:
        - CertificateArn: arn:aws:acm:us-east-1:111122223333:certificate/11111111-2222-4333-8444-555555555555
`;

const instance = (source: string) => `
  App: { Type: AWS::EC2::Instance, Properties: { SecurityGroupIds: [!Ref Open] } }
  Open:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: requests
      SecurityGroupIngress: [{ IpProtocol: tcp, FromPort: 80, ToPort: 80, ${source} }]
`;
const cache = (nodes: number) => `
  Cache: { Type: AWS::ElastiCache::ReplicationGroup, Properties: { NumCacheClusters: ${nodes} } }
`;

/** A serverless cluster that scales from zero, with so many instances. */
const serverless = (instances: number) => `
  Db: { Type: AWS::RDS::DBCluster, Properties: { ServerlessV2ScalingConfiguration: { MinCapacity: 0, MaxCapacity: 4 } } }
${Array.from(
  { length: instances },
  (_, i) => `
  Db${i}: { Type: AWS::RDS::DBInstance, Properties: { DBClusterIdentifier: !Ref Db, DBInstanceClass: db.serverless } }`,
).join('')}
`;
/** A hosted zone with one record. */
const zone = (policy: string) => `
  Zone: { Type: AWS::Route53::HostedZone, Properties: { Name: example.com } }
  Web:
    Type: AWS::Route53::RecordSet
    Properties: { HostedZoneId: !Ref Zone, Name: example.com, Type: A, SetIdentifier: web, ${policy} }
`;
/** A service behind a load balancer, and where it stores. */
const counted = (tasks: number, database = 'postgres://db/app') => `
  Web:
    Type: AWS::ECS::Service
    Properties: { DesiredCount: ${tasks}, TaskDefinition: !Ref Definition, LoadBalancers: [{ TargetGroupArn: web }] }
  Definition:
    Type: AWS::ECS::TaskDefinition
    Properties: { ContainerDefinitions: [{ Environment: [{ Name: DATABASE_URL, Value: '${database}' }] }] }
`;
const global = (isProtected: boolean) => `
  Table:
    Type: AWS::DynamoDB::GlobalTable
    Properties:
      Replicas:
        - { Region: eu-west-1, DeletionProtectionEnabled: true }
        - { Region: eu-central-1, DeletionProtectionEnabled: ${isProtected} }
`;
/** An instance in the default group of its VPC, and the record of its address. */
const published = `
  App: { Type: AWS::EC2::Instance }
  Address: { Type: AWS::EC2::EIP, Properties: { InstanceId: !Ref App } }
  Record:
    Type: AWS::Route53::RecordSet
    Properties: { HostedZoneId: Z1, Name: app.example.com, Type: A, ResourceRecords: [!Ref Address] }
`;
/** A function in one subnet, with what invokes it. */
const zonal = (callers: string) => `
  Subnet: { Type: AWS::EC2::Subnet, Properties: { AvailabilityZone: eu-west-1a } }
  Work: { Type: AWS::Lambda::Function, Properties: { VpcConfig: { SubnetIds: [!Ref Subnet] } } }
  ${callers}
`;
const POLLED = `Jobs: { Type: AWS::SQS::Queue }
  Poll: { Type: AWS::Lambda::EventSourceMapping, Properties: { EventSourceArn: !GetAtt Jobs.Arn, FunctionName: !Ref Work } }
  Alarm: { Type: AWS::CloudWatch::Alarm, Properties: { Dimensions: [{ Name: FunctionName, Value: !Ref Work }] } }`;
const GROUP =
  'Group: { Type: AWS::AutoScaling::AutoScalingGroup, Properties: { VPCZoneIdentifier: [!Ref Subnet] } }';
/** A VPC with a subnet in one zone, and something beside. */
const network = (more: string) => `
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
  Subnet: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, AvailabilityZone: eu-west-1a } }
  ${more}
`;

describe('a finding matters as much as what it leads to', () => {
  test.each([
    ['a message that is processed twice', 'HA-SQS-4', polled(30), ['warning']],
    ['a message that may be, under throttling', 'HA-SQS-4', polled(60), ['info']],
    ['a bucket without versions', 'HA-S3-1', bucket(''), ['warning']],
    [
      'a bucket without versions of what is deleted after a while',
      'HA-S3-1',
      bucket('ExpirationInDays: 30'),
      ['info'],
    ],
    [
      'a bucket without versions of which a part is deleted after a while',
      'HA-S3-1',
      bucket('ExpirationInDays: 30, Prefix: tmp/'),
      ['warning'],
    ],
    ['the only NAT gateway, which HA-NET-3 speaks of', 'HA-NET-2', crossed(''), []],
    [
      'a NAT gateway of another zone, beside one of the own',
      'HA-NET-2',
      crossed('NatB: { Type: AWS::EC2::NatGateway, Properties: { SubnetId: !Ref PublicB } }'),
      ['warning'],
    ],
    ['no failover, where HA-CACHE-3 speaks', 'HA-CACHE-1', cache(1), []],
    ['one zone, where HA-CACHE-3 speaks', 'HA-CACHE-2', cache(1), []],
    ['a database that HA-AUR-7 speaks of', 'HA-OPS-2', cluster(7), ['info']],
    ['a table that is deleted with its stack', 'HA-OPS-2', table(true), ['warning']],
    [
      'a secret that is deleted with its stack',
      'HA-OPS-2',
      'Password: { Type: AWS::SecretsManager::Secret }',
      ['info'],
    ],
    ['a vault without a lock, or a policy', 'HA-BKP-4', vault(''), ['info', 'info']],
    [
      'a lock that refuses what a plan sends',
      'HA-BKP-4',
      vault('LockConfiguration: { MinRetentionDays: 35 }'),
      ['warning', 'info'],
    ],
    ['a queue without dead letters', 'HA-SQS-1', 'Orders: { Type: AWS::SQS::Queue }', ['warning']],
    [
      'a queue for dead letters that nothing sends to',
      'HA-SQS-1',
      'OrdersDlq: { Type: AWS::SQS::Queue }',
      ['warning'],
    ],
    [
      'a queue for dead letters by its whole name',
      'HA-SQS-1',
      'OrdersDeadLetterQueue: { Type: AWS::SQS::Queue }',
      ['warning'],
    ],
    ['dead letters that are kept as long as the others', 'HA-SQS-3', dead(4, 4), ['warning']],
    ['dead letters that are kept as long as they can be', 'HA-SQS-3', dead(14, 14), ['info']],
    ['one task', 'HA-ECS-1', lone('LoadBalancers: [{ TargetGroupArn: web }]'), ['error']],
    ['one task that nobody asks anything', 'HA-ECS-1', lone(), ['warning']],
    [
      'one task by intent that is asked',
      'HA-ECS-1',
      lone(
        'LoadBalancers: [{ TargetGroupArn: web }], DeploymentConfiguration: { MaximumPercent: 100 }',
      ),
      ['error'],
    ],
    [
      'one task that works off a queue',
      'HA-ECS-1',
      [receiver, lone('TaskDefinition: !Ref Definition')],
      ['info'],
    ],
    [
      'one task that works off a queue, and is asked',
      'HA-ECS-1',
      [receiver, lone('TaskDefinition: !Ref Definition, LoadBalancers: [{ TargetGroupArn: web }]')],
      ['error'],
    ],
    ['no task, until somebody starts some', 'HA-ECS-1', counted(0), ['info']],
    ['one task that writes a file', 'HA-ECS-1', counted(1, 'sqlite:////data/app.db'), ['warning']],
    ['one task that writes a file', 'HA-ECS-9', counted(1, 'sqlite:////data/app.db'), []],
    ['one task that a server stores for', 'HA-ECS-1', counted(1, 'postgres://db/app'), ['error']],
    ['one instance', 'HA-ASG-3', few(4), ['error']],
    ['one instance, never more', 'HA-ASG-3', few(1), ['warning']],
    ['one instance that works off a queue', 'HA-ASG-3', [receiver, few(4, template)], ['info']],
    [
      'one instance that works off a queue, and is asked',
      'HA-ASG-3',
      [receiver, few(4, `${template}, TargetGroupARNs: [web]`)],
      ['error'],
    ],
    ['a certificate that is renewed by mail', 'HA-SEC-1', listener('EMAIL'), ['warning']],
    ['a certificate of another Region', 'HA-SEC-1', elsewhere, ['error']],
    ['an instance that anyone may ask', 'HA-OTH-4', instance('CidrIp: 0.0.0.0/0'), ['error']],
    ['an instance that some may ask', 'HA-OTH-4', instance('CidrIp: 10.0.0.0/8'), ['warning']],
    ['a cache without a replica', 'HA-CACHE-3', cache(1), ['error']],
    ['no failover to a replica', 'HA-CACHE-1', cache(2), ['error']],
    ['a replica in the zone of its primary', 'HA-CACHE-2', cache(2), ['error']],
    ['no room for the instances of a zone', 'HA-ASG-8', group(4, 5), ['warning']],
    ['no room at all, which HA-ASG-7 speaks of', 'HA-ASG-8', group(4, 4), ['info']],
    ['an event for a function that keeps nothing', 'HA-SQS-9', event('Work.Arn'), ['warning']],
    ['an event for a function that keeps its failures', 'HA-SQS-9', event('Keeps.Arn'), ['info']],
    ['an event for people', 'HA-SQS-9', event('People.TopicArn'), ['info']],
    ['files without any backup', 'HA-BKP-1', 'Files: { Type: AWS::EFS::FileSystem }', ['warning']],
    [
      'data with too few backups of its own, of which HA-AUR-6 speaks',
      'HA-BKP-1',
      cluster(1),
      ['info'],
    ],
    ['a table without recovery, of which HA-DDB-1 speaks', 'HA-BKP-1', table(false), ['info']],
    ['a table without recovery', 'HA-DDB-1', table(false), ['warning']],
    ['a table without recovery, whose items expire', 'HA-DDB-1', table(false, EXPIRING), ['info']],
    [
      'a table whose items expire, deleted with its stack',
      'HA-OPS-2',
      table(true, EXPIRING),
      ['info'],
    ],
    ['a function of one zone', 'HA-LAM-1', zonal(''), ['error']],
    ['a function of one zone that works off a queue', 'HA-LAM-1', zonal(POLLED), ['warning']],
    [
      'a function of one zone that works off a queue, and is asked',
      'HA-LAM-1',
      zonal(`${POLLED}
  Url: { Type: AWS::Lambda::Url, Properties: { TargetFunctionArn: !GetAtt Work.Arn } }`),
      ['error'],
    ],
    [
      'a database that says that it is to be deleted',
      'HA-AUR-7',
      'Db: { Type: AWS::RDS::DBCluster, DeletionPolicy: Delete, UpdateReplacePolicy: Delete }',
      ['info', 'info'],
    ],
    ['a serverless writer alone, from zero on', 'HA-AUR-10', serverless(1), ['info']],
    ['a serverless writer with a reader, from zero on', 'HA-AUR-10', serverless(2), ['warning']],
    ['a zone of one place', 'HA-DNS-11', zone(''), ['info']],
    ['a zone that fails over', 'HA-DNS-11', zone('Failover: PRIMARY'), ['warning']],
    ['a zone that shares traffic', 'HA-DNS-11', zone('Weight: 1'), ['warning']],
    ['a network of one zone', 'HA-NET-1', network(''), ['error']],
    [
      'a network of one zone, with its ways out',
      'HA-NET-1',
      network('Nat: { Type: AWS::EC2::NatGateway, Properties: { SubnetId: !Ref Subnet } }'),
      ['error'],
    ],
    [
      'a network of one zone, and what may be in it',
      'HA-NET-1',
      `
Parameters: { Has: { Type: String, AllowedValues: ['yes', 'no'], Default: 'yes' } }
Conditions: { Has: !Equals [!Ref Has, 'yes'] }
Resources:
${network('App: { Type: AWS::EC2::Instance, Condition: Has, Properties: { SubnetId: !Ref Subnet } }')}`,
      ['info'],
    ],
    ['a network of one zone, and what is in it', 'HA-NET-1', network(GROUP), ['info']],
    [
      'a network of one zone, and what is in it, shown to people',
      'HA-NET-1',
      `Resources:\n${network(GROUP)}\nOutputs: { Id: { Value: !Ref Subnet } }`,
      ['info'],
    ],
    [
      'a network of one zone, handed to others',
      'HA-NET-1',
      `Resources:\n${network(GROUP)}\nOutputs: { Id: { Value: !Ref Subnet, Export: { Name: subnet } } }`,
      ['error'],
    ],
    ['a group without an update policy', 'HA-ASG-6', GROUP, ['warning']],
    [
      'a group without an update policy that CodeDeploy deploys to',
      'HA-ASG-6',
      `
      ${GROUP}
      Deploys: { Type: AWS::CodeDeploy::DeploymentGroup, Properties: { AutoScalingGroups: [!Ref Group] } }`,
      ['info'],
    ],
    ['a table that is to be deleted with its stack', 'HA-OPS-2', disposable, ['info']],
    ['a table that is protected against deletion', 'HA-OPS-2', table(true, PROTECTED), ['info']],
    ['a database that is deleted when it is replaced', 'HA-AUR-7', cluster(7), ['warning']],
    [
      'a database that is protected, and deleted when it is replaced',
      'HA-AUR-7',
      cluster(7, 'DeletionProtection: true'),
      ['info'],
    ],
    ['a table without recovery that is to be deleted', 'HA-DDB-1', disposable, ['info']],
    ['a table of locks without recovery', 'HA-DDB-1', locks, ['info']],
    ['the only instance behind a load balancer', 'HA-ASG-15', targets(['a']), ['error']],
    ['two instances in one zone behind it', 'HA-ASG-15', targets(['a', 'a']), ['error']],
    ['two instances in two zones behind it', 'HA-ASG-15', targets(['a', 'b']), ['warning']],
    ['one target', 'HA-ALB-5', shifted(1), ['info']],
    ['two targets', 'HA-ALB-5', shifted(2), ['warning']],
    ['a load balancer as the target', 'HA-ALB-5', handed('alb', 'arn:aws:web'), ['warning']],
    ['a function as the target', 'HA-ALB-5', handed('lambda', '!GetAtt Work.Arn'), ['warning']],
    ['a check more than by default', 'HA-ALB-7', noticed(3), ['info']],
    ['three checks more than by default', 'HA-ALB-7', noticed(5), ['warning']],
    ['a minute to start in', 'HA-ECS-5', started(30), ['info']],
    ['20 seconds to start in', 'HA-ECS-5', started(10), ['warning']],
    ['a minute, of what says that it takes as long', 'HA-ECS-5', started(30, 90), ['warning']],
    [
      'a group elsewhere, of what takes 90 seconds',
      'HA-ECS-5',
      startedAt('arn:aws:web', 90),
      ['warning'],
    ],
    [
      'an event for people elsewhere',
      'HA-SQS-9',
      told('arn:aws:sns:eu-west-1:111122223333:people'),
      ['info'],
    ],
    [
      'an event for a queue elsewhere',
      'HA-SQS-9',
      told('arn:aws:sqs:eu-west-1:111122223333:work'),
      ['warning'],
    ],
    ['an alarm that is handed on', 'HA-SQS-9', handedOn('AlarmActions: [!Ref Topic]'), ['info']],
    ['what is handed on beside an alarm', 'HA-SQS-9', handedOn(''), ['warning']],
    [
      'log events that a function fails on',
      'HA-LAM-2',
      subscribed(
        'AWS::Logs::SubscriptionFilter, Properties: { DestinationArn: !GetAtt Work.Arn } ',
      ),
      ['info'],
    ],
    [
      'messages that a function fails on',
      'HA-LAM-2',
      subscribed('AWS::SNS::Subscription, Properties: { Endpoint: !GetAtt Work.Arn } '),
      ['warning'],
    ],
    ['one bastion', 'HA-ASG-3', open(22, few(1, template)), ['info']],
    [
      'one instance that some may ask',
      'HA-ASG-3',
      open(80, few(1, template), '10.0.0.0/8'),
      ['warning'],
    ],
    ['one instance that anyone may ask', 'HA-ASG-3', open(80, few(1, template)), ['error']],
    [
      'one task that anyone may ask',
      'HA-ECS-1',
      open(
        80,
        lone('NetworkConfiguration: { AwsvpcConfiguration: { SecurityGroups: [!Ref Open] } }'),
      ),
      ['error'],
    ],
    [
      'one task that administrators may ask',
      'HA-ECS-1',
      open(
        22,
        lone('NetworkConfiguration: { AwsvpcConfiguration: { SecurityGroups: [!Ref Open] } }'),
      ),
      ['warning'],
    ],
    ['a plan without restore tests, which may be elsewhere', 'HA-BKP-5', planned, ['info']],
    [
      'a search domain of one zone',
      'HA-OTH-2',
      domain('DedicatedMasterEnabled: true, DedicatedMasterCount: 3'),
      ['error'],
    ],
    [
      'a search domain of one node',
      'HA-OTH-2',
      domain('DedicatedMasterEnabled: false', 1),
      ['info', 'error', 'info'],
    ],
    [
      'a search domain of two nodes, and three masters',
      'HA-OTH-2',
      domain(
        'DedicatedMasterEnabled: true, DedicatedMasterCount: 3, ZoneAwarenessEnabled: true',
        2,
      ),
      ['info'],
    ],
    [
      'a search domain of two nodes',
      'HA-OTH-2',
      domain('ZoneAwarenessEnabled: true', 2),
      ['error', 'warning'],
    ],
    [
      'a classic load balancer of one zone',
      'HA-ALB-12',
      'Old: { Type: AWS::ElasticLoadBalancing::LoadBalancer, Properties: { AvailabilityZones: [eu-west-1a] } }',
      ['warning', 'warning', 'error'],
    ],
    ['a global table that is protected', 'HA-OPS-2', global(true), ['info']],
    ['a global table that is protected in one Region', 'HA-OPS-2', global(false), ['warning']],
    ['an instance that a record leads to', 'HA-OTH-4', published, ['warning']],
    [
      'a search domain without dedicated masters',
      'HA-OTH-2',
      domain('ZoneAwarenessEnabled: true'),
      ['warning'],
    ],
  ] as const)('%s', (_, rule, sample, levels) => {
    expect(level(rule, sample)).toEqual(levels);
  });

  test('no rule about what somebody may delete, or is not told of, is an error', () => {
    const hygiene = rules.filter(({ controls }) =>
      ['deletion', 'observability'].includes(controls ?? ''),
    );
    expect(hygiene.length).toBeGreaterThan(10);
    expect(hygiene.filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});
