import type * as kms from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { RegionalBackupVault } from '../../constructs/backup/index.ts';
import type { AlertChannels } from '../../constructs/observability/index.ts';
import { RegionalKey } from '../../constructs/security/index.ts';
import type { Plan, RegionPlan } from '../strategies/index.ts';
import { alertChannels } from './alert-channels.ts';
import { operatorOutputs } from './operator-outputs.ts';
import { ReferableStack } from './references/referable-stack.ts';
import { removal, stackProps } from './stack-props.ts';

/**
 * What everything else in the Region stands on: its key and its vault, under names that are the
 * same in every Region, and the channels by which it alerts people.
 *
 * It is deployed first, in every Region: replicas of secrets and tables in this Region are
 * encrypted with its key by the Region that writes them, and backups are copied to its vault.
 */
export class FoundationStack extends ReferableStack {
  readonly key: kms.IKey;
  readonly alerts: AlertChannels;
  /** Absent where nothing is backed up. */
  readonly vault?: RegionalBackupVault;

  constructor(scope: Construct, id: string, plan: Plan, { region }: RegionPlan) {
    super(
      scope,
      id,
      stackProps(plan, region, {
        description: `Key, vault and alert channels of ${plan.name}`,
        stateful: true,
      }),
    );
    this.key = new RegionalKey(this, 'Key', { aliasName: plan.name, ...removal(plan) }).key;
    this.alerts = alertChannels(this, plan, plan.name, this.key);
    this.keepExported(this.key.keyArn, this.alerts.page.topicArn, this.alerts.ticket.topicArn);
    if (plan.safeguards.backups) {
      this.vault = new RegionalBackupVault(this, 'Vault', {
        vaultName: plan.name,
        encryptionKey: this.key,
        ...removal(plan),
      });
      this.keepExported(this.vault.vault.backupVaultName, this.vault.vault.backupVaultArn);
    }
    operatorOutputs(this, { KeyArn: [this.key.keyArn, 'The key of the Region'] });
  }
}
