import type { RuleSamples } from '../../support/samples.ts';
import { regions } from './parts.ts';

const cache = (more = '') => `
  Cache: { Type: AWS::ElastiCache::ReplicationGroup, Properties: { NumNodeGroups: 1, ${more} } }
`;
const datastore = (member: string) => `
  Global:
    Type: AWS::ElastiCache::GlobalReplicationGroup
    Properties: { Members: [{ ReplicationGroupId: ${member}, Role: PRIMARY }] }
`;
const member = 'GlobalReplicationGroupId: abcde-orders';

export const samples: RuleSamples = {
  pass: {
    'a global datastore': regions(
      'warm-standby',
      [cache(), datastore('!Ref Cache')],
      cache(member),
    ),
  },
  fail: { 'two caches that know nothing of each other': regions('pilot-light', cache(), cache()) },
  unknown: {
    'a global datastore with members that are given at deployment': regions(
      'warm-standby',
      ['Parameters: { Id: { Type: String } }\nResources: {}', cache(), datastore('!Ref Id')],
      cache(member),
    ),
  },
  notApplicable: {
    'a cache of one Region': regions('warm-standby', cache(), 'Topic: { Type: AWS::SNS::Topic }'),
    'a service of one Region': regions('multi-az', cache(), cache()),
  },
};
