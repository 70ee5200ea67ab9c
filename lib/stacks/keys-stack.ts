import type * as kms from 'aws-cdk-lib/aws-kms';
import { Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { RegionalKey } from '../../constructs/security/index.ts';
import type { Plan, RegionPlan } from '../strategies/index.ts';
import { stackProps } from './stack-props.ts';

/**
 * The Region's key, under an alias that is the same in every Region.
 *
 * It comes before everything else, in every Region: replicas of secrets and tables in this Region
 * are encrypted with it by the Region that writes them.
 */
export class KeysStack extends Stack {
  readonly key: kms.IKey;

  constructor(scope: Construct, id: string, plan: Plan, { region }: RegionPlan) {
    super(
      scope,
      id,
      stackProps(plan, region, { description: `Encryption key of ${plan.name}`, stateful: true }),
    );
    this.key = new RegionalKey(this, 'Key', { aliasName: plan.name }).key;
  }
}
