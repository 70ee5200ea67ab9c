import { RemovalPolicy } from 'aws-cdk-lib/core';
import type { ValidationRule } from './validation.ts';

const { DESTROY, RETAIN, RETAIN_ON_UPDATE_OR_DELETE, SNAPSHOT } = RemovalPolicy;

/**
 * Keeps `SNAPSHOT` from what CloudFormation takes no snapshots of, which it would refuse in the middle
 * of a deployment:
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html
 */
export const noSnapshots: ValidationRule<{ readonly removalPolicy?: RemovalPolicy }> = {
  condition: ({ removalPolicy }) => removalPolicy === SNAPSHOT,
  message: () =>
    `'removalPolicy' must be DESTROY, RETAIN or RETAIN_ON_UPDATE_OR_DELETE, got SNAPSHOT: ` +
    'CloudFormation takes snapshots of databases, caches and volumes, and of nothing else',
};

/** Whether it goes with its stack, so that nothing may protect it. */
export function isDisposable(removalPolicy: RemovalPolicy | undefined): boolean {
  return removalPolicy === DESTROY;
}

/**
 * What becomes of logs, secrets and the like beside something that leaves a last snapshot.
 *
 * @param kept the policy under which they are kept then
 */
export function besideSnapshot(
  removalPolicy: RemovalPolicy,
  kept: RemovalPolicy = RETAIN_ON_UPDATE_OR_DELETE,
): RemovalPolicy {
  return removalPolicy === SNAPSHOT ? kept : removalPolicy;
}

/** Whether it is left in the account as it is, so that what it stands on has to stay as well. */
export function isRetained(removalPolicy: RemovalPolicy): boolean {
  return removalPolicy === RETAIN || removalPolicy === RETAIN_ON_UPDATE_OR_DELETE;
}
