/**
 * Properties of what holds data whose change has CloudFormation replace it, as far as they take a
 * value of another stack: keys, networks, names, and what it is made from.
 *
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-update-behaviors.html
 */
export const CREATE_ONLY = {
  'AWS::Cassandra::Table': ['KeyspaceName', 'TableName'],
  'AWS::DocDB::DBCluster': [
    'AvailabilityZones',
    'DBClusterIdentifier',
    'DBSubnetGroupName',
    'KmsKeyId',
    'MasterUsername',
    'SnapshotIdentifier',
  ],
  'AWS::DynamoDB::GlobalTable': ['TableName'],
  'AWS::DynamoDB::Table': ['TableName'],
  'AWS::EFS::FileSystem': ['AvailabilityZoneName', 'KmsKeyId'],
  'AWS::ElastiCache::ReplicationGroup': [
    'CacheSubnetGroupName',
    'GlobalReplicationGroupId',
    'KmsKeyId',
    'PreferredCacheClusterAZs',
    'ReplicationGroupId',
  ],
  'AWS::FSx::FileSystem': ['BackupId', 'KmsKeyId', 'SecurityGroupIds', 'SubnetIds'],
  'AWS::MemoryDB::Cluster': ['ClusterName', 'KmsKeyId', 'SubnetGroupName'],
  'AWS::Neptune::DBCluster': [
    'AvailabilityZones',
    'DBClusterIdentifier',
    'DBSubnetGroupName',
    'KmsKeyId',
    'SnapshotIdentifier',
  ],
  'AWS::OpenSearchService::Domain': ['DomainName'],
  'AWS::RDS::DBCluster': [
    'AvailabilityZones',
    'DBClusterIdentifier',
    'DBSubnetGroupName',
    'DatabaseName',
    'KmsKeyId',
    'SnapshotIdentifier',
    'SourceDBClusterIdentifier',
  ],
  'AWS::RDS::DBInstance': [
    'DBClusterIdentifier',
    'DBInstanceIdentifier',
    'DBName',
    'DBSubnetGroupName',
    'KmsKeyId',
    'MasterUsername',
  ],
  'AWS::Redshift::Cluster': [
    'ClusterIdentifier',
    'ClusterSubnetGroupName',
    'DBName',
    'MasterUsername',
    'SnapshotIdentifier',
  ],
  'AWS::S3::Bucket': ['BucketName', 'BucketNamePrefix'],
} as const satisfies Readonly<Record<`AWS::${string}`, readonly string[]>>;

/** Their types. */
export const REPLACEABLE = Object.keys(CREATE_ONLY) as [
  keyof typeof CREATE_ONLY,
  ...(keyof typeof CREATE_ONLY)[],
];
