import { asBoolean, type ResourceGraph, type ResourceNode, textKey } from '../assembly/index.ts';
import { backupRulesOf, selectionsOf } from './backup-plans.ts';
import { isSelected } from './backup-selections.ts';
import { keyBehind } from './keys.ts';

/** What AWS Backup copies under the key that it was encrypted with, and not under that of a vault. */
const UNDER_OWN_KEY = [
  'AWS::DocDB::DBCluster',
  'AWS::EC2::Volume',
  'AWS::Neptune::DBCluster',
  'AWS::RDS::DBCluster',
  'AWS::RDS::DBInstance',
] as const;

/** Copies that a plan makes in an account, of data under keys that AWS manages. */
export interface ForeignCopies {
  readonly account: string;
  readonly resources: readonly ResourceNode[];
}

/**
 * The copies of a plan that another account cannot take: a snapshot under a key that AWS manages
 * stays in its account
 * (https://docs.aws.amazon.com/aws-backup/latest/devguide/create-cross-account-backup.html).
 */
export function foreignCopiesOf(
  graph: ResourceGraph,
  plan: ResourceNode,
): readonly ForeignCopies[] {
  const accounts = (backupRulesOf(graph, plan) ?? []).flatMap((rule) => {
    const copies = rule('CopyActions');
    const items = copies.kind === 'list' ? copies.items : [];
    return items.flatMap((copy) => {
      const arn =
        copy.kind === 'mapping' ? copy.entries.get('DestinationBackupVaultArn') : undefined;
      const account = arn && textKey(arn)?.split(':')[4];
      return account !== undefined && /^\d{12}$/.test(account) ? [account] : [];
    });
  });
  const others = [...new Set(accounts)].filter((account) => account !== plan.account);
  if (others.length === 0) return [];
  const selections = selectionsOf(graph, plan);
  const resources = graph.select(
    UNDER_OWN_KEY,
    (node) =>
      isUnderManagedKey(graph, node) &&
      selections.some((selection) => isSelected(graph, selection, node) === true),
  );
  return resources.length === 0 ? [] : others.map((account) => ({ account, resources }));
}

function isUnderManagedKey(graph: ResourceGraph, node: ResourceNode): boolean {
  const flag = node.type === 'AWS::EC2::Volume' ? 'Encrypted' : 'StorageEncrypted';
  const encrypted = asBoolean(graph.get(node, flag));
  const key = graph.get(node, 'KmsKeyId');
  if (encrypted.state !== 'known' || !encrypted.value) return false;
  return key.kind === 'absent' || keyBehind(graph, key, node.region) === 'aws';
}
