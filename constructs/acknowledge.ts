import { Validations } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';

/**
 * Acknowledges findings of cdk-nag, and of the project's own rules (`HA-…`), on `scope` and everything below it, with the reason why the
 * construct is right to cause them.
 *
 * The id is registered with the pack's name in front (`AwsSolutions::AwsSolutions-S1`), since only
 * that form leaves a trace: CDK then lists the finding with its reason under
 * `suppressedViolations` of the validation report, where an auditor finds it. A bare id would
 * silence the finding without a record.
 *
 * @param scope the construct that causes the finding
 * @param reason why it is right here, for the person who reviews the report
 * @param ruleIds the ids as cdk-nag prints them, for example `AwsSolutions-IAM5[Resource::*]`;
 *   what stands before the first hyphen is the pack's name
 */
export function acknowledge(scope: IConstruct, reason: string, ...ruleIds: string[]): void {
  for (const ruleId of ruleIds) {
    const pack = ruleId.startsWith('HA-') ? 'evenkeel' : ruleId.slice(0, ruleId.indexOf('-'));
    Validations.of(scope).acknowledge({ id: `${pack}::${ruleId}`, reason });
  }
}
