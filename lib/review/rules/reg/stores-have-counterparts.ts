import type { ResourceNode } from '../../../assembly/index.ts';
import {
  BUCKET,
  DB_INSTANCE,
  holdsData,
  holdsDeployed,
  holdsLogs,
  isCopied,
  isRefilled,
  isReplicated,
  STATEFUL,
} from '../../../aws/index.ts';
import type { Profile } from '../../profile.ts';
import type { ResourceRule, Verdict } from '../../rule.ts';
import { fail, pass, unknown } from '../../verdicts.ts';

/** What rules of their own judge where the data is live in several Regions: S3-2, DDB-4, REG-8. */
const JUDGED_ELSEWHERE = [
  'AWS::DynamoDB::GlobalTable',
  'AWS::ElastiCache::ReplicationGroup',
  BUCKET,
];

/**
 * Not judged: services without declared roles of Regions, as two Regions may be two services; and
 * what is on its way, in queues and streams.
 */
export const rule: ResourceRule = {
  id: 'HA-REG-17',
  consequence: 'what it holds is gone with its Region',
  title: 'What holds data has a counterpart in another Region',
  rationale:
    'A store that is the only one of its data takes it along when its Region is lost; one of the same name in the other Region does not help, if nothing replicates the first.',
  severity: 'error',
  fix: 'Replicate it to the other Region, copy its backups there by a backup plan, or acknowledge that it can be made anew.',
  wellArchitected: ['REL13-BP02', 'REL09-BP01'],
  controls: 'backup',
  docs: [
    'https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/rel_planning_for_recovery_disaster_recovery.html',
    'https://docs.aws.amazon.com/aws-backup/latest/devguide/cross-region-backup.html',
  ],
  appliesTo: [DB_INSTANCE, ...STATEFUL],
  check(store, { graph, profile }) {
    if (!isWrittenAndLeft(store, profile)) return undefined;
    if (profile.liveData && JUDGED_ELSEWHERE.includes(store.type)) return undefined;
    if (isRefilled(store) || store.type === 'AWS::RDS::GlobalCluster') return undefined;
    if (store.type === DB_INSTANCE && !holdsData(graph, store)) return undefined;
    if (store.type === BUCKET && (holdsLogs(graph, store) || holdsDeployed(graph, store))) {
      return undefined;
    }
    return judgeStore(isReplicated(graph, store), isCopied(graph, store), profile.liveData);
  },
};

/** Whether data is written in its Region, and another Region has to do without that one. */
function isWrittenAndLeft({ region }: ResourceNode, { regions }: Profile): boolean {
  const role = regions.find(({ name }) => name === region)?.role;
  return (role === 'primary' || role === 'active') && regions.length > 1;
}

function judgeStore(
  replicated: boolean | undefined,
  copied: boolean | undefined,
  isLive: boolean | undefined,
): Verdict {
  if (replicated) return pass('it is replicated to another Region');
  if (copied && !isLive) return pass('its backups are copied to another Region');
  if (replicated === undefined) {
    return unknown('the template does not say whether its service replicates it');
  }
  if (copied) {
    const message =
      'its backups are copied to another Region, and nothing replicates what was written since';
    return fail(message, { severity: 'warning' });
  }
  return copied === undefined
    ? unknown('whether a backup plan copies it to another Region is not known')
    : fail('nothing replicates it, or copies its backups, to another Region');
}
