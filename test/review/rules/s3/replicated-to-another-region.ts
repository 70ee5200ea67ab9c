import type { RuleSamples } from '../../support/samples.ts';

const profile = { strategy: 'warm-standby' } as const;
const regions = [
  { name: 'eu-west-1', role: 'primary' },
  { name: 'eu-central-1', role: 'standby' },
] as const;
const to = (bucket: string, status = 'Enabled') => `
  ReplicationConfiguration:
    Rules: [{ Status: ${status}, Destination: { Bucket: ${bucket} } }]
`;
const bucket = (name: string, more = '') =>
  `Data:\n  Type: AWS::S3::Bucket\n  Properties:\n    ${name}${more.replaceAll(/^/gm, '  ')}`;
const copy = bucket('BucketName: data-eu-central-1');

/** An encrypted bucket, replicated under a key that its role may use as the statement says. */
const underKey = (statement: string) => ({
  stacks: {
    'eu-west-1/App': `
      Data:
        Type: AWS::S3::Bucket
        Properties:
          BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } }] }
          ReplicationConfiguration:
            Role: !GetAtt Role.Arn
            Rules:
              - Status: Enabled
                SourceSelectionCriteria: { SseKmsEncryptedObjects: { Status: Enabled } }
                Destination:
                  Bucket: arn:aws:s3:::data-there
                  EncryptionConfiguration: { ReplicaKmsKeyID: !Sub 'arn:aws:kms:eu-central-1:\${AWS::AccountId}:alias/data' }
      Role: { Type: AWS::IAM::Role, Properties: { Policies: [{ PolicyDocument: { Statement: [${statement}] } }] } }
    `,
    'eu-central-1/Data': `
      Data: { Type: AWS::S3::Bucket, Properties: { BucketName: data-there } }
      Key: { Type: AWS::KMS::Key }
      Alias: { Type: AWS::KMS::Alias, Properties: { AliasName: alias/data, TargetKeyId: !Ref Key } }
    `,
  },
});
const encrypt = (more: string) => `{ Effect: Allow, Action: 'kms:Encrypt', ${more} }`;
const anyKey = (region: string) =>
  `Resource: !Sub 'arn:aws:kms:${region}:\${AWS::AccountId}:key/*'`;

export const samples: RuleSamples = {
  pass: {
    'a role that may use the key of the replicas, by its alias': underKey(
      encrypt(
        `${anyKey('eu-central-1')}, Condition: { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': alias/data } }`,
      ),
    ),
    'encrypted objects, by a role that may decrypt them': {
      stacks: {
        'eu-west-1/App': `
      Data:
        Type: AWS::S3::Bucket
        Properties:
          BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: !GetAtt Key.Arn } }] }
          ReplicationConfiguration:
            Role: !GetAtt Role.Arn
            Rules: [{ Status: Enabled, SourceSelectionCriteria: { SseKmsEncryptedObjects: { Status: Enabled } }, Destination: { Bucket: 'arn:aws:s3:::data-there' } }]
      Key: { Type: AWS::KMS::Key, Properties: { KeyPolicy: { Statement: [{ Effect: Allow, Principal: { AWS: !Sub 'arn:aws:iam::\${AWS::AccountId}:root' }, Action: 'kms:*', Resource: '*' }] } } }
      Role: { Type: AWS::IAM::Role, Properties: { Policies: [{ PolicyDocument: { Statement: [{ Effect: Allow, Action: ['kms:Decrypt', 'kms:Encrypt'], Resource: '*' }] } }] } }
      `,
        'eu-central-1/Data': `Data: { Type: AWS::S3::Bucket, Properties: { BucketName: data-there } }`,
      },
    },
    'a bucket of another Region': {
      profile,
      stacks: {
        'eu-west-1/Data': bucket(
          'BucketName: data-eu-west-1',
          to('arn:aws:s3:::data-eu-central-1'),
        ),
        'eu-central-1/Data': copy,
      },
    },
    'the standby Region, which is only replicated to': {
      profile: { ...profile, regions },
      stacks: {
        'eu-west-1/Data': bucket(
          'BucketName: data-eu-west-1',
          to('arn:aws:s3:::data-eu-central-1'),
        ),
        'eu-central-1/Data': copy,
      },
    },
    'names that S3 derives from a prefix': {
      profile,
      stacks: {
        'eu-west-1/Data': bucket(
          'BucketNamePrefix: data',
          to("!Join ['-', ['arn:aws:s3:::data', !Ref AWS::AccountId, eu-central-1, an]]"),
        ),
        'eu-central-1/Data': bucket('BucketNamePrefix: data'),
      },
    },
  },
  fail: {
    'a role that may use the keys of another Region': underKey(encrypt(anyKey('eu-west-1'))),
    'a role that may use the key of another alias': underKey(
      encrypt(
        `${anyKey('eu-central-1')}, Condition: { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': alias/other } }`,
      ),
    ),
    'encrypted objects that the rule leaves out': {
      stacks: {
        'eu-west-1/App': `
      Data:
        Type: AWS::S3::Bucket
        Properties:
          BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: !GetAtt Key.Arn } }] }
          ReplicationConfiguration:
            Role: !GetAtt Role.Arn
            Rules: [{ Status: Enabled,  Destination: { Bucket: 'arn:aws:s3:::data-there' } }]
      Key: { Type: AWS::KMS::Key, Properties: { KeyPolicy: { Statement: [{ Effect: Allow, Principal: { AWS: !Sub 'arn:aws:iam::\${AWS::AccountId}:root' }, Action: 'kms:*', Resource: '*' }] } } }
      Role: { Type: AWS::IAM::Role, Properties: { Policies: [{ PolicyDocument: { Statement: [{ Effect: Allow, Action: ['kms:Decrypt', 'kms:Encrypt'], Resource: '*' }] } }] } }
      `,
        'eu-central-1/Data': `Data: { Type: AWS::S3::Bucket, Properties: { BucketName: data-there } }`,
      },
    },
    'encrypted objects, by a role that may not decrypt them': {
      stacks: {
        'eu-west-1/App': `
      Data:
        Type: AWS::S3::Bucket
        Properties:
          BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: !GetAtt Key.Arn } }] }
          ReplicationConfiguration:
            Role: !GetAtt Role.Arn
            Rules: [{ Status: Enabled, SourceSelectionCriteria: { SseKmsEncryptedObjects: { Status: Enabled } }, Destination: { Bucket: 'arn:aws:s3:::data-there' } }]
      Key: { Type: AWS::KMS::Key, Properties: { KeyPolicy: { Statement: [{ Effect: Allow, Principal: { AWS: !Sub 'arn:aws:iam::\${AWS::AccountId}:root' }, Action: 'kms:*', Resource: '*' }] } } }
      Role: { Type: AWS::IAM::Role, Properties: { Policies: [{ PolicyDocument: { Statement: [{ Effect: Allow, Action: 's3:*', Resource: '*' }] } }] } }
      `,
        'eu-central-1/Data': `Data: { Type: AWS::S3::Bucket, Properties: { BucketName: data-there } }`,
      },
    },
    'the primary Region, which is only replicated to': {
      profile: { ...profile, regions },
      stacks: {
        'eu-west-1/Data': bucket('BucketName: data-eu-west-1'),
        'eu-central-1/Data': bucket(
          'BucketName: data-eu-central-1',
          to('arn:aws:s3:::data-eu-west-1'),
        ),
      },
    },
    'no rule': {
      profile,
      stacks: { 'eu-west-1/Data': bucket('BucketName: data-eu-west-1'), 'eu-central-1/Data': copy },
    },
    'a rule that is switched off': {
      profile,
      stacks: {
        'eu-west-1/Data': bucket(
          'BucketName: data-eu-west-1',
          to('arn:aws:s3:::data-eu-central-1', 'Disabled'),
        ),
        'eu-central-1/Data': copy,
      },
    },
  },
  unknown: {
    'a role that may use the key under a condition that is not evaluated': underKey(
      encrypt(`${anyKey('eu-central-1')}, Condition: { StringEquals: { 'aws:RequestTag/a': b } }`),
    ),
    'a bucket of somebody else': {
      profile,
      stacks: {
        'eu-west-1/Data': bucket('BucketName: data-eu-west-1', to('arn:aws:s3:::theirs')),
      },
    },
  },
  notApplicable: {
    'a bucket for the reports of a Region switch plan': {
      profile,
      stacks: {
        'eu-west-1/Recovery': [
          bucket('BucketName: reports'),
          'Plan: { Type: AWS::ARCRegionSwitch::Plan, Properties: { ReportConfiguration: { ReportOutput: [{ S3Configuration: { BucketPath: !Ref Data } }] } } }',
        ],
      },
    },
    'a service of one Region': {
      profile: { strategy: 'multi-az' },
      stacks: { 'eu-west-1/Data': bucket('BucketName: data-eu-west-1') },
    },
  },
};
