import { Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { RemovalPolicy, Token } from 'aws-cdk-lib/core';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  GlobalDatastoreMember,
  ValkeyCache,
  type ValkeyCacheProps,
} from '../../../constructs/cache/index.ts';
import { RegionalKey } from '../../../constructs/security/index.ts';
import { testStack } from '../../support/app.ts';
import { findings, unacknowledged } from '../../support/compliance.ts';
import type { Template as Rendered } from '../../support/templates.ts';

const GROUP = 'AWS::ElastiCache::ReplicationGroup';

function define(props: Partial<ValkeyCacheProps> = {}) {
  const stack = testStack();
  const vpc = new ec2.Vpc(stack, 'Vpc', {
    availabilityZones: ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'],
    natGateways: 0,
    subnetConfiguration: [
      { name: 'isolated', subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
      { name: 'public', subnetType: ec2.SubnetType.PUBLIC },
    ],
  });
  const { key } = new RegionalKey(stack, 'Key');
  return { stack, cache: new ValkeyCache(stack, 'Cache', { vpc, encryptionKey: key, ...props }) };
}

describe('with its defaults', () => {
  const { stack, cache } = define();
  let template: Template;
  beforeAll(() => {
    template = Template.fromStack(stack);
  });
  const has = (properties: object) => template.hasResourceProperties(GROUP, properties);

  test('an Availability Zone can be lost: a replica in another one becomes the primary by itself', () => {
    has({ MultiAZEnabled: true, AutomaticFailoverEnabled: true, NumCacheClusters: 2 });
  });

  test('nodes may be placed in every Availability Zone of the isolated subnets', () => {
    template.hasResourceProperties('AWS::ElastiCache::SubnetGroup', {
      SubnetIds: [1, 2, 3].map((zone) => ({
        Ref: Match.stringLikeRegexp(`^VpcisolatedSubnet${zone}`),
      })),
    });
    has({ CacheSubnetGroupName: { Ref: Match.stringLikeRegexp('^CacheSubnetGroup') } });
  });

  test('it is a replication group, and never a cluster of its own', () => {
    template.resourceCountIs('AWS::ElastiCache::CacheCluster', 0);
    template.resourceCountIs(GROUP, 1);
  });

  test('snapshots are kept for 15 days and are taken before the maintenance window', () => {
    has({
      SnapshotRetentionLimit: 15,
      SnapshotWindow: '01:00-02:00',
      PreferredMaintenanceWindow: 'wed:03:00-wed:04:00',
      AutoMinorVersionUpgrade: true,
    });
  });

  test('deleting or replacing the cache takes a last snapshot', () => {
    template.hasResource(GROUP, { DeletionPolicy: 'Snapshot', UpdateReplacePolicy: 'Snapshot' });
  });

  test('nothing is stored or sent in the clear', () => {
    has({
      AtRestEncryptionEnabled: true,
      KmsKeyId: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Key'), 'Arn'] },
      TransitEncryptionEnabled: true,
      TransitEncryptionMode: 'required',
    });
  });

  test('only a user that authenticates by IAM exists, and no default user', () => {
    template.resourceCountIs('AWS::ElastiCache::User', 1);
    template.hasResourceProperties('AWS::ElastiCache::User', {
      AccessString:
        'on ~* &* +@all -@admin -@dangerous +cluster|slots +cluster|shards +cluster|nodes',
      AuthenticationMode: { Type: 'iam' },
      Engine: 'valkey',
      UserId: cache.userName,
      UserName: cache.userName,
      NoPasswordRequired: Match.absent(),
      Passwords: Match.absent(),
    });
    expect(cache.userName).toMatch(/^[a-z][a-z0-9-]{1,39}$/);
    template.hasResourceProperties('AWS::ElastiCache::UserGroup', {
      Engine: 'valkey',
      UserIds: [{ Ref: Match.stringLikeRegexp('^CacheUser') }],
    });
    has({ UserGroupIds: [{ Ref: Match.stringLikeRegexp('^CacheUserGroup') }] });
  });

  test('slow commands and the engine log are kept encrypted for a year', () => {
    has({
      LogDeliveryConfigurations: ['slow-log', 'engine-log'].map((LogType) => ({
        LogType,
        LogFormat: 'json',
        DestinationType: 'cloudwatch-logs',
        DestinationDetails: { CloudWatchLogsDetails: { LogGroup: { Ref: Match.anyValue() } } },
      })),
    });
    template.resourcePropertiesCountIs(
      'AWS::Logs::LogGroup',
      {
        RetentionInDays: 365,
        KmsKeyId: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Key'), 'Arn'] },
      },
      2,
    );
    template.allResources('AWS::Logs::LogGroup', { DeletionPolicy: 'Retain' });
  });

  test('nobody reaches the nodes until a connection is allowed, and they reach nobody', () => {
    template.resourceCountIs('AWS::EC2::SecurityGroupIngress', 0);
    template.hasResourceProperties('AWS::EC2::SecurityGroup', {
      GroupDescription: 'Nodes of the Valkey cache',
      SecurityGroupIngress: Match.absent(),
      SecurityGroupEgress: [Match.objectLike({ CidrIp: '255.255.255.255/32' })],
    });
  });

  test('it is Valkey in the mode that every client speaks, with memory kept free for snapshots', () => {
    has({ Engine: 'valkey', EngineVersion: '8.2', CacheNodeType: 'cache.m7g.large', Port: 6379 });
    has({ NumNodeGroups: Match.absent(), ReplicasPerNodeGroup: Match.absent() });
    template.hasResourceProperties('AWS::ElastiCache::ParameterGroup', {
      CacheParameterGroupFamily: 'valkey8',
      Properties: { 'cluster-enabled': 'no', 'reserved-memory-percent': '25' },
    });
  });

  test('clients connect to the primary and may spread reads over the replicas', () => {
    expect(stack.resolve([cache.endpointAddress, cache.readerEndpointAddress, cache.port])).toEqual(
      [
        { 'Fn::GetAtt': [expect.any(String), 'PrimaryEndPoint.Address'] },
        { 'Fn::GetAtt': [expect.any(String), 'ReaderEndPoint.Address'] },
        6379,
      ],
    );
  });

  test('it stands alone: no Global Datastore', () => {
    template.resourceCountIs('AWS::ElastiCache::GlobalReplicationGroup', 0);
    has({ GlobalReplicationGroupId: Match.absent() });
  });

  test('all packs are clean, with one acknowledgement', () => {
    expect(unacknowledged(stack).filter((finding) => !finding.includes('Test/Vpc'))).toEqual([]);
    expect(findings(cache).map(({ ruleId, path }) => `${ruleId} ${path}`)).toEqual([
      'AwsSolutions-AEC6 Test/Cache/Resource',
    ]);
  });
});

describe('with each prop', () => {
  test('more shards turn cluster mode on, and their number can change in place', () => {
    const { stack, cache } = define({ shards: 3, replicasPerShard: 2 });
    const template = Template.fromStack(stack);
    template.hasResource(GROUP, {
      Properties: { NumNodeGroups: 3, ReplicasPerNodeGroup: 2, NumCacheClusters: Match.absent() },
      UpdatePolicy: { UseOnlineResharding: true },
    });
    template.hasResourceProperties('AWS::ElastiCache::ParameterGroup', {
      Properties: { 'cluster-enabled': 'yes' },
    });
    expect(stack.resolve(cache.endpointAddress)).toEqual({
      'Fn::GetAtt': [expect.any(String), 'ConfigurationEndPoint.Address'],
    });
    expect(cache.readerEndpointAddress).toBeUndefined();
  });

  test('size, replicas and windows are those given', () => {
    const { stack } = define({
      instanceType: new ec2.InstanceType('t4g.micro'),
      replicasPerShard: 2,
      maintenanceWindow: 'sun:23:30-mon:00:30',
      snapshotWindow: '21:00-22:00',
    });
    Template.fromStack(stack).hasResourceProperties(GROUP, {
      CacheNodeType: 'cache.t4g.micro',
      NumCacheClusters: 3,
      PreferredMaintenanceWindow: 'sun:23:30-mon:00:30',
      SnapshotWindow: '21:00-22:00',
    });
  });

  test('the nodes live in the given subnets', () => {
    const { stack } = define({ vpcSubnets: { subnetType: ec2.SubnetType.PUBLIC } });
    Template.fromStack(stack).hasResourceProperties('AWS::ElastiCache::SubnetGroup', {
      SubnetIds: Match.arrayWith([{ Ref: Match.stringLikeRegexp('^Vpcpublic') }]),
    });
  });

  test('values that are known only at deployment are left alone', () => {
    expect(() =>
      define({
        shards: Token.asNumber({ Ref: 'Shards' }),
        maintenanceWindow: Token.asString({ Ref: 'Window' }),
      }),
    ).not.toThrow();
  });
});

describe('grants', () => {
  test('an identity may connect to this cache as its user, and do nothing else', () => {
    const { stack, cache } = define();
    const role = new iam.Role(stack, 'Role', {
      assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com'),
    });
    cache.grantConnect(role);
    const arn = (resource: string, name: unknown) => ({
      'Fn::Join': [
        '',
        [
          'arn:aws:elasticache:eu-west-1:',
          { Ref: 'AWS::AccountId' },
          ...(typeof name === 'string' ? [`:${resource}:${name}`] : [`:${resource}:`, name]),
        ],
      ],
    });
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: [
          {
            Action: 'elasticache:Connect',
            Effect: 'Allow',
            Resource: [
              arn('replicationgroup', { Ref: stack.getLogicalId(cache.replicationGroup) }),
              arn('user', cache.userName),
            ],
          },
        ],
      },
    });
  });

  test('an allowed connection opens the port of the cache', () => {
    const { stack, cache } = define();
    cache.connections.allowDefaultPortFrom(ec2.Peer.ipv4('10.0.0.0/16'));
    Template.fromStack(stack).hasResourceProperties('AWS::EC2::SecurityGroup', {
      SecurityGroupIngress: [Match.objectLike({ CidrIp: '10.0.0.0/16', FromPort: 6379 })],
    });
  });
});

describe('as a member of a Global Datastore', () => {
  test('the primary creates it and is retained with it', () => {
    const { stack } = define({ globalDatastore: GlobalDatastoreMember.primary('orders') });
    const template = Template.fromStack(stack);
    template.hasResource('AWS::ElastiCache::GlobalReplicationGroup', {
      Properties: {
        GlobalReplicationGroupIdSuffix: 'orders',
        AutomaticFailoverEnabled: true,
        Members: [
          {
            ReplicationGroupId: { Ref: Match.stringLikeRegexp('^Cache') },
            ReplicationGroupRegion: 'eu-west-1',
            Role: 'PRIMARY',
          },
        ],
      },
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
    });
    template.hasResource(GROUP, {
      Properties: { Engine: 'valkey', GlobalReplicationGroupId: Match.absent() },
      DeletionPolicy: 'Retain',
    });
  });

  test('what it stands on is retained with it, and all of it goes where that is asked for', () => {
    const globalDatastore = GlobalDatastoreMember.primary('orders');
    const kept = (props: Partial<ValkeyCacheProps>) => {
      const { stack } = define({ globalDatastore, ...props });
      const { Resources }: Rendered = Template.fromStack(stack).toJSON() as Rendered;
      return Object.values(Resources)
        .filter(({ DeletionPolicy = 'Delete' }) => DeletionPolicy !== 'Delete')
        .map(({ Type }) => Type)
        .filter((type) => /ElastiCache|SecurityGroup/.test(type))
        .sort();
    };
    expect(kept({})).toEqual([
      'AWS::EC2::SecurityGroup',
      'AWS::ElastiCache::GlobalReplicationGroup',
      'AWS::ElastiCache::ParameterGroup',
      'AWS::ElastiCache::ReplicationGroup',
      'AWS::ElastiCache::SubnetGroup',
      'AWS::ElastiCache::User',
      'AWS::ElastiCache::UserGroup',
    ]);
    expect(kept({ removalPolicy: RemovalPolicy.DESTROY })).toEqual([]);
  });

  describe.each([
    { shards: 1, nodes: { NumCacheClusters: 2, ReplicasPerNodeGroup: Match.absent() } },
    { shards: 2, nodes: { NumCacheClusters: Match.absent(), ReplicasPerNodeGroup: 1 } },
  ])('as a secondary with $shards shard(s)', ({ shards, nodes }) => {
    const { stack, cache } = define({
      shards,
      instanceType: new ec2.InstanceType('r7g.xlarge'),
      globalDatastore: GlobalDatastoreMember.secondary('orders', 'eu-central-1'),
    });
    const template = Template.fromStack(stack);

    test('it joins by the name that the primary Region gives, with nothing referred to', () => {
      template.hasResourceProperties(GROUP, { GlobalReplicationGroupId: 'iudkw-orders' });
      template.resourceCountIs('AWS::ElastiCache::GlobalReplicationGroup', 0);
    });

    test('it can lose an Availability Zone as well', () => {
      template.hasResourceProperties(GROUP, {
        ...nodes,
        MultiAZEnabled: true,
        AutomaticFailoverEnabled: true,
      });
    });

    test('what it takes over from the primary is left out', () => {
      for (const inherited of [
        'Engine',
        'EngineVersion',
        'CacheNodeType',
        'CacheParameterGroupName',
        'NumNodeGroups',
        'TransitEncryptionEnabled',
        'TransitEncryptionMode',
        'AtRestEncryptionEnabled',
      ]) {
        template.hasResourceProperties(GROUP, { [inherited]: Match.absent() });
      }
      template.resourceCountIs('AWS::ElastiCache::ParameterGroup', 0);
    });

    test('key, users, network, snapshots and logs are its own', () => {
      template.hasResourceProperties(GROUP, {
        KmsKeyId: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Key'), 'Arn'] },
        UserGroupIds: [{ Ref: Match.stringLikeRegexp('^CacheUserGroup') }],
        SnapshotRetentionLimit: 15,
      });
    });

    test('all packs are clean, with three acknowledgements', () => {
      expect(unacknowledged(cache)).toEqual([]);
      expect(findings(cache).map(({ ruleId }) => ruleId)).toEqual([
        'AwsSolutions-AEC3',
        'AwsSolutions-AEC5',
        'AwsSolutions-AEC6',
      ]);
    });
  });

  test('fails for a Region whose prefix AWS does not publish', () => {
    expect(() => GlobalDatastoreMember.secondary('orders', 'eu-south-9')).toThrow(
      /'createdIn' must be a Region .*us-west-2\), got eu-south-9: create the Global Datastore/,
    );
    expect(() =>
      GlobalDatastoreMember.secondary('orders', Token.asString({ Ref: 'AWS::Region' })),
    ).toThrow(/got a Region that is not known before deployment/);
  });
});

const secondary = GlobalDatastoreMember.secondary('orders', 'eu-west-2');

test.each<[string, Partial<ValkeyCacheProps>, string]>([
  [
    'subnets of one Availability Zone',
    { vpcSubnets: { availabilityZones: ['eu-west-1b'] } },
    "'vpcSubnets' must select subnets in at least 2 Availability Zones, so that a replica survives the loss of one, got 1 (eu-west-1b): left out, it selects the isolated subnets of 'vpc'; select others, or pass a VPC over more zones",
  ],
  ['no shard', { shards: 0 }, "'shards' must be a whole number from 1 to 500, got 0"],
  ['too many shards', { shards: 501 }, 'got 501'],
  ['half a shard', { shards: 1.5 }, 'got 1.5'],
  [
    'no replica',
    { replicasPerShard: 0 },
    "'replicasPerShard' must be a whole number from 1, to survive the loss of one Availability Zone, to 5, the most that ElastiCache offers, got 0",
  ],
  ['too many replicas', { replicasPerShard: 6 }, 'got 6'],
  [
    'a maintenance window without days',
    { maintenanceWindow: '03:00-04:00' },
    "'maintenanceWindow' must look like 'wed:03:00-wed:04:00', got '03:00-04:00'",
  ],
  [
    'a snapshot window at no time of the day',
    { snapshotWindow: '24:00-25:00' },
    "'snapshotWindow' must look like '01:00-02:00', got '24:00-25:00'",
  ],
  [
    'a burstable node in a Global Datastore',
    { globalDatastore: secondary, instanceType: new ec2.InstanceType('t4g.medium') },
    "'instanceType' must be of size large or more of the families c7gn, m5, m6g, m7g, r5, r6g, r6gd, r7g in a Global Datastore, got t4g.medium",
  ],
  [
    'a small node in a Global Datastore',
    { globalDatastore: secondary, instanceType: new ec2.InstanceType('m6g.medium') },
    'got m6g.medium',
  ],
  [
    'a suffix that no Global Datastore can have',
    { globalDatastore: GlobalDatastoreMember.primary('1st') },
    "'globalDatastore' must have a suffix of 1 to 34 letters, digits or '-' that begins with a letter, got '1st'",
  ],
])('fails with %s', (_, props, message) => {
  expect(() => define(props)).toThrow(message);
});

test('fails with every mistake at once', () => {
  expect(() => define({ shards: 0, replicasPerShard: 9 })).toThrow(
    /'shards'[\s\S]*'replicasPerShard'/,
  );
});
