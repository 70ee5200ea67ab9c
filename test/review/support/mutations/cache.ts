import { anywhere } from '../../../support/plans.ts';
import { edit, type Mutation, remove, set } from './mutation.ts';

const group = '*-data/Cache';

export const cache: readonly Mutation[] = [
  {
    rule: 'HA-CACHE-1',
    breaks: 'the cache does not fail over',
    in: anywhere,
    at: group,
    change: set('Properties/AutomaticFailoverEnabled', false),
  },
  {
    rule: 'HA-CACHE-2',
    breaks: 'the nodes of the cache may be in one zone',
    in: anywhere,
    at: group,
    change: remove('Properties/MultiAZEnabled'),
  },
  {
    rule: 'HA-CACHE-3',
    breaks: 'the cache has one node',
    in: anywhere,
    at: group,
    change: set('Properties/NumCacheClusters', 1),
  },
  {
    rule: 'HA-CACHE-4',
    breaks: 'the cache has subnets in one zone only',
    in: anywhere,
    at: '*-data/CacheSubnetGroup',
    change: edit('Properties/SubnetIds', (subnets: readonly unknown[]) => subnets.slice(0, 1)),
    found: [group],
  },
  {
    rule: 'HA-CACHE-5',
    breaks: 'there are no snapshots of the cache',
    in: anywhere,
    at: group,
    change: set('Properties/SnapshotRetentionLimit', 0),
  },
];
