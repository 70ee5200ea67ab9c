import { asBoolean } from '../../../assembly/index.ts';
import { DB_CLUSTER, membersOfCluster } from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { evidenceOf, fail, pass, unknown } from '../../verdicts.ts';

export const rule: ResourceRule = {
  id: 'HA-AUR-9',
  consequence: 'clients may not reach the new writer after a failover',
  title: 'The instances of a cluster are all public, or none is',
  rationale:
    'After a failover the writer’s name leads to an instance with another kind of address: clients that reached the old one may not reach the new one.',
  severity: 'warning',
  fix: 'Set PubliclyAccessible to the same value on all instances of the cluster: false.',
  wellArchitected: ['REL11-BP02'],
  docs: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-rds-dbinstance.html#cfn-rds-dbinstance-publiclyaccessible',
  ],
  appliesTo: [DB_CLUSTER],
  check(cluster, { graph }) {
    const { members } = membersOfCluster(graph, cluster);
    if (members.length < 2) return undefined;
    const reads = members.map((one) => asBoolean(graph.get(one, 'PubliclyAccessible')));
    const values = new Set(reads.map((one) => (one.state === 'known' ? one.value : one.state)));
    const evidence = evidenceOf(members, 'instance of the cluster');
    if (values.has(true) && values.has(false)) {
      return fail('PubliclyAccessible is true on some instances and false on others', { evidence });
    }
    // Absent, it depends on the subnets, which are the same for all of them.
    if (values.size === 1 && !values.has('unknown')) {
      return pass('PubliclyAccessible is the same on all instances', { evidence });
    }
    return unknown('PubliclyAccessible is not known on all instances', { evidence });
  },
};
