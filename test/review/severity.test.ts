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
const cluster = (days: number) =>
  `Db: { Type: AWS::RDS::DBCluster, Properties: { BackupRetentionPeriod: ${days} } }`;
const table = (isOn: boolean) => `
  Table:
    Type: AWS::DynamoDB::Table
    Properties: { PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: ${isOn} } }
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
const domain = (more: string) => `
  Search:
    Type: AWS::OpenSearchService::Domain
    Properties: { ClusterConfig: { InstanceCount: 3, ${more} } }
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
    ['the only NAT gateway, which HA-NET-3 speaks of', 'HA-NET-2', crossed(''), ['info']],
    [
      'a NAT gateway of another zone, beside one of the own',
      'HA-NET-2',
      crossed('NatB: { Type: AWS::EC2::NatGateway, Properties: { SubnetId: !Ref PublicB } }'),
      ['warning'],
    ],
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
    ['a queue without dead letters', 'HA-SQS-1', 'Orders: { Type: AWS::SQS::Queue }', ['error']],
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
    ['no room for the instances of a zone', 'HA-ASG-8', group(4, 5), ['warning']],
    ['no room at all, which HA-ASG-7 speaks of', 'HA-ASG-8', group(4, 4), ['info']],
    ['an event for a function that keeps nothing', 'HA-SQS-9', event('Work.Arn'), ['warning']],
    ['an event for a function that keeps its failures', 'HA-SQS-9', event('Keeps.Arn'), ['info']],
    ['an event for people', 'HA-SQS-9', event('People.TopicArn'), ['info']],
    ['data without any backup', 'HA-BKP-1', cluster(1), ['warning']],
    ['data with a week of automated backups alone', 'HA-BKP-1', cluster(7), ['info']],
    ['a table without recovery', 'HA-BKP-1', table(false), ['warning']],
    ['a table with point-in-time recovery alone', 'HA-BKP-1', table(true), ['info']],
    [
      'a search domain of one zone',
      'HA-OTH-2',
      domain('DedicatedMasterEnabled: true, DedicatedMasterCount: 3'),
      ['error'],
    ],
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
