import { referencesIn } from '../../../assembly/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { fail, pass, unknown } from '../../verdicts.ts';

export const rule: ResourceRule = {
  id: 'HA-REG-8',
  consequence: 'an empty cache sends all reads to the database after a failover',
  title: 'Caches of several Regions are replicated, or can be rebuilt',
  rationale:
    'After a failover an empty cache sends all reads to the database, at the moment in which it has least to spare.',
  severity: 'warning',
  fix: 'Make them members of an AWS::ElastiCache::GlobalReplicationGroup, or acknowledge that the database carries all reads while the cache fills.',
  wellArchitected: ['REL13-BP02'],
  controls: 'redundancy',
  docs: ['https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Redis-Global-Datastore.html'],
  appliesTo: ['AWS::ElastiCache::ReplicationGroup'],
  check(group, { graph, profile }) {
    if (!profile.liveData) return undefined;
    const caches = graph.resourcesOf('AWS::ElastiCache::ReplicationGroup');
    const isElsewhere = caches.some(({ region }) => region !== group.region);
    if (!isElsewhere) return undefined;
    const id = graph.get(group, 'GlobalReplicationGroupId');
    if (id.kind !== 'absent') {
      return pass('it is a member of a global datastore', {
        property: ['GlobalReplicationGroupId'],
      });
    }
    const globals = graph.resourcesOf('AWS::ElastiCache::GlobalReplicationGroup');
    const global = globals.find((one) =>
      referencesIn(graph.get(one, 'Members')).some(({ node }) => node === group),
    );
    if (global !== undefined) {
      const evidence = [{ resource: global, note: 'the global datastore' }];
      return pass('it is a member of a global datastore', { evidence });
    }
    return globals.length > 0
      ? unknown('whether it is a member of a global datastore of these templates is not known')
      : fail('it is not replicated, and there is a cache in another Region');
  },
};
