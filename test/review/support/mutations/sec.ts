import { anywhere, liveElsewhere } from '../../../support/plans.ts';
import { type Mutation, remove, set } from './mutation.ts';

const service = 'eu-west-1-service';

export const sec: readonly Mutation[] = [
  {
    rule: 'HA-SEC-5',
    breaks: 'the function of the schema asks for credentials in us-east-1',
    in: anywhere,
    at: 'eu-west-1-schema/SchemaFunction',
    change: set('Properties/Environment/Variables/AWS_STS_REGIONAL_ENDPOINTS', 'legacy'),
  },
  {
    rule: 'HA-SEC-1',
    breaks: 'the certificate is renewed by mail',
    in: anywhere,
    at: `${service}/Certificate`,
    change: set('Properties/ValidationMethod', 'EMAIL'),
    found: [`${service}/ServiceLoadBalancerHttps`],
  },
  {
    rule: 'HA-SEC-2',
    breaks: 'the standby database has no key of its own Region',
    in: liveElsewhere,
    at: '<other>-data/Database',
    change: remove('Properties/KmsKeyId'),
  },
  {
    rule: 'HA-SEC-2',
    breaks: 'replicated objects have no key of the other Region',
    in: liveElsewhere,
    at: 'eu-west-1-data/Objects',
    change: remove(
      'Properties/ReplicationConfiguration/Rules/0/Destination/EncryptionConfiguration',
    ),
  },
  {
    rule: 'HA-SEC-3',
    breaks: 'the key is deleted with its stack',
    in: anywhere,
    at: 'eu-west-1-foundation/Key',
    change: set('DeletionPolicy', 'Delete'),
  },
  {
    rule: 'HA-SEC-3',
    breaks: 'the key is gone after a week',
    in: anywhere,
    at: 'eu-west-1-foundation/Key',
    change: set('Properties/PendingWindowInDays', 7),
  },
  {
    rule: 'HA-SEC-4',
    breaks: 'the password of the database is in one Region',
    in: liveElsewhere,
    at: 'eu-west-1-data/DatabaseMasterSecret',
    change: remove('Properties/ReplicaRegions'),
  },
  {
    rule: 'HA-SEC-6',
    breaks: 'nothing limits the rate of requests',
    in: anywhere,
    at: `${service}/ServiceLoadBalancerWebAcl`,
    change: remove(),
    found: [`${service}/ServiceLoadBalancer`],
  },
];
