import { clustersOfGlobal } from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { evidenceOf, judgeCount } from '../../verdicts.ts';

export const rule: ResourceRule = {
  id: 'HA-REG-2',
  consequence: 'a lost Region takes the data along',
  title: 'A global database has clusters in two Regions',
  rationale: 'With clusters in one Region only, it replicates to nowhere, and is lost with it.',
  severity: 'error',
  fix: 'Add an AWS::RDS::DBCluster with its GlobalClusterIdentifier in another Region.',
  wellArchitected: ['REL13-BP02'],
  controls: 'redundancy',
  docs: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database.html',
  ],
  appliesTo: ['AWS::RDS::GlobalCluster'],
  check(global, { graph }) {
    const { members, open } = clustersOfGlobal(graph, global);
    const clusters = members.map(({ cluster }) => cluster);
    const regions = new Set(clusters.flatMap(({ region }) => region ?? []));
    const unplaced = clusters.filter(({ region }) => region === undefined).length;
    const min = Math.max(regions.size, Math.min(clusters.length, 1));
    const max = regions.size + unplaced + open.length;
    const evidence = evidenceOf(clusters, ({ region }) => `in ${region ?? 'an unknown Region'}`);
    return judgeCount({ min, max }, 2, 'Regions with a cluster', { evidence });
  },
};
