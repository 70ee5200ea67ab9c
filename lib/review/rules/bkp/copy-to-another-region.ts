import type { ResourceNode } from '../../../assembly/index.ts';
import { BACKUP_PLAN, BACKUP_RULES, backupCopiesOf, foreignCopiesOf } from '../../../aws/index.ts';
import type { Context, ResourceRule, Verdict } from '../../rule.ts';
import { evidenceOf, fail, listed, pass, unknown } from '../../verdicts.ts';

export const rule: ResourceRule = {
  id: 'HA-BKP-2',
  consequence: 'a lost Region takes its backups along',
  title: 'Backups are copied to another Region of the service',
  rationale: 'A backup that is only in the lost Region cannot be restored while it is lost.',
  severity: 'error',
  fix: 'Add a CopyActions entry with the ARN of a vault in another Region of the service.',
  wellArchitected: ['REL09-BP01'],
  controls: 'backup',
  docs: [
    'https://docs.aws.amazon.com/aws-backup/latest/devguide/cross-region-backup.html',
    'https://docs.aws.amazon.com/aws-backup/latest/devguide/create-cross-account-backup.html',
  ],
  appliesTo: [BACKUP_PLAN],
  check(plan, context) {
    const copied = judgeCopies(plan, context);
    const verdicts = [...(copied === undefined ? [] : [copied]), ...judgeForeign(plan, context)];
    return verdicts.length > 0 ? verdicts : undefined;
  },
};

/** Copies that another account cannot take, as nobody lets it use a key that AWS manages. */
function judgeForeign(plan: ResourceNode, { graph }: Context): readonly Verdict[] {
  return foreignCopiesOf(graph, plan).map(({ account, resources }) => {
    const details = { property: [...BACKUP_RULES], evidence: evidenceOf(resources, 'encrypted') };
    const found = `${listed(resources)} under a key that AWS manages`;
    return plan.account === undefined
      ? unknown(
          `${found} can be copied to ${account} only if that is the account of the plan`,
          details,
        )
      : fail(
          `${found} cannot be copied to the account ${account}, expected a key of its own`,
          details,
        );
  });
}

function judgeCopies(plan: ResourceNode, { graph, profile }: Context): Verdict | undefined {
  const others = profile.regions.map(({ name }) => name).filter((name) => name !== plan.region);
  const isHere = profile.regions.some(({ name }) => name === plan.region);
  if (others.length === 0 || (!isHere && plan.region !== undefined)) return undefined;
  const property = [...BACKUP_RULES];
  const regions = backupCopiesOf(graph, plan);
  const found = regions?.find((region) => region !== undefined && others.includes(region));
  if (found !== undefined && plan.region !== undefined) {
    return pass(`copies to ${found}`, { property });
  }
  if (regions === undefined || regions.includes(undefined) || plan.region === undefined) {
    return unknown('where the copies go is not known', { property });
  }
  const known = regions.filter((region) => region !== undefined).join(', ') || 'nowhere';
  return fail(`copies to ${known}, expected ${others.join(' or ')}`, { property });
}
