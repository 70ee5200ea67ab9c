import type { Fault } from './edits.ts';
import { advisor, change, controls, docs, other, type Parts, ref, zone } from './others.ts';

const database = {
  Engine: 'postgres',
  DBInstanceClass: 'db.m7g.large',
  AllocatedStorage: '100',
  StorageEncrypted: true,
  MultiAZ: true,
  BackupRetentionPeriod: 14,
  DeletionProtection: true,
};
const documents = (): Parts => ({
  Documents: [
    'DocDB::DBCluster',
    { StorageEncrypted: true, BackupRetentionPeriod: 14, DeletionProtection: true },
  ],
  Documents1: [
    'DocDB::DBInstance',
    { DBClusterIdentifier: ref('Documents'), DBInstanceClass: 'db.r6g.large' },
  ],
  Documents2: [
    'DocDB::DBInstance',
    { DBClusterIdentifier: ref('Documents'), DBInstanceClass: 'db.r6g.large' },
  ],
});
const search = (subnets: readonly unknown[]): Parts => ({
  Search: [
    'OpenSearchService::Domain',
    {
      ClusterConfig: {
        InstanceType: 'r7g.large.search',
        InstanceCount: 3,
        ZoneAwarenessEnabled: true,
        ZoneAwarenessConfig: { AvailabilityZoneCount: 3 },
        DedicatedMasterEnabled: true,
        DedicatedMasterType: 'm7g.large.search',
        DedicatedMasterCount: 3,
      },
      EBSOptions: { EBSEnabled: true, VolumeType: 'gp3', VolumeSize: 100 },
      VPCOptions: { SubnetIds: subnets },
    },
  ],
});
/** What AWS publishes of stores that the sample does not have, each beside the sample. */
export const STORE_FAULTS: readonly Fault[] = [
  other(
    'a database of Amazon RDS has no standby',
    controls('rds'),
    () => ({ Orders: ['RDS::DBInstance', database] }),
    change('Orders', { MultiAZ: false }),
  ),
  other(
    'a database of Amazon RDS is not backed up',
    advisor,
    () => ({ Orders: ['RDS::DBInstance', database] }),
    change('Orders', { BackupRetentionPeriod: 0 }),
  ),
  other(
    'a read replica is in the zone of its source',
    `${docs}/AmazonRDS/latest/UserGuide/USER_ReadRepl.html`,
    () => ({
      Orders: ['RDS::DBInstance', { ...database, MultiAZ: false, AvailabilityZone: zone('a') }],
      Replica: [
        'RDS::DBInstance',
        {
          SourceDBInstanceIdentifier: ref('Orders'),
          DBInstanceClass: 'db.m7g.large',
          AvailabilityZone: zone('b'),
        },
      ],
    }),
    change('Replica', { AvailabilityZone: zone('a') }),
  ),
  other(
    'the storage of a database does not grow',
    advisor,
    () => ({ Orders: ['RDS::DBInstance', { ...database, MaxAllocatedStorage: 1000 }] }),
    change('Orders', { MaxAllocatedStorage: undefined }),
  ),
  other(
    'a cluster of DocumentDB has one instance',
    advisor,
    documents,
    (resources) => delete resources.Documents2,
  ),
  other(
    'a day of backups of DocumentDB',
    controls('documentdb'),
    documents,
    change('Documents', { BackupRetentionPeriod: 1 }),
  ),
  other('a search domain of two data nodes', advisor, search, (resources) => {
    const config = resources.Search?.Properties.ClusterConfig;
    config.InstanceCount = 2;
    config.ZoneAwarenessConfig.AvailabilityZoneCount = 2;
  }),
  other(
    'a search domain without dedicated primary nodes',
    controls('opensearch'),
    search,
    (resources) => {
      const config = resources.Search?.Properties.ClusterConfig;
      for (const key of ['Enabled', 'Type', 'Count']) delete config[`DedicatedMaster${key}`];
    },
  ),
  other(
    'a broker without a standby',
    controls('mq'),
    (subnets) => ({
      Broker: [
        'AmazonMQ::Broker',
        {
          BrokerName: 'orders',
          EngineType: 'ACTIVEMQ',
          EngineVersion: '5.18',
          HostInstanceType: 'mq.m5.large',
          DeploymentMode: 'ACTIVE_STANDBY_MULTI_AZ',
          SubnetIds: subnets.slice(0, 2),
          PubliclyAccessible: false,
          AutoMinorVersionUpgrade: true,
          Users: [{ Username: 'app', Password: '{{resolve:secretsmanager:broker}}' }],
        },
      ],
    }),
    (resources) => {
      const broker = resources.Broker?.Properties;
      Object.assign(broker, { DeploymentMode: 'SINGLE_INSTANCE' });
      broker.SubnetIds.splice(1);
    },
  ),
  other(
    'a file system is mounted in one zone',
    advisor,
    (subnets) => ({
      Files: ['EFS::FileSystem', { Encrypted: true, BackupPolicy: { Status: 'ENABLED' } }],
      ...Object.fromEntries(
        subnets.map((subnet, i) => [
          `Mount${i}`,
          [
            'EFS::MountTarget',
            { FileSystemId: ref('Files'), SubnetId: subnet, SecurityGroups: ['sg-1'] },
          ],
        ]),
      ),
    }),
    (resources) => {
      for (const id of ['Mount1', 'Mount2']) delete resources[id];
    },
  ),
  other(
    'a file system of Windows in one zone',
    controls('fsx'),
    (subnets) => ({
      Shares: [
        'FSx::FileSystem',
        {
          FileSystemType: 'WINDOWS',
          StorageCapacity: 100,
          SubnetIds: subnets.slice(0, 2),
          WindowsConfiguration: {
            DeploymentType: 'MULTI_AZ_1',
            PreferredSubnetId: subnets[0],
            ThroughputCapacity: 32,
            AutomaticBackupRetentionDays: 14,
          },
        },
      ],
    }),
    (resources) => {
      const shares = resources.Shares?.Properties;
      shares.WindowsConfiguration.DeploymentType = 'SINGLE_AZ_2';
      shares.SubnetIds.splice(1);
    },
  ),
  other(
    'a cluster of Kafka in one zone',
    advisor,
    (subnets) => ({
      Kafka: [
        'MSK::Cluster',
        {
          ClusterName: 'events',
          KafkaVersion: '3.9.x',
          NumberOfBrokerNodes: 3,
          BrokerNodeGroupInfo: { InstanceType: 'kafka.m7g.large', ClientSubnets: subnets },
        },
      ],
    }),
    (resources) => {
      const [first] = resources.Kafka?.Properties.BrokerNodeGroupInfo.ClientSubnets ?? [];
      resources.Kafka?.Properties.BrokerNodeGroupInfo.ClientSubnets.fill(first);
    },
  ),
  other(
    'shards of MemoryDB without a replica',
    advisor,
    (subnets) => ({
      Shards: ['MemoryDB::SubnetGroup', { SubnetGroupName: 'shards', SubnetIds: subnets }],
      Memory: [
        'MemoryDB::Cluster',
        {
          ClusterName: 'memory',
          ACLName: 'app',
          NodeType: 'db.r7g.large',
          SubnetGroupName: ref('Shards'),
          NumReplicasPerShard: 1,
          SnapshotRetentionLimit: 14,
        },
      ],
    }),
    change('Memory', { NumReplicasPerShard: 0 }),
  ),
  other(
    'a warehouse in one zone',
    controls('redshift'),
    () => ({
      Warehouse: [
        'Redshift::Cluster',
        {
          ClusterType: 'multi-node',
          NodeType: 'ra3.xlplus',
          NumberOfNodes: 2,
          DBName: 'facts',
          MasterUsername: 'root',
          ManageMasterPassword: true,
          Encrypted: true,
          MultiAZ: true,
          AutomatedSnapshotRetentionPeriod: 14,
        },
      ],
    }),
    change('Warehouse', { MultiAZ: false }),
  ),
  other(
    'a stream forgets after a day',
    controls('kinesis'),
    () => ({ Stream: ['Kinesis::Stream', { RetentionPeriodHours: 168 }] }),
    change('Stream', { RetentionPeriodHours: 24 }),
  ),
  other(
    'a table whose capacity does not follow the load',
    controls('dynamodb'),
    () => ({
      Table: [
        'DynamoDB::Table',
        {
          AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
          KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
          BillingMode: 'PAY_PER_REQUEST',
          DeletionProtectionEnabled: true,
          PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        },
      ],
    }),
    change('Table', {
      BillingMode: 'PROVISIONED',
      ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 5 },
    }),
  ),
];
