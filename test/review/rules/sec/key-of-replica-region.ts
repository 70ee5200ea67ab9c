import type { RuleSamples } from '../../support/samples.ts';

const copy = (more: string) => `
  Copy:
    Type: AWS::RDS::DBCluster
    Properties: { GlobalClusterIdentifier: orders, StorageEncrypted: 'true', ${more} }
`;
const secret = (key: string) => `
  Secret:
    Type: AWS::SecretsManager::Secret
    Properties: { ReplicaRegions: [{ Region: eu-central-1, KmsKeyId: ${key} }] }
`;
const bucket = (more: string) => `
  Bucket:
    Type: AWS::S3::Bucket
    Properties:
      ReplicationConfiguration:
        Rules:
          - SourceSelectionCriteria: { SseKmsEncryptedObjects: { Status: Enabled } }
            Destination: { Bucket: 'arn:aws:s3:::orders-copy', ${more} }
`;
const key = (region: string) => `arn:aws:kms:${region}:111122223333:key/1234`;
const target = 'Target: { Type: AWS::S3::Bucket, Properties: { BucketName: orders-copy } }';
const alias = 'Alias: { Type: AWS::KMS::Alias, Properties: { AliasName: alias/app } }';

const table = (id: string) => `
  Table:
    Type: AWS::DynamoDB::GlobalTable
    Properties:
      Replicas: [{ Region: eu-central-1, SSESpecification: { KMSMasterKeyId: ${id} } }]
`;
/** A read replica in eu-central-1 of an instance in eu-west-1. */
const readReplica = (more: string, encrypted = true) => ({
  stacks: {
    'eu-west-1/App': `Orders: { Type: AWS::RDS::DBInstance, Properties: { DBInstanceIdentifier: orders, StorageEncrypted: ${encrypted} } }`,
    'eu-central-1/App': `
      Key: { Type: AWS::KMS::Key }
      Replica:
        Type: AWS::RDS::DBInstance
        Properties: { SourceDBInstanceIdentifier: 'arn:aws:rds:eu-west-1:111122223333:db:orders', ${more} }
    `,
  },
});

export const samples: RuleSamples = {
  pass: {
    'a table whose replica has a key of its own Region': table(`'${key('eu-central-1')}'`),
    'a read replica with a key of its own Region': readReplica('KmsKeyId: !GetAtt Key.Arn'),
    'a read replica with the key that AWS manages there': readReplica('KmsKeyId: alias/aws/rds'),
    'a key of the same Region': [copy('KmsKeyId: !GetAtt Key.Arn'), 'Key: { Type: AWS::KMS::Key }'],
    'a replica key': [copy('KmsKeyId: !GetAtt Key.Arn'), 'Key: { Type: AWS::KMS::ReplicaKey }'],
    'an alias that the other Region has': {
      stacks: { 'eu-west-1/App': secret('alias/app'), 'eu-central-1/App': alias },
    },
    'a bucket that says its Region in its name': bucket(
      `EncryptionConfiguration: { ReplicaKmsKeyID: '${key('eu-central-1')}' }`,
    ).replace('orders-copy', 'orders-111122223333-eu-central-1-an'),
    'a key of the Region of the destination bucket': {
      stacks: {
        'eu-west-1/App': bucket(
          `EncryptionConfiguration: { ReplicaKmsKeyID: '${key('eu-central-1')}' }`,
        ),
        'eu-central-1/App': target,
      },
    },
  },
  fail: {
    'a table whose replica has the key of another Region': table(`'${key('eu-west-1')}'`),
    'a read replica without a key': readReplica(''),
    'a read replica with the key of what it replicates': readReplica(
      `KmsKeyId: '${key('eu-west-1')}'`,
    ),
    'no key': [copy(''), 'Key: { Type: AWS::KMS::Key }'],
    'a key of another Region': copy(`KmsKeyId: '${key('us-east-1')}'`),
    'a secret with the key of its own Region': secret(`'${key('eu-west-1')}'`),
    'a rule that names the key of the source': {
      stacks: {
        'eu-west-1/App': bucket(
          `EncryptionConfiguration: { ReplicaKmsKeyID: '${key('eu-west-1')}' }`,
        ),
        'eu-central-1/App': target,
      },
    },
  },
  unknown: {
    'an alias that no template makes': secret('alias/other'),
    'a key that is given at deployment': [
      'Parameters: { Given: { Type: String } }\nResources: {}',
      copy('KmsKeyId: !Ref Given'),
    ],
    'a bucket that no template makes': bucket(
      `EncryptionConfiguration: { ReplicaKmsKeyID: '${key('eu-west-1')}' }`,
    ),
  },
  notApplicable: {
    'a read replica of what is not encrypted': readReplica('', false),
    'a read replica in the same Region': `
      Orders: { Type: AWS::RDS::DBInstance, Properties: { StorageEncrypted: true } }
      Replica:
        Type: AWS::RDS::DBInstance
        Properties: { SourceDBInstanceIdentifier: !Ref Orders }
    `,
    'the first cluster of a global database': copy('MasterUsername: app'),
    'a replica of a secret with the key of AWS': `
      Secret:
        Type: AWS::SecretsManager::Secret
        Properties: { ReplicaRegions: [{ Region: eu-central-1 }] }
    `,
    'objects without KMS': `
      Bucket:
        Type: AWS::S3::Bucket
        Properties:
          ReplicationConfiguration: { Rules: [{ Destination: { Bucket: 'arn:aws:s3:::copy' } }] }
    `,
  },
};
