import type * as kms from 'aws-cdk-lib/aws-kms';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { RegionalBackupVault } from '../../constructs/backup/index.ts';
import { RegionalKey } from '../../constructs/security/index.ts';
import type { Plan, RegionPlan } from '../strategies/index.ts';
import { stackProps } from './stack-props.ts';

/**
 * What everything else in the Region stands on: its key and its vault, under names that are the
 * same in every Region, and the topic that its alarms go to.
 *
 * It is deployed first, in every Region: replicas of secrets and tables in this Region are
 * encrypted with its key by the Region that writes them, and backups are copied to its vault.
 */
export class FoundationStack extends Stack {
  readonly key: kms.IKey;
  readonly alarmTopic: sns.ITopic;
  readonly vault: RegionalBackupVault;

  constructor(scope: Construct, id: string, plan: Plan, { region }: RegionPlan) {
    super(
      scope,
      id,
      stackProps(plan, region, {
        description: `Key, vault and alarm topic of ${plan.name}`,
        stateful: true,
      }),
    );
    this.key = new RegionalKey(this, 'Key', { aliasName: plan.name }).key;
    this.alarmTopic = new sns.Topic(this, 'AlarmTopic', {
      displayName: `Alarms of ${plan.name} in ${region}`,
      masterKey: this.key,
      enforceSSL: true,
    });
    this.vault = new RegionalBackupVault(this, 'Vault', {
      vaultName: plan.name,
      encryptionKey: this.key,
    });
  }
}
