import { anywhere, liveElsewhere } from '../../../support/plans.ts';
import { type Mutation, remove, set } from './mutation.ts';

const table = 'eu-west-1-data/Sessions';
const replica = 'Properties/Replicas/Region!=eu-west-1';

export const ddb: readonly Mutation[] = [
  {
    rule: 'HA-DDB-1',
    breaks: 'the table cannot be restored to a point in time',
    in: anywhere,
    at: table,
    change: remove('Properties/Replicas/Region=eu-west-1/PointInTimeRecoverySpecification'),
  },
  {
    rule: 'HA-DDB-1',
    breaks: 'a replica cannot be restored to a point in time',
    in: liveElsewhere,
    at: table,
    change: set(`${replica}/PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled`, false),
  },
  {
    rule: 'HA-DDB-2',
    breaks: 'a replica can be deleted',
    in: liveElsewhere,
    at: table,
    change: set(`${replica}/DeletionProtectionEnabled`, false),
  },
  {
    rule: 'HA-DDB-2',
    breaks: 'the table can be deleted',
    in: anywhere,
    at: table,
    change: remove('Properties/Replicas/Region=eu-west-1/DeletionProtectionEnabled'),
  },
  {
    rule: 'HA-DDB-3',
    breaks: 'the capacity of the table is fixed',
    in: anywhere,
    at: table,
    change: set('Properties/BillingMode', 'PROVISIONED'),
  },
  {
    rule: 'HA-DDB-4',
    breaks: 'the table has no replica in the other Region',
    in: liveElsewhere,
    at: table,
    change: remove(replica),
    also: [{ rule: 'HA-REG-14', on: '', why: 'there is no other table in that Region' }],
  },
];
