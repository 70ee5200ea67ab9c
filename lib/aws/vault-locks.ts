import { asNumber, type ResourceGraph, type ResourceNode, targetOf } from '../assembly/index.ts';
import { backupRulesOf } from './backup-plans.ts';

const VAULT = 'AWS::Backup::BackupVault';

/** A rule of a plan, and the vault that refuses what it keeps. */
export interface Refusal {
  readonly rule: number;
  readonly vault: ResourceNode;
  readonly days: number | undefined;
  readonly from: number;
  readonly to: number;
}

/**
 * The rules whose backups a vault refuses: kept for less than the minimum of its lock, or for more
 * than its maximum, so that the jobs fail
 * (https://docs.aws.amazon.com/aws-backup/latest/devguide/vault-lock.html).
 */
export function refusalsOf(graph: ResourceGraph, plan: ResourceNode): readonly Refusal[] {
  return (backupRulesOf(graph, plan) ?? []).flatMap((read, rule) => {
    const name = read('TargetBackupVault');
    const vault = targetOf(graph, name, [VAULT], plan.region);
    const kept = asNumber(read('Lifecycle', 'DeleteAfterDays'));
    if (vault === undefined || kept.state === 'unknown') return [];
    const bound = (property: string, absent: number) => {
      const days = asNumber(graph.get(vault, 'LockConfiguration', property));
      return days.state === 'known' ? days.value : absent;
    };
    const days = kept.state === 'known' ? kept.value : undefined;
    const [from, to] = [
      bound('MinRetentionDays', 0),
      bound('MaxRetentionDays', Number.POSITIVE_INFINITY),
    ];
    const length = days ?? Number.POSITIVE_INFINITY;
    return length < from || length > to ? [{ rule, vault, days, from, to }] : [];
  });
}

/** The plans whose backups a vault refuses. */
export function refusedBy(graph: ResourceGraph, vault: ResourceNode): readonly ResourceNode[] {
  return graph.having(['AWS::Backup::BackupPlan'], vaultsOf, vault);
}

function vaultsOf(graph: ResourceGraph, plan: ResourceNode) {
  return refusalsOf(graph, plan).map(({ vault }) => vault);
}
