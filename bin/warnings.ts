import { Annotations, type App, Stack } from 'aws-cdk-lib/core';
import { tableSource } from '../lib/config/instance-table.ts';
import { unlistedTypes } from '../lib/config/instance-types.ts';
import { regions } from '../lib/config/regions.ts';
import type { Plan } from '../lib/strategies/index.ts';

/** Names that belong to nobody: https://www.rfc-editor.org/rfc/rfc2606 */
const RESERVED_NAME = /(^|\.)(example\.(com|net|org)|(example|invalid|test))$/;

/** Warns of what synthesizes and cannot be deployed as it stands, by ids that can be acknowledged. */
export function warnOf(app: App, plan: Plan): void {
  // The CDK shows what is attached to stacks, and nothing of what contains them.
  const stack = app.node.findAll().find((construct) => Stack.isStack(construct));
  if (stack === undefined) return;
  const warnings = Annotations.of(stack);
  const { zoneName, hostedZoneId } = plan.domain;
  if (hostedZoneId?.endsWith('EXAMPLE')) {
    warnings.addWarningV2(
      'evenkeel:sampleHostedZone',
      `domain.hostedZoneId is '${hostedZoneId}', which is a placeholder: give the id of your hosted zone before you deploy`,
    );
  }
  if (RESERVED_NAME.test(zoneName)) {
    warnings.addWarningV2(
      'evenkeel:sampleDomain',
      `domain.zoneName is '${zoneName}', which is reserved for documentation and belongs to nobody: give your own domain before you deploy`,
    );
  }
  for (const { key, type } of unlistedTypes(plan)) {
    warnings.addWarningV2(
      `evenkeel:${key}Unlisted`,
      `${key} is '${type}', which is not in the list of types (${tableSource}): see that every Region of the config has it before you deploy`,
    );
  }
  const optIn = plan.regions
    .map(({ region }) => region)
    .filter((region) => regions.get(region)?.isOptIn);
  if (optIn.length > 0) {
    warnings.addWarningV2(
      'evenkeel:optInRegions',
      `${optIn.join(', ')} must be enabled for the account before anything can be deployed there: aws account enable-region --region-name REGION, which can take hours`,
    );
  }
}
