import { anywhere, liveElsewhere, sharesTraffic } from '../../../support/plans.ts';
import { type Mutation, remove, set } from './mutation.ts';

const bucket = 'eu-west-1-data/Objects';
const other = '<other>-data/Objects';
const rule = 'Properties/ReplicationConfiguration/Rules/*';

export const s3: readonly Mutation[] = [
  {
    rule: 'HA-S3-1',
    breaks: 'what is overwritten is gone',
    in: anywhere,
    at: bucket,
    change: set('Properties/VersioningConfiguration', { Status: 'Suspended' }),
  },
  {
    rule: 'HA-S3-2',
    breaks: 'objects are in no other Region',
    in: liveElsewhere,
    at: bucket,
    change: remove('Properties/ReplicationConfiguration'),
    also: [{ rule: 'HA-S3-3', on: other, why: 'nothing leads back from here' }],
  },
  {
    rule: 'HA-S3-2',
    breaks: 'replication is switched off',
    in: liveElsewhere,
    at: bucket,
    change: set(`${rule}/Status`, 'Disabled'),
    also: [{ rule: 'HA-S3-3', on: other, why: 'nothing leads back from here' }],
  },
  {
    rule: 'HA-S3-2',
    breaks: 'objects are replicated within the Region',
    in: liveElsewhere,
    at: bucket,
    change: set(`${rule}/Destination/Bucket`, {
      'Fn::GetAtt': ['ObjectsAccessLogsFEE789BA', 'Arn'],
    }),
    also: [
      { rule: 'HA-S3-3', on: other, why: 'nothing leads back from here' },
      { rule: 'HA-SEC-2', on: bucket, why: 'the key is in the other Region' },
    ],
  },
  {
    rule: 'HA-S3-3',
    breaks: 'nothing leads back from the other Region',
    in: liveElsewhere,
    at: other,
    change: remove('Properties/ReplicationConfiguration'),
    found: [bucket],
    also: [
      {
        rule: 'HA-S3-2',
        on: other,
        why: 'clients of this Region write here',
        in: sharesTraffic,
      },
    ],
  },
  {
    rule: 'HA-S3-3',
    breaks: 'replication takes the time it takes',
    in: liveElsewhere,
    at: bucket,
    change: remove(`${rule}/Destination/ReplicationTime`),
  },
  {
    rule: 'HA-S3-3',
    breaks: 'nobody measures replication',
    in: liveElsewhere,
    at: bucket,
    change: remove(`${rule}/Destination/Metrics`),
  },
];
