import { targetOf, zonesOfNames } from '../../../assembly/index.ts';
import { zonesOfList } from '../../../aws/index.ts';
import type { ResourceRule, Verdict } from '../../rule.ts';
import { judgeCount, unknown } from '../../verdicts.ts';

const SUBNET_GROUP = 'AWS::ElastiCache::SubnetGroup';

export const rule: ResourceRule = {
  id: 'HA-CACHE-4',
  consequence: 'a lost zone takes the cache down',
  title: 'A cache can place its nodes in several Availability Zones',
  rationale:
    'Multi-AZ has no other zone to use if all subnets, or all preferred zones, are one zone.',
  severity: 'error',
  fix: 'Give the subnet group subnets of at least two Availability Zones, and do not prefer one zone for all nodes.',
  wellArchitected: ['REL10-BP01'],
  controls: 'redundancy',
  docs: ['https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/SubnetGroups.html'],
  appliesTo: ['AWS::ElastiCache::ReplicationGroup'],
  check(cache, { graph, profile }) {
    const floor = profile.floors.availabilityZones;
    const verdicts: Verdict[] = [];
    const preferred = graph.get(cache, 'PreferredCacheClusterAZs');
    if (preferred.kind !== 'absent') {
      const property = ['PreferredCacheClusterAZs'];
      // A preference for more zones than there are nodes is for CloudFormation to refuse.
      verdicts.push(
        judgeCount(zonesOfNames(graph, preferred), Math.min(floor, 2), 'preferred zones', {
          property,
        }),
      );
    }
    const property = ['CacheSubnetGroupName'];
    const name = graph.get(cache, ...property);
    const group = targetOf(graph, name, [SUBNET_GROUP], cache.region);
    if (group === undefined) {
      const which = name.kind === 'absent' ? 'the default subnet group' : 'the subnet group';
      verdicts.push(unknown(`the Availability Zones of ${which} are not known`, { property }));
      return verdicts;
    }
    const zones = zonesOfList(graph, graph.get(group, 'SubnetIds'));
    const evidence = [{ resource: group, note: `in ${zones.keys.join(', ') || 'no known zone'}` }];
    const what = 'Availability Zones of the subnet group';
    return [...verdicts, judgeCount(zones, floor, what, { property, evidence })];
  },
};
