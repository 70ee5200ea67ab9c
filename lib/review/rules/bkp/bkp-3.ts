import { asNumber } from '../../../assembly/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { fail, pass, unknown } from '../../verdicts.ts';
import { PLAN, RULES, rulesOf } from './shared.ts';

export const bkp3: ResourceRule = {
  id: 'HA-BKP-3',
  title: 'A backup plan keeps backups long enough to notice damage',
  rationale:
    'Damage that is noticed after the last good backup has expired cannot be undone by any restore.',
  severity: 'warning',
  fix: 'Raise Lifecycle.DeleteAfterDays of one rule at least to the floor backupRetentionDays.',
  wellArchitected: ['REL09-BP03'],
  controls: 'backup',
  docs: ['https://docs.aws.amazon.com/aws-backup/latest/devguide/creating-a-backup-plan.html'],
  appliesTo: [PLAN],
  check(plan, { graph, profile }) {
    const property = [...RULES];
    const rules = rulesOf(graph, plan);
    const floor = profile.floors.backupRetentionDays;
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
  },
};
