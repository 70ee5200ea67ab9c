import { asNumber, asString, type Resolved } from '../../../assembly/index.ts';
import {
  BACKUP_PLAN,
  BACKUP_RULES,
  backupRulesOf,
  longestGap,
  refusalsOf,
} from '../../../aws/index.ts';
import type { Profile } from '../../profile.ts';
import type { ResourceRule, Verdict } from '../../rule.ts';
import { evidenceOf, fail, pass, unknown } from '../../verdicts.ts';

type Rules = readonly ((...path: readonly string[]) => Resolved)[] | undefined;

const property = [...BACKUP_RULES];

/**
 * How often backups are made is judged where they are what another Region recovers from. Not
 * judged: `EnableContinuousBackup`, as its copies are periodic all the same, and as Aurora, RDS and
 * DynamoDB go back to any point in time by themselves, which HA-AUR-6 and HA-DDB-1 judge, and
 * buckets by their versions, HA-S3-1.
 */
export const rule: ResourceRule = {
  id: 'HA-BKP-3',
  consequence: 'more is lost than promised, or damage is noticed too late',
  title: 'A backup plan backs up as often as promised, and keeps backups long enough',
  rationale:
    'What is lost with a Region is what came after the last copy of a backup; and damage that is noticed late needs a backup from before it.',
  severity: 'warning',
  fix: 'Let the rule that copies to the other Region run at least as often as the recovery point demands, and set Lifecycle.DeleteAfterDays to the days for which backups are to be kept.',
  wellArchitected: ['REL09-BP03'],
  controls: 'backup',
  docs: [
    'https://docs.aws.amazon.com/aws-backup/latest/devguide/creating-a-backup-plan.html',
    'https://docs.aws.amazon.com/aws-backup/latest/devguide/point-in-time-recovery.html',
  ],
  appliesTo: [BACKUP_PLAN],
  check(plan, { graph, profile }) {
    const rules = backupRulesOf(graph, plan);
    const refused = refusalsOf(graph, plan).map(({ rule, vault, days, from, to }) => {
      const range = to === Number.POSITIVE_INFINITY ? `${from} or more` : `${from} to ${to}`;
      const found = days === undefined ? 'kept for good' : `kept for ${days} days`;
      return fail(
        `its backups are ${found}, and ${vault.logicalId} takes ${range}: the jobs fail`,
        {
          property: [...property, rule],
          evidence: evidenceOf([vault], 'locked vault'),
        },
      );
    });
    const retention = refused.length > 0 ? refused : [judgeRetention(rules, profile)];
    return [...retention, ...[judgeInterval(rules, profile)].flatMap((verdict) => verdict ?? [])];
  },
};

function judgeRetention(rules: Rules, { floors }: Profile): Verdict {
  const floor = floors.backupRetentionDays;
  const days = rules?.map((rule) => asNumber(rule('Lifecycle', 'DeleteAfterDays')));
  // Without a lifecycle, backups are kept until somebody deletes them.
  const known = days?.map((one) =>
    one.state === 'known' ? one.value : one.state === 'absent' ? Number.POSITIVE_INFINITY : 0,
  );
  const longest = Math.max(0, ...(known ?? []));
  const kept = longest === Number.POSITIVE_INFINITY ? 'for good' : `for ${longest} days`;
  if (longest >= floor) return pass(`backups are kept ${kept}`, { property });
  if (days === undefined || days.some(({ state }) => state === 'unknown')) {
    return unknown('how long backups are kept is not known', { property });
  }
  return fail(`backups are kept ${kept}, expected at least ${floor}`, { property });
}

function judgeInterval(rules: Rules, { recovery, objectives }: Profile): Verdict | undefined {
  const { rpoSeconds } = objectives;
  if (recovery !== 'restore' || rpoSeconds === undefined) return undefined;
  const copying = rules?.filter((rule) => rule('CopyActions').kind !== 'absent');
  // That nothing is copied is another finding.
  if (copying?.length === 0) return undefined;
  const gaps = copying?.map((rule) => {
    const schedule = asString(rule('ScheduleExpression'));
    return schedule.state === 'known' ? longestGap(schedule.value) : undefined;
  });
  const shortest = Math.min(...(gaps ?? []).map((gap) => gap ?? Number.POSITIVE_INFINITY));
  const found = `copies are up to ${shortest} seconds apart`;
  if (shortest <= rpoSeconds) return pass(found, { property });
  return gaps === undefined || gaps.includes(undefined)
    ? unknown('how often backups are copied is not known', { property })
    : fail(`${found}, expected at most ${rpoSeconds}`, { property });
}
