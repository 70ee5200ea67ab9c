import { asNumber, asString } from '../../../assembly/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { judge } from '../../verdicts.ts';

/** The longest time in which a deletion can be called off, and the default. */
const MAX_WINDOW_DAYS = 30;

export const rule: ResourceRule = {
  id: 'HA-SEC-3',
  consequence: 'a deleted key takes its data along',
  title: 'A key that encrypts data outlives its stack',
  rationale:
    'Data whose key has been deleted is lost, with all its backups; only the waiting period leaves time to notice.',
  severity: 'warning',
  onlyInProduction: true,
  fix: 'Set DeletionPolicy to Retain and PendingWindowInDays to 30.',
  wellArchitected: ['REL09-BP02'],
  controls: 'deletion',
  docs: [
    'https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-deletionpolicy.html',
  ],
  appliesTo: ['AWS::KMS::Key', 'AWS::KMS::ReplicaKey'],
  check(key, { graph }) {
    const usage = asString(graph.get(key, 'KeyUsage'));
    // A key that signs can be replaced by another.
    if (usage.state === 'known' && usage.value !== 'ENCRYPT_DECRYPT') return undefined;
    return [
      judge(asNumber(graph.get(key, 'PendingWindowInDays')), {
        property: ['PendingWindowInDays'],
        absent: MAX_WINDOW_DAYS,
        holds: (days) => days >= MAX_WINDOW_DAYS,
        expected: `${MAX_WINDOW_DAYS}`,
      }),
      {
        ...judge(asString(graph.attribute(key, 'DeletionPolicy')), {
          property: ['DeletionPolicy'],
          absent: 'Delete',
          holds: (policy) => policy.startsWith('Retain'),
          expected: 'Retain',
        }),
        // It stands beside the properties.
        property: [],
      },
    ];
  },
};
