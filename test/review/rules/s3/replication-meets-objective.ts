import type { RuleSamples } from '../../support/samples.ts';

const profile = { strategy: 'warm-standby', objectives: { rpoSeconds: 300 } } as const;
const bucket = (own: string, other: string, time = '') => `
  Data:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: data-${own}
      ReplicationConfiguration:
        Rules:
          - Status: Enabled
            Destination: { Bucket: 'arn:aws:s3:::data-${other}'${time} }
`;
const time = ', ReplicationTime: { Status: Enabled }';
const timed = `${time}, Metrics: { Status: Enabled }`;

export const samples: RuleSamples = {
  pass: {
    'both ways, with Replication Time Control': {
      profile,
      stacks: {
        'eu-west-1/Data': bucket('eu-west-1', 'eu-central-1', timed),
        'eu-central-1/Data': bucket('eu-central-1', 'eu-west-1', timed),
      },
    },
  },
  fail: {
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
      Role: { Type: AWS::IAM::Role, Properties: { Policies: [{ PolicyDocument: { Statement: [{ Effect: Allow, Action: 'kms:*', Resource: '*' }] } }] } }
      `,
        'eu-central-1/Data': `Data: { Type: AWS::S3::Bucket, Properties: { BucketName: data-there } }`,
      },
    },
    'no Replication Time Control': {
      profile,
      stacks: {
        'eu-west-1/Data': bucket('eu-west-1', 'eu-central-1'),
        'eu-central-1/Data': bucket('eu-central-1', 'eu-west-1'),
      },
    },
    'no metrics': {
      profile,
      stacks: {
        'eu-west-1/Data': bucket('eu-west-1', 'eu-central-1', time),
        'eu-central-1/Data': bucket('eu-central-1', 'eu-west-1', time),
      },
    },
    'no way back': {
      profile,
      stacks: {
        'eu-west-1/Data': bucket('eu-west-1', 'eu-central-1', timed),
        'eu-central-1/Data':
          'Data: { Type: AWS::S3::Bucket, Properties: { BucketName: data-eu-central-1 } }',
      },
    },
  },
  unknown: {
    'a bucket of somebody else': {
      profile,
      stacks: { 'eu-west-1/Data': bucket('eu-west-1', 'theirs', timed) },
    },
  },
  notApplicable: {
    'no replication': 'Data: { Type: AWS::S3::Bucket }',
  },
};
