import type { RuleSamples } from '../../support/samples.ts';
import { regions } from './parts.ts';

const topic = 'Topic: { Type: AWS::SNS::Topic }';
const store = (type: string, more = '') => `Store: { Type: ${type}, Properties: { ${more} } }`;
const files = (more = '') => store('AWS::EFS::FileSystem', more);
const to = (region: string) =>
  `ReplicationConfiguration: { Destinations: [{ Region: ${region} }] }`;

/** A plan that selects everything, and copies to a Region. */
const plan = (region: string) => `
  Plan:
    Type: AWS::Backup::BackupPlan
    Properties:
      BackupPlan:
        BackupPlanRule:
          - { CopyActions: [{ DestinationBackupVaultArn: 'arn:aws:backup:${region}:111122223333:backup-vault:copies' }] }
  Selection:
    Type: AWS::Backup::BackupSelection
    Properties: { BackupPlanId: !Ref Plan, BackupSelection: { Resources: ['*'] } }
`;
/** A service that is built anew in another Region when its own is lost. */
const cold = (...first: readonly string[]) => ({
  profile: {
    strategy: 'backup-and-restore',
    regions: [
      { name: 'eu-west-1', role: 'primary' },
      { name: 'eu-central-1', role: 'recovery' },
    ],
  } as const,
  stacks: { 'eu-west-1/App': first, 'eu-central-1/App': topic },
});

export const samples: RuleSamples = {
  pass: {
    'a file system that is replicated': regions('warm-standby', files(to('eu-central-1')), topic),
    'file systems of two active Regions, of which one is the copy of the other': {
      ...regions('active-active', [], []),
      stacks: {
        'eu-central-1/Copy': `
          Resources: { Copy: { Type: AWS::EFS::FileSystem } }
          Outputs: { Id: { Value: !Ref Copy } }
        `,
        'eu-west-1/App': files(
          'ReplicationConfiguration: { Destinations: [{ FileSystemId: { Fn::GetStackOutput: { StackName: Copy, Region: eu-central-1, OutputName: Id } } }] }',
        ),
      },
    },
    'a cluster of a global database': regions(
      'warm-standby',
      store('AWS::RDS::DBCluster', 'GlobalClusterIdentifier: orders, MasterUsername: app'),
      topic,
    ),
    'an instance with a read replica there': regions(
      'warm-standby',
      store('AWS::RDS::DBInstance', 'DBInstanceIdentifier: orders'),
      `Replica:
        Type: AWS::RDS::DBInstance
        Properties: { SourceDBInstanceIdentifier: 'arn:aws:rds:eu-west-1:111122223333:db:orders' }`,
    ),
    'a table of a keyspace of both Regions': regions(
      'warm-standby',
      [
        store('AWS::Cassandra::Table', 'KeyspaceName: !Ref Keyspace'),
        `Keyspace:
          Type: AWS::Cassandra::Keyspace
          Properties: { ReplicationSpecification: { RegionList: [eu-west-1, eu-central-1] } }`,
      ],
      topic,
    ),
    'a file system that is copied, where the data is not live': cold(files(), plan('eu-central-1')),
    'an instance whose own backups are copied': cold(
      store('AWS::RDS::DBInstance', 'AutomaticBackupReplicationRegion: eu-central-1'),
    ),
    'a warehouse whose snapshots are copied': cold(
      store('AWS::Redshift::Cluster', 'DestinationRegion: eu-central-1'),
    ),
    'a table with a replica': cold(
      store(
        'AWS::DynamoDB::GlobalTable',
        'Replicas: [{ Region: eu-west-1 }, { Region: eu-central-1 }]',
      ),
    ),
  },
  fail: {
    'a file system in both Regions that nothing replicates': regions(
      'warm-standby',
      files(),
      files(),
    ),
    'file systems of two active Regions': regions('active-active', files(), files()),
    'a file system that is replicated within its Region': regions(
      'warm-standby',
      files(to('eu-west-1')),
      files(),
    ),
    'a file system that is only copied, where the data has to be live': regions(
      'warm-standby',
      [files(), plan('eu-central-1')],
      files(),
    ),
    'a cluster of its own in each Region': regions(
      'pilot-light',
      store('AWS::RDS::DBCluster', 'MasterUsername: app'),
      store('AWS::RDS::DBCluster', 'MasterUsername: app'),
    ),
    'an instance of a name, beside a replica of another': regions(
      'warm-standby',
      store('AWS::RDS::DBInstance', 'DBInstanceIdentifier: orders'),
      `Replica:
        Type: AWS::RDS::DBInstance
        Properties: { SourceDBInstanceIdentifier: 'arn:aws:rds:eu-west-1:111122223333:db:customers' }`,
    ),
    'an instance with a read replica in its own Region': regions(
      'warm-standby',
      [
        store('AWS::RDS::DBInstance'),
        `Replica:
          Type: AWS::RDS::DBInstance
          Properties: { SourceDBInstanceIdentifier: !Ref Store }`,
      ],
      topic,
    ),
    'a table of the type that has no replicas': regions(
      'warm-standby',
      store('AWS::DynamoDB::Table'),
      store('AWS::DynamoDB::Table'),
    ),
    'a file system whose backups stay': cold(files(), plan('eu-west-1')),
    'a table of one Region': cold(
      store('AWS::DynamoDB::GlobalTable', 'Replicas: [{ Region: eu-west-1 }]'),
    ),
    'a bucket that nothing replicates': cold(store('AWS::S3::Bucket')),
  },
  unknown: {
    'an instance whose name CloudFormation makes, of which there may be a replica': regions(
      'warm-standby',
      store('AWS::RDS::DBInstance'),
      `Replica:
        Type: AWS::RDS::DBInstance
        Properties: { SourceDBInstanceIdentifier: 'arn:aws:rds:eu-west-1:111122223333:db:app-db-1abc' }`,
    ),
    'an index, which its service replicates by its own API': regions(
      'warm-standby',
      store('AWS::OpenSearchService::Domain'),
      store('AWS::OpenSearchService::Domain'),
    ),
    'a file system that another Region may replicate to': regions(
      'active-active',
      files(
        'ReplicationConfiguration: { Destinations: [{ Region: eu-central-1, FileSystemId: fs-1 }] }',
      ),
      files(),
    ),
    'a Region that is given at deployment': cold(
      'Parameters: { There: { Type: String } }\nResources: {}',
      files(to('!Ref There')),
    ),
    'a plan that is given at deployment': cold(
      'Parameters: { Plan: { Type: String } }\nResources: {}',
      files(),
      `Selection:
        Type: AWS::Backup::BackupSelection
        Properties: { BackupPlanId: !Ref Plan, BackupSelection: { Resources: ['*'] } }`,
    ),
  },
  notApplicable: {
    'a cache, which is filled again': regions(
      'warm-standby',
      store('AWS::ElastiCache::ReplicationGroup'),
      topic,
    ),
    'a bucket of logs': cold(
      store('AWS::S3::Bucket'),
      'Trail: { Type: AWS::CloudTrail::Trail, Properties: { S3BucketName: !Ref Store } }',
    ),
    'the Region that takes over': regions('warm-standby', topic, files()),
    'a service of one Region': {
      profile: { regions: [{ name: 'eu-west-1', role: 'primary' }] },
      stacks: { 'eu-west-1/App': files() },
    },
    'Regions of which nobody says what they are for': {
      stacks: { 'eu-west-1/App': files(), 'eu-central-1/App': files() },
    },
    'an instance of a cluster': regions(
      'warm-standby',
      store('AWS::RDS::DBInstance', 'DBClusterIdentifier: orders'),
      topic,
    ),
  },
  except: { nested: 'what a weak reference names is an output of the root' },
};
