import { Validations } from 'aws-cdk-lib/core';
import {
  AwsSolutionsChecks,
  HIPAASecurityChecks,
  NIST80053R5Checks,
  PCIDSS321Checks,
} from 'cdk-nag';
import type { IConstruct } from 'constructs';

/** The cdk-nag packs that every construct is held against. */
const packs = [AwsSolutionsChecks, NIST80053R5Checks, HIPAASecurityChecks, PCIDSS321Checks];

export interface Finding {
  readonly ruleId: string;
  readonly path: string;
  /** Why the construct is right to cause it; absent when nobody said so. */
  readonly reason?: string;
}

/** What all packs find below `scope`, acknowledged or not, in a stable order. */
export function findings(scope: IConstruct): Finding[] {
  const constructs = new Map(
    scope.node.root.node.findAll().map((child) => [child.node.path, child]),
  );
  return packs
    .flatMap((Pack) => new Pack(scope).validateScope(scope).violations)
    .flatMap(({ ruleName, violatingResources }) =>
      violatingResources.map(({ constructPath = '' }) => {
        const reason = acknowledgement(constructs.get(constructPath), ruleName);
        return { ruleId: ruleName, path: constructPath, ...(reason && { reason }) };
      }),
    )
    .sort((a, b) => `${a.ruleId} ${a.path}`.localeCompare(`${b.ruleId} ${b.path}`));
}

/** What all packs find below `scope` and nobody acknowledged, one line each: empty when compliant. */
export function unacknowledged(scope: IConstruct): string[] {
  return findings(scope)
    .filter((finding) => finding.reason === undefined)
    .map((finding) => `${finding.ruleId} ${finding.path}`);
}

/** The reason recorded on a construct or above it, as CDK itself looks it up. */
function acknowledgement(resource: IConstruct | undefined, ruleId: string): string | undefined {
  const id = `${ruleId.slice(0, ruleId.indexOf('-'))}::${ruleId}`;
  for (const construct of [...(resource?.node.scopes ?? [])].reverse()) {
    for (const { type, data } of construct.node.metadata) {
      if (type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY && id in data) return data[id];
    }
  }
  return undefined;
}
