import { clustersOfGlobal, globalDatabaseOf, membersOfCluster } from '../../../aws/index.ts';
import { computeStandsBy } from '../../profile.ts';
import type { ResourceRule } from '../../rule.ts';
import { evidenceOf, judgeCount } from '../../verdicts.ts';

export const rule: ResourceRule = {
  id: 'HA-REG-3',
  consequence: 'the standby database cannot take over',
  title: 'A secondary cluster of a global database has instances',
  rationale:
    'A cluster without an instance cannot be promoted until one has been created, which needs a control plane and capacity; with one only, it has no failover target once it has taken over.',
  severity: 'error',
  fix: 'Add an AWS::RDS::DBInstance for the cluster; two where instances of the service stand by.',
  wellArchitected: ['REL13-BP02'],
  controls: 'redundancy',
  docs: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database-attach.console.headless.html',
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.AuroraHighAvailability.html',
  ],
  appliesTo: ['AWS::RDS::DBCluster'],
  check(cluster, { graph, profile }) {
    const global = globalDatabaseOf(graph, cluster);
    if (global === undefined) return undefined;
    const { members } = clustersOfGlobal(graph, global);
    if (members.some((member) => member.cluster === cluster && member.isPrimary)) return undefined;
    const { members: instances, open } = membersOfCluster(graph, cluster);
    const count = { min: instances.length, max: instances.length + open.length };
    return judgeCount(count, computeStandsBy(profile) ? 2 : 1, 'instances', {
      evidence: evidenceOf(instances, 'an instance of the cluster'),
    });
  },
};
