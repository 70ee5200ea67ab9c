import type { ResourceNode } from '../../assembly/index.ts';
import { byFact } from '../figures.ts';
import type { Context, DataFailback } from '../part.ts';
import type { Bar } from '../prediction.ts';

/**
 * Aurora adds a primary Region that was failed over back as a secondary one, with new storage; its
 * switchover synchronizes both before it changes roles.
 *
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database-disaster-recovery.html
 */
export function switchedBack(
  context: Context,
  cluster: ResourceNode,
  region: string,
): DataFailback {
  const name = context.nameOf(cluster);
  const bar = (phase: Bar['phase'], title: string, fact: string): Bar => ({
    phase,
    title,
    ...context.figures.fact(fact),
    evidence: [byFact(fact), context.evidence(cluster)],
  });
  const rejoins = bar('warm', `Aurora rebuilds ${name} as a secondary cluster`, 'aurora.rejoin');
  const switches = bar('switch', `${name} is switched over to ${region}`, 'aurora.switchover');
  return {
    rejoins: [rejoins],
    switches: [switches],
    because: [
      {
        text: `${name} goes back by a switchover, which loses nothing; what had not left ${region} at the failover is in a snapshot of its old storage, where Aurora could take one`,
        evidence: [byFact('aurora.switchover'), byFact('aurora.rejoin')],
      },
    ],
  };
}

/**
 * A global table keeps what it could not replicate, and does when both Regions are there.
 *
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-global-table-design.prescriptive-guidance.evacuation.html
 */
export function propagated(context: Context, node: ResourceNode): DataFailback {
  const text = `DynamoDB brings over by itself what ${context.nameOf(node)} of either Region has to replicate`;
  return {
    rejoins: [],
    switches: [],
    because: [{ text, evidence: [context.evidence(node, 'Replicas')] }],
  };
}
