import { asBoolean } from '../../../assembly/index.ts';
import { BUCKET, holdsDeployed, holdsLogs } from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { judge } from '../../verdicts.ts';

/** Not judged: MFA delete, which CloudFormation cannot switch on. */
export const rule: ResourceRule = {
  id: 'HA-S3-4',
  consequence: 'versions can be deleted by an intruder',
  title: 'A bucket can lock versions of its objects',
  rationale:
    'Versions that can be deleted do not survive an intruder, or an administrator by mistake.',
  severity: 'info',
  fix: 'Set ObjectLockEnabled to true, with versioning, which it requires; it cannot be switched off again. For data that must not go, with a default retention.',
  wellArchitected: ['REL09-BP02'],
  controls: 'backup',
  docs: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html'],
  appliesTo: [BUCKET],
  check(bucket, { graph }) {
    if (holdsLogs(graph, bucket) || holdsDeployed(graph, bucket)) return undefined;
    return judge(asBoolean(graph.get(bucket, 'ObjectLockEnabled')), {
      property: ['ObjectLockEnabled'],
      absent: false,
      holds: (isOn) => isOn,
      expected: 'true',
    });
  },
};
