import { Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as rds from 'aws-cdk-lib/aws-rds';
import { Stack } from 'aws-cdk-lib/core';
import { describe, expect, test } from 'vitest';
import { AuroraCapacity, AuroraCluster } from '../../../constructs/database/index.ts';
import { testApp, testStack } from '../../support/app.ts';
import { findings, unacknowledged } from '../../support/compliance.ts';
import { clusterIn, FIRST, keyArn, primary, provisioned, SECOND, secondary } from './support.ts';

const CLUSTER = 'AWS::RDS::DBCluster';
const INSTANCE = 'AWS::RDS::DBInstance';

type Properties = Record<
  | 'AvailabilityZone'
  | 'DBClusterIdentifier'
  | 'DBInstanceClass'
  | 'PreferredMaintenanceWindow'
  | 'PromotionTier'
  | 'PubliclyAccessible'
  | 'SourceSecurityGroupId',
  unknown
>;

/** The properties of all resources of a type, in the order of their logical ids. */
function properties(template: Template, type: string): Properties[] {
  return Object.entries(template.findResources(type))
    .sort(([one], [other]) => one.localeCompare(other))
    .map(([, { Properties }]) => Properties);
}

describe('a cluster of a single Region', () => {
  const { stack, database } = clusterIn(FIRST, { capacity: provisioned(3) });
  const template = Template.fromStack(stack);
  const instances = properties(template, INSTANCE);

  test('AUR-1: an AZ can be lost without the database: another instance is in another AZ', () => {
    expect(instances.map((instance) => instance.AvailabilityZone)).toEqual([
      'eu-west-1a',
      'eu-west-1b',
      'eu-west-1c',
    ]);
  });

  test('AUR-2: the subnet group spans all AZs of the network', () => {
    template.hasResourceProperties('AWS::RDS::DBSubnetGroup', {
      SubnetIds: [1, 2, 3].map((index) => ({
        Ref: Match.stringLikeRegexp(`^VpcIsolatedSubnet${index}`),
      })),
    });
  });

  test('AUR-3: a reader of tier 0 or 1 becomes the writer, the first reader first', () => {
    expect(instances.map((instance) => instance.PromotionTier)).toEqual([0, 0, 1]);
  });

  test('AUR-4: the next writer is of the class of the writer', () => {
    expect(new Set(instances.map((instance) => instance.DBInstanceClass))).toEqual(
      new Set(['db.r7g.large']),
    );
  });

  test('an update changes one instance after the other, never the writer with its readers', () => {
    const ids = Object.keys(template.findResources(INSTANCE)).sort();
    const order = ids.map((id) => template.toJSON().Resources[id].DependsOn ?? []);
    expect(order.map((before) => ids.filter((id) => before.includes(id)))).toEqual([
      [],
      [ids[0]],
      [ids[1]],
    ]);
  });

  test('AUR-5: the cluster cannot be deleted by accident', () => {
    template.hasResourceProperties(CLUSTER, { DeletionProtection: true });
  });

  test('AUR-6: any second of the last 35 days can be restored', () => {
    template.hasResourceProperties(CLUSTER, { BackupRetentionPeriod: 35 });
  });

  test('AUR-7: the data outlives the resource, as a snapshot', () => {
    template.hasResource(CLUSTER, { DeletionPolicy: 'Snapshot', UpdateReplacePolicy: 'Snapshot' });
    template.allResources(INSTANCE, { DeletionPolicy: 'Delete', UpdateReplacePolicy: 'Delete' });
  });

  test('AUR-8: nothing of the database is an instance outside the cluster', () => {
    for (const instance of instances) {
      expect(instance.DBClusterIdentifier).toEqual({ Ref: expect.stringMatching(/^Database/) });
    }
  });

  test('AUR-9: no instance has a public address', () => {
    expect(instances.map((instance) => instance.PubliclyAccessible)).toEqual([false, false, false]);
  });

  test('AUR-11: clients get the endpoints of the cluster, never of an instance', () => {
    const reader = { 'Fn::GetAtt': ['DatabaseB269D8BB', 'ReadEndpoint.Address'] };
    expect(stack.resolve(database.readerEndpoint)).toEqual(reader);
    expect(stack.resolve(database.writerEndpoint)).toEqual({
      'Fn::Join': ['.cluster-', { 'Fn::Split': ['.cluster-ro-', reader] }],
    });
    expect(database.cluster.clusterEndpoint.hostname).toBe(database.writerEndpoint);
    expect(database.port).toBe(5432);
    expect(database.databaseName).toBe('shop');
  });

  test('AUR-13: minor upgrades, tags of snapshots and monitoring are on', () => {
    template.hasResourceProperties(CLUSTER, {
      AutoMinorVersionUpgrade: true,
      CopyTagsToSnapshot: true,
    });
    template.allResourcesProperties(INSTANCE, {
      AutoMinorVersionUpgrade: true,
      MonitoringInterval: 60,
      MonitoringRoleArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('Monitoring'), 'Arn'] },
    });
  });

  test('RDS assumes the monitoring role on behalf of this account only', () => {
    template.hasResourceProperties('AWS::IAM::Role', {
      AssumeRolePolicyDocument: {
        Statement: [
          Match.objectLike({
            Principal: { Service: 'monitoring.rds.amazonaws.com' },
            Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
          }),
        ],
      },
    });
  });

  test('AUR-14: backtrack, which a global database cannot have, is never set', () => {
    template.hasResourceProperties(CLUSTER, { BacktrackWindow: Match.absent() });
  });

  test('storage, performance data and logs are encrypted with the key of the Region', () => {
    const key = keyArn(stack);
    template.hasResourceProperties(CLUSTER, {
      StorageEncrypted: true,
      KmsKeyId: key,
      PerformanceInsightsKmsKeyId: key,
    });
    template.allResourcesProperties(INSTANCE, { PerformanceInsightsKMSKeyId: key });
    template.hasResourceProperties('AWS::Logs::LogGroup', { KmsKeyId: key });
    template.hasResourceProperties('AWS::SecretsManager::Secret', { KmsKeyId: key });
  });

  test('connections are encrypted or refused, and IAM can authenticate them', () => {
    template.hasResourceProperties('AWS::RDS::DBClusterParameterGroup', {
      Family: 'aurora-postgresql17',
      Parameters: { 'rds.force_ssl': '1' },
    });
    template.hasResourceProperties(CLUSTER, { EnableIAMDatabaseAuthentication: true });
    template.allResourcesProperties(INSTANCE, { CACertificateIdentifier: 'rds-ca-rsa2048-g1' });
  });

  test('the log is kept for a year, and RDS finds the log group before it writes', () => {
    template.hasResource('AWS::Logs::LogGroup', {
      Properties: {
        LogGroupName: '/aws/rds/cluster/shop-eu-west-1/postgresql',
        RetentionInDays: 365,
      },
      DeletionPolicy: 'RetainExceptOnCreate',
    });
    template.hasResource(CLUSTER, {
      Properties: { EnableCloudwatchLogsExports: ['postgresql'] },
      DependsOn: [Match.stringLikeRegexp('^DatabaseLogs')],
    });
  });

  test('Database Insights runs in Advanced mode, with equal settings on every instance', () => {
    const retention = { PerformanceInsightsRetentionPeriod: 465 };
    template.hasResourceProperties(CLUSTER, {
      DatabaseInsightsMode: 'advanced',
      PerformanceInsightsEnabled: true,
      ...retention,
    });
    template.allResourcesProperties(INSTANCE, { EnablePerformanceInsights: true, ...retention });
  });

  test('the writer and its first reader are not maintained at the same time', () => {
    expect(instances.map((instance) => instance.PreferredMaintenanceWindow)).toEqual([
      'mon:01:00-mon:01:30',
      'mon:01:30-mon:02:00',
      'mon:01:00-mon:01:30',
    ]);
    template.hasResourceProperties(CLUSTER, {
      PreferredBackupWindow: '00:00-00:30',
      PreferredMaintenanceWindow: 'mon:01:00-mon:02:00',
    });
  });

  test('runs the long-term support release on standard storage', () => {
    template.hasResourceProperties(CLUSTER, {
      Engine: 'aurora-postgresql',
      EngineVersion: '17.7',
      StorageType: 'aurora',
      Port: 5432,
    });
  });

  test('its password is generated, kept in a secret of its own, and never in the template', () => {
    template.hasResourceProperties(CLUSTER, {
      MasterUsername: 'postgres',
      MasterUserPassword: {
        'Fn::Join': [
          '',
          [
            '{{resolve:secretsmanager:',
            { Ref: Match.stringLikeRegexp('^DatabaseMasterSecret') },
            ':SecretString:password::}}',
          ],
        ],
      },
      ManageMasterUserPassword: Match.absent(),
    });
    template.hasResource('AWS::SecretsManager::Secret', {
      Properties: { Name: 'shop/database/master', ReplicaRegions: Match.absent() },
      DeletionPolicy: 'RetainExceptOnCreate',
    });
  });

  test('its password needs no escaping, neither the first nor any later one', () => {
    template.hasResourceProperties('AWS::SecretsManager::Secret', {
      GenerateSecretString: { ExcludePunctuation: true, PasswordLength: 32 },
    });
    const [schedule] = Object.values(
      template.findResources('AWS::SecretsManager::RotationSchedule'),
    );
    const excluded: string = schedule?.Properties.HostedRotationLambda.ExcludeCharacters;
    const printable = Array.from({ length: 94 }, (_, index) => String.fromCharCode(33 + index));
    expect(printable.filter((character) => !excluded.includes(character)).join('')).toMatch(
      /^[0-9A-Za-z]{62}$/,
    );
  });

  test('rotates its password every 30 days, from inside the isolated subnets', () => {
    template.hasResource('AWS::SecretsManager::RotationSchedule', {
      Properties: {
        SecretId: { Ref: Match.stringLikeRegexp('Attachment') },
        RotationRules: { ScheduleExpression: 'rate(30 days)' },
        HostedRotationLambda: {
          RotationType: 'PostgreSQLSingleUser',
          KmsKeyArn: keyArn(stack),
          VpcSubnetIds: {
            'Fn::Join': [
              '',
              Match.arrayWith([{ Ref: Match.stringLikeRegexp('^VpcIsolatedSubnet3') }]),
            ],
          },
        },
      },
      // Somebody has to be there who can be told the new password.
      DependsOn: Match.arrayWith([Match.stringLikeRegexp('^DatabaseInstance1')]),
    });
  });

  test('lets nobody in but the rotation, and nothing out', () => {
    const ingress = properties(template, 'AWS::EC2::SecurityGroupIngress');
    expect(ingress.map((rule) => rule.SourceSecurityGroupId)).toEqual([
      { 'Fn::GetAtt': [expect.stringContaining('RotationSecurityGroup'), 'GroupId'] },
    ]);
    template.hasResourceProperties('AWS::EC2::SecurityGroup', {
      GroupDescription: 'Aurora shop',
      SecurityGroupIngress: Match.absent(),
      SecurityGroupEgress: [Match.objectLike({ CidrIp: '255.255.255.255/32' })],
    });
  });

  test('belongs to no global database', () => {
    template.resourceCountIs('AWS::RDS::GlobalCluster', 0);
    template.hasResourceProperties(CLUSTER, {
      DBClusterIdentifier: 'shop-eu-west-1',
      GlobalClusterIdentifier: Match.absent(),
      SourceRegion: Match.absent(),
    });
  });

  test('keeps the logical ids of what holds data, whose change would be its loss', () => {
    const stateful = ['AWS::RDS::DBCluster', 'AWS::SecretsManager::Secret', 'AWS::Logs::LogGroup'];
    expect(stateful.flatMap((type) => Object.keys(template.findResources(type)))).toEqual([
      'DatabaseB269D8BB',
      'DatabaseMasterSecret35CB2FC5',
      'DatabaseLogs7DD5B21F',
    ]);
  });
});

describe('the props of a cluster', () => {
  test('AUR-10: Serverless v2 instances share one range, which never reaches zero', () => {
    const { stack } = clusterIn(FIRST, {
      capacity: AuroraCapacity.serverlessV2({ minAcu: 0.5, maxAcu: 32, count: 2 }),
    });
    const template = Template.fromStack(stack);
    template.hasResourceProperties(CLUSTER, {
      ServerlessV2ScalingConfiguration: { MinCapacity: 0.5, MaxCapacity: 32 },
    });
    template.allResourcesProperties(INSTANCE, { DBInstanceClass: 'db.serverless' });
    // AUR-3: in tiers 0 and 1 a reader keeps up with the capacity of the writer.
    for (const { PromotionTier } of properties(template, INSTANCE)) {
      expect(PromotionTier).toBeLessThanOrEqual(1);
    }
  });

  test('capacity: more instances than AZs take their turns', () => {
    const { stack } = clusterIn(FIRST, { capacity: provisioned(5) }, { zones: ['a', 'b'] });
    const zones = properties(Template.fromStack(stack), INSTANCE).map(
      (instance) => instance.AvailabilityZone,
    );
    expect(zones).toEqual(['a', 'b', 'a', 'b', 'a'].map((zone) => `eu-west-1${zone}`));
  });

  test('storageType, engineVersion and regionPosition reach the cluster', () => {
    const { stack } = clusterIn(FIRST, {
      storageType: rds.DBClusterStorageType.AURORA_IOPT1,
      engineVersion: rds.AuroraPostgresEngineVersion.VER_16_8,
      regionPosition: 2,
    });
    const template = Template.fromStack(stack);
    template.hasResourceProperties(CLUSTER, {
      StorageType: 'aurora-iopt1',
      EngineVersion: '16.8',
      PreferredBackupWindow: '04:00-04:30',
      PreferredMaintenanceWindow: 'wed:05:00-wed:06:00',
    });
    template.hasResourceProperties('AWS::RDS::DBClusterParameterGroup', {
      Family: 'aurora-postgresql16',
    });
  });

  test('name: a hyphen, which PostgreSQL would want quoted, becomes an underscore', () => {
    expect(clusterIn(FIRST, { name: 'web-shop' }).database.databaseName).toBe('web_shop');
  });

  test('connections: who is allowed connects on the port of the database', () => {
    const { stack, vpc, database } = clusterIn(FIRST);
    const client = new ec2.SecurityGroup(stack, 'Client', { vpc });
    database.connections.allowDefaultPortFrom(client);
    Template.fromStack(stack).hasResourceProperties('AWS::EC2::SecurityGroupIngress', {
      FromPort: 5432,
      ToPort: 5432,
      SourceSecurityGroupId: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Client'), 'GroupId'] },
    });
  });

  test('a consumer of another stack brings the rule along, so that no cycle arises', () => {
    const { stack, vpc, database } = clusterIn(FIRST);
    const app = testStack(stack.node.root as ReturnType<typeof testApp>, 'App', FIRST);
    const client = new ec2.SecurityGroup(app, 'Client', { vpc, allowAllOutbound: false });
    client.connections.allowToDefaultPort(database);
    Template.fromStack(app).hasResourceProperties('AWS::EC2::SecurityGroupIngress', {
      FromPort: 5432,
    });
  });

  test('a stack that does not know its Region leaves the names to CloudFormation', () => {
    const stack = new Stack(testApp(), 'Anywhere');
    const vpc = new ec2.Vpc(stack, 'Vpc', {
      natGateways: 0,
      restrictDefaultSecurityGroup: false,
      subnetConfiguration: [{ name: 'Isolated', subnetType: ec2.SubnetType.PRIVATE_ISOLATED }],
    });
    const { key } = clusterIn(FIRST);
    expect(
      () =>
        new AuroraCluster(stack, 'Database', {
          name: 'shop',
          vpc,
          encryptionKey: key,
          capacity: provisioned(2),
        }),
    ).not.toThrow();
  });

  test('clusterArn names the cluster of any Region', () => {
    const stack = testStack();
    expect(stack.resolve(AuroraCluster.clusterArn(stack, 'shop', 'eu-central-1'))).toEqual({
      'Fn::Join': [
        '',
        ['arn:aws:rds:eu-central-1:', { Ref: 'AWS::AccountId' }, ':cluster:shop-eu-central-1'],
      ],
    });
  });
});

describe('a cluster with one instance', () => {
  const warnings = (...args: Parameters<typeof clusterIn>) =>
    clusterIn(...args)
      .database.node.metadata.filter(({ type }) => type === 'aws:cdk:warning')
      .map(({ data }) => data);

  test('is warned of where it serves', () => {
    expect(warnings(FIRST, { capacity: provisioned(1) })).toEqual([
      'a cluster of 1 instance has no reader to fail over to: Aurora creates another writer, which ' +
        'takes up to 10 minutes and needs the same Availability Zone; give it 2 or more ' +
        '[ack: evenkeel:auroraWithoutReader]',
    ]);
  });

  test('is right in a standby', () => {
    expect(warnings(SECOND, { capacity: provisioned(1), membership: secondary() })).toEqual([]);
  });
});

describe('compliance', () => {
  test.each([
    ['a single Region', undefined],
    ['the primary', primary()],
    ['a secondary', secondary()],
  ])('%s is clean under all packs, with these acknowledgements', (_, membership) => {
    const region = membership?.role === 'secondary' ? SECOND : FIRST;
    const { stack } = clusterIn(region, membership && { membership });
    const ours = ({ path }: { path: string }) => path.includes('/Database/');
    expect(unacknowledged(stack).filter((line) => line.includes('/Database/'))).toEqual([]);
    expect(
      findings(stack)
        .filter(ours)
        .map(({ ruleId, path }) => `${ruleId} ${path.replace(/^.*\/Database\//, '')}`),
    ).toEqual([
      'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/' +
        'AmazonRDSEnhancedMonitoringRole] Monitoring/Resource',
      'HIPAA.Security-RDSInBackupPlan Instance1',
      'HIPAA.Security-RDSInBackupPlan Instance2',
      'NIST.800.53.R5-RDSInBackupPlan Instance1',
      'NIST.800.53.R5-RDSInBackupPlan Instance2',
    ]);
  });
});
