import { type Duration, Token } from 'aws-cdk-lib/core';
import type { RetentionBounds } from '../inputs/backup-vault.ts';
import type { ValidationRule } from '../validation.ts';
import { SHORTEST_OBJECTIVE_MINUTES } from './backup-interval.ts';
import { isShorterThanDays } from './regional-backup-vault.ts';
import { CONTINUOUS_RETENTION, problemWithRetention } from './vault-lock.ts';

/** The props of a plan with their defaults, and what has to be known of its stack. */
export interface CheckedPlan {
  readonly resourceCount: number;
  readonly copyTo: readonly string[];
  readonly copyRetention: Duration;
  readonly objective: Duration;
  readonly vault: RetentionBounds;
  readonly airGappedVault: (RetentionBounds & { readonly region: string }) | undefined;
  readonly region: string;
}

/** The longest that CloudWatch looks back, in minutes. */
const LONGEST_OBJECTIVE_MINUTES = 7 * 24 * 60;

const problem = (
  retention: Duration,
  { minRetention, maxRetention }: RetentionBounds,
): string | undefined => problemWithRetention(retention, minRetention, maxRetention);

const airGapProblem = ({ copyRetention, airGappedVault }: CheckedPlan) =>
  airGappedVault && problem(copyRetention, airGappedVault);

/** What must not hold for a plan. */
export const planRules: ValidationRule<CheckedPlan>[] = [
  {
    condition: ({ resourceCount }) => resourceCount === 0,
    message: () =>
      `'clusters', 'buckets' and 'tables' must name at least 1 resource in all, got none`,
  },
  {
    condition: ({ copyTo, region }) => !Token.isUnresolved(region) && copyTo.includes(region),
    message: ({ region }) =>
      `'copyTo' must name other Regions only, got this stack's own, ${region}: leave it out`,
  },
  {
    condition: ({ copyTo }) => new Set(copyTo).size < copyTo.length,
    message: ({ copyTo }) => `'copyTo' must name each Region once, got ${copyTo.join(', ')}`,
  },
  {
    condition: ({ objective }) =>
      !objective.isUnresolved() &&
      (objective.toMinutes() < SHORTEST_OBJECTIVE_MINUTES ||
        objective.toMinutes() > LONGEST_OBJECTIVE_MINUTES),
    message: ({ objective }) =>
      `'recoveryPointObjective' must be from 2 hours, since AWS Backup runs at most once an hour and ` +
      `copies take their time, to 7 days, got ${objective.toHumanString()}: replicate what must not ` +
      `lose as much`,
  },
  {
    condition: ({ vault }) => problem(CONTINUOUS_RETENTION, vault) !== undefined,
    message: ({ vault }) =>
      `the lock of 'vault' must admit continuous backups, which are kept for ` +
      `${CONTINUOUS_RETENTION.toDays()} days, got ${problem(CONTINUOUS_RETENTION, vault)}`,
  },
  {
    condition: ({ copyRetention }) =>
      isShorterThanDays(copyRetention, CONTINUOUS_RETENTION.toDays()),
    message: ({ copyRetention }) =>
      `'copyRetention' must be at least ${CONTINUOUS_RETENTION.toDays()} days, as long as the ` +
      `backups in this Region, got ${copyRetention.toHumanString()}`,
  },
  {
    condition: ({ copyTo, copyRetention, vault }) =>
      copyTo.length > 0 && problem(copyRetention, vault) !== undefined,
    message: ({ copyRetention, vault }) =>
      `'copyRetention' must be ${problem(copyRetention, vault)}, or the vaults refuse the copies, ` +
      `got ${copyRetention.toHumanString()}`,
  },
  {
    condition: (plan) => airGapProblem(plan) !== undefined,
    message: (plan) =>
      `'copyRetention' must be ${airGapProblem(plan)}, or 'airGappedVault' refuses the copies, got ` +
      `${plan.copyRetention.toHumanString()}`,
  },
  {
    condition: ({ airGappedVault, region }) =>
      airGappedVault !== undefined && airGappedVault.region !== region,
    message: ({ airGappedVault, region }) =>
      `'airGappedVault' must be in the Region of this stack, ${region}, since AWS Backup copies no ` +
      `Aurora cluster to an air-gapped vault of another, got one in ` +
      `${airGappedVault?.region}`,
  },
];
