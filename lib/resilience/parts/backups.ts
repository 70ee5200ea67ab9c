import { asList, asNumber, asString, type ResourceNode } from '../../assembly/index.ts';
import {
  BACKUP_PLAN,
  backupCopiesOf,
  backupRulesOf,
  isSelected,
  longestGap,
} from '../../aws/index.ts';
import { byAssumption, byFact } from '../figures.ts';
import type { Context, Impact } from '../part.ts';
import type { Evidence } from '../prediction.ts';
import { span, sum } from '../spans.ts';
import { byHand } from './detection.ts';

/** The copies of a resource's backups in another Region: where, and how often they are made. */
export interface Copies {
  readonly region: string;
  /** Seconds between two of them, at the most. */
  readonly gap: number;
  readonly evidence: readonly Evidence[];
}

const SELECTION = 'AWS::Backup::BackupSelection';

/** Where a resource's backups are copied to; the most frequent copy, undefined if there is none. */
export function copiedTo(context: Context, node: ResourceNode): Copies | undefined {
  const { graph } = context;
  const plans = graph.resourcesOf(BACKUP_PLAN).filter((plan) => selects(context, plan, node));
  const all = plans.flatMap((plan) => {
    const regions = backupCopiesOf(graph, plan) ?? [];
    return (backupRulesOf(graph, plan) ?? []).flatMap((rule, i) => {
      const copies = asList(rule('CopyActions'));
      if (copies.state !== 'known' || copies.value.length === 0) return [];
      const schedule = asString(rule('ScheduleExpression'));
      const gap = schedule.state === 'known' ? longestGap(schedule.value) : undefined;
      const region = regions.find((one) => one !== undefined && one !== node.region);
      if (region === undefined) return [];
      const path = ['BackupPlan', 'BackupPlanRule', i, 'ScheduleExpression'];
      return [{ region, gap: gap ?? 24 * 3600, evidence: [context.evidence(plan, ...path)] }];
    });
  });
  return all.toSorted((a, b) => a.gap - b.gap)[0];
}

function selects({ graph }: Context, plan: ResourceNode, node: ResourceNode): boolean {
  return graph
    .referrers(plan)
    .some(({ from }) => from.type === SELECTION && isSelected(graph, from, node) !== false);
}

/** What is done, and lost, when a resource is restored from the copy of a backup. */
export function restored(
  context: Context,
  node: ResourceNode,
  { region, gap, evidence }: Copies,
): Impact {
  const copy = context.figures.fact('backup.copy');
  const name = context.nameOf(node);
  return {
    comesBack: 'hand',
    share: 1,
    bars: [
      byHand(
        context,
        'restoreMinutes',
        `People restore ${name} in ${region} from the copy of a backup`,
        evidence,
      ),
    ],
    rpo: sum([span(0, gap / 2, gap), copy]),
    because: [
      {
        text: `of ${name} there are copies of backups in ${region} only`,
        evidence: [...evidence, byFact('backup.copy'), byAssumption('restoreMinutes')],
      },
    ],
  };
}

/** Whether a database is restored to a point in time, from backups of its own. */
export function hasAutomatedBackups({ graph }: Context, node: ResourceNode): boolean {
  const days = asNumber(graph.get(node, 'BackupRetentionPeriod'));
  return days.state !== 'known' || days.value > 0;
}
