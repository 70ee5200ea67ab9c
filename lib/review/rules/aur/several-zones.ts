import { targetOf, zoneKey, zonesOfSubnets } from '../../../assembly/index.ts';
import {
  DB_CLUSTER,
  DB_INSTANCE,
  isDatabase,
  madeInTwoZones,
  membersOfCluster,
  ZONES_OF_ANY_GROUP,
} from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { evidenceOf, fail, judgeCount } from '../../verdicts.ts';

export const rule: ResourceRule = {
  id: 'HA-AUR-2',
  consequence: 'a lost zone takes the database down',
  title: 'A database spans several Availability Zones',
  rationale: 'Instances that share a zone are lost together, and none is left to promote.',
  severity: 'error',
  fix: 'List subnets of several zones in the DBSubnetGroup, and give instances different zones or none.',
  wellArchitected: ['REL10-BP01'],
  controls: 'redundancy',
  docs: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.AuroraHighAvailability.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-rds-dbinstance.html#cfn-rds-dbinstance-availabilityzone',
  ],
  appliesTo: [DB_CLUSTER, DB_INSTANCE],
  check(cluster, { graph, profile }) {
    // A standby is made in another zone of the subnet group, or nowhere.
    if (!isDatabase(graph, cluster)) return undefined;
    const { members, open } = membersOfCluster(graph, cluster);
    const zones = members.map((one) => zoneKey(graph, graph.get(one, 'AvailabilityZone')));
    const named = zones.flatMap((zone) => (zone.state === 'known' ? [zone.value] : []));
    const isPinned = named.length === members.length && open.length === 0 && members.length > 1;
    if (isPinned && new Set(named).size === 1) {
      const evidence = evidenceOf(members, `in ${named[0]}`);
      return fail(`all ${members.length} instances are in ${named[0]}`, { evidence });
    }
    const property = ['DBSubnetGroupName'];
    const name = graph.get(cluster, ...property);
    // Without one it is in the default group, of all zones of the default VPC.
    if (cluster.type === DB_INSTANCE && name.kind === 'absent') return undefined;
    const group = targetOf(graph, name, ['AWS::RDS::DBSubnetGroup'], cluster.region);
    const count = group
      ? madeInTwoZones(zonesOfSubnets(graph, graph.get(group, 'SubnetIds')))
      : ZONES_OF_ANY_GROUP;
    const covers = `covers ${count.keys.join(', ') || 'zones not known'}`;
    const evidence = group && evidenceOf([group], covers);
    const what = 'Availability Zones of the subnet group';
    return judgeCount(count, profile.floors.availabilityZones, what, { property, evidence });
  },
};
