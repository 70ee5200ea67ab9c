import { asNumber, asString } from '../../../assembly/index.ts';
import { DB_CLUSTER, membersOfCluster } from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { evidenceOf, judgeCount } from '../../verdicts.ts';

/**
 * Not judged: provisioned instances. Their tier is an order of promotion, which HA-AUR-4 judges;
 * that of serverless ones decides as well whether they follow the capacity of the writer.
 */
export const rule: ResourceRule = {
  id: 'HA-AUR-3',
  consequence: 'a failover promotes an instance that is too small',
  title: 'A serverless reader that may be promoted is as large as the writer',
  rationale:
    'Serverless readers follow the capacity of the writer in promotion tiers 0 and 1 only; from a higher tier a small one is promoted under full load.',
  severity: 'warning',
  fix: 'Set PromotionTier to 0 or 1 on the writer and on one reader at least.',
  wellArchitected: ['REL11-BP02'],
  controls: 'capacity',
  docs: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2-administration.html#aurora-serverless-v2-choosing-promotion-tier',
  ],
  appliesTo: [DB_CLUSTER],
  check(cluster, { graph }) {
    const { members, open } = membersOfCluster(graph, cluster);
    const classes = members.map((one) => asString(graph.get(one, 'DBInstanceClass')));
    const isServerless = classes.some(
      (one) => one.state === 'known' && one.value === 'db.serverless',
    );
    // With one instance there is nothing to promote, which is another finding.
    if (!isServerless || members.length + open.length < 2) return undefined;
    const tiers = members.map((one) => asNumber(graph.get(one, 'PromotionTier')));
    // Absent, the tier is 1.
    const near = tiers.filter(
      (tier) => tier.state === 'absent' || (tier.state === 'known' && tier.value <= 1),
    );
    const unsure = tiers.filter(({ state }) => state === 'unknown').length + open.length;
    const evidence = evidenceOf(members, 'instance of the cluster');
    // Writer and target change places with each failover: both have to be near.
    const bounds = { min: near.length, max: near.length + unsure };
    return judgeCount(bounds, 2, 'instances in promotion tiers 0 and 1', { evidence });
  },
};
