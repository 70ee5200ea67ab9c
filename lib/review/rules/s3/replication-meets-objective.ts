import { asString, type ResourceGraph, type ResourceNode } from '../../../assembly/index.ts';
import { BUCKET, type Replication, replicationsOf } from '../../../aws/index.ts';
import type { ResourceRule, Verdict } from '../../rule.ts';
import { fail, judge, pass, unknown } from '../../verdicts.ts';

/** Seconds for which S3 Replication Time Control is made. */
const REPLICATION_TIME = 900;

export const rule: ResourceRule = {
  id: 'HA-S3-3',
  consequence: 'a failover misses objects, or a failback does',
  title: 'Replication of a bucket meets the recovery point, and leads back as well',
  rationale:
    'Without Replication Time Control a copy may be hours behind, unnoticed; without a rule back, what is written after a failover is missing when traffic returns.',
  severity: 'warning',
  fix: 'Switch on ReplicationTime and Metrics of the rule, and replicate from the destination back.',
  wellArchitected: ['REL13-BP02'],
  controls: 'backup',
  docs: [
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-time-control.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-s3-bucket-replicationtime.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/mrap-create-two-way-replication-rules.html',
  ],
  appliesTo: [BUCKET],
  check(bucket, { graph, profile }) {
    const verdicts = (replicationsOf(graph, bucket) ?? []).flatMap((rule): Verdict[] => {
      if (rule.reaches === false) {
        const { property } = rule;
        return [fail('the rule takes nothing of what the bucket encrypts with KMS', { property })];
      }
      const isBetweenRegions = rule.destination?.region !== bucket.region;
      if (!isBetweenRegions) return [];
      const { rpoSeconds } = profile.objectives;
      const isTimed = rpoSeconds !== undefined && rpoSeconds <= REPLICATION_TIME;
      // Replication Time Control is valid with metrics only, and without them nobody sees the delay.
      const time = ['ReplicationTime', 'Metrics'].map((part) => {
        const property = [...rule.property, 'Destination', part, 'Status'];
        return judge(asString(graph.get(bucket, ...property)), {
          property,
          absent: 'Disabled',
          holds: (status) => status === 'Enabled',
          expected: `Enabled for a recovery point of ${rpoSeconds} seconds`,
        });
      });
      const back = profile.liveData ? [judgeWayBack(graph, bucket, rule)] : [];
      return isTimed ? [...time, ...back] : back;
    });
    return verdicts.length > 0 ? verdicts : undefined;
  },
};

function judgeWayBack(graph: ResourceGraph, bucket: ResourceNode, rule: Replication): Verdict {
  const { destination } = rule;
  const property = [...rule.property, 'Destination', 'Bucket'];
  if (destination === undefined) return unknown('the destination is not at hand', { property });
  const evidence = [{ resource: destination, note: `destination in ${destination.region}` }];
  const back = replicationsOf(graph, destination);
  const isBack = back?.some((one) => one.isCertain && one.destination === bucket);
  if (isBack) return pass('the destination is replicated back', { property, evidence });
  const isOpen = back?.some((one) => one.destination === undefined || !one.isCertain) ?? true;
  return isOpen
    ? unknown('whether the destination is replicated back is not known', { property, evidence })
    : fail('the destination is not replicated back', { property, evidence });
}
