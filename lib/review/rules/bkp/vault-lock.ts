import { asString, type ResourceGraph, type ResourceNode } from '../../../assembly/index.ts';
import { refusedBy } from '../../../aws/index.ts';
import type { ResourceRule, Verdict } from '../../rule.ts';
import { evidenceOf, fail, listed, pass, unknown } from '../../verdicts.ts';

const LOCK = ['LockConfiguration'];

export const rule: ResourceRule = {
  id: 'HA-BKP-4',
  consequence: 'whoever can delete the data can delete its backups',
  title: 'A backup vault is locked, and stays when its stack goes',
  rationale:
    'Backups are the last resort against deletion, by mistake or by an attacker: whoever can delete the data must not be able to delete them.',
  severity: 'warning',
  fix: 'Set LockConfiguration with MinRetentionDays, and DeletionPolicy to Retain.',
  wellArchitected: ['REL09-BP02'],
  controls: 'backup',
  docs: [
    'https://docs.aws.amazon.com/aws-backup/latest/devguide/vault-lock.html',
    'https://docs.aws.amazon.com/aws-backup/latest/devguide/delete-a-vault.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-deletionpolicy.html',
  ],
  appliesTo: ['AWS::Backup::BackupVault'],
  check(vault, { graph }) {
    const lock = graph.get(vault, ...LOCK);
    const locked: Verdict =
      lock.kind === 'unknown'
        ? unknown(`LockConfiguration is not known: ${lock.reason}`, { property: LOCK })
        : lock.kind === 'absent'
          ? fail('LockConfiguration is absent, expected a vault lock', {
              property: LOCK,
              severity: 'info',
            })
          : judgeRefusals(graph, vault);
    const policy = asString(graph.attribute(vault, 'DeletionPolicy'));
    if (policy.state === 'unknown') {
      return [locked, unknown(`DeletionPolicy is not known: ${policy.reason}`)];
    }
    const value = policy.state === 'known' ? policy.value : 'Delete, the default';
    const message = `DeletionPolicy is ${value}`;
    return [
      locked,
      value.startsWith('Retain')
        ? pass(message)
        : // AWS Backup deletes no vault that holds anything.
          fail(`${message}, expected Retain`, { severity: 'info' }),
    ];
  },
};

/** A lock that refuses the backups of a plan protects none. */
function judgeRefusals(graph: ResourceGraph, vault: ResourceNode): Verdict {
  const refused = refusedBy(graph, vault);
  const details = { property: LOCK, evidence: evidenceOf(refused, 'backup plan') };
  return refused.length === 0
    ? pass('the vault is locked', { property: LOCK })
    : fail(`its lock refuses backups of ${listed(refused)}, by how long they are kept`, details);
}
