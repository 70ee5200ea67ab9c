import {
  asList,
  type Resolved,
  type ResourceGraph,
  type ResourceNode,
  targetOf,
  textKey,
} from '../assembly/index.ts';

export const BACKUP_PLAN = 'AWS::Backup::BackupPlan';
export const BACKUP_RULES = ['BackupPlan', 'BackupPlanRule'] as const;

/** How to read a property of each rule of a plan; undefined if the rules are not known. */
export function backupRulesOf(
  graph: ResourceGraph,
  plan: ResourceNode,
): readonly ((...path: readonly string[]) => Resolved)[] | undefined {
  const list = asList(graph.get(plan, ...BACKUP_RULES));
  if (list.state === 'unknown') return undefined;
  const rules = list.state === 'known' ? list.value : [];
  return rules.map(
    (_, i) =>
      (...path) =>
        graph.get(plan, ...BACKUP_RULES, i, ...path),
  );
}

/** The Regions that a plan copies to, undefined for each that is not known, or if none is. */
export function backupCopiesOf(
  graph: ResourceGraph,
  plan: ResourceNode,
): readonly (string | undefined)[] | undefined {
  return backupRulesOf(graph, plan)?.flatMap((rule) => {
    const copies = asList(rule('CopyActions'));
    if (copies.state === 'unknown') return [undefined];
    return copies.state === 'known' ? copies.value.map(regionOf) : [];
  });
}

/** The Region of the vault that a copy action names; undefined if it is not known. */
function regionOf(copy: Resolved): string | undefined {
  const arn = copy.kind === 'mapping' ? copy.entries.get('DestinationBackupVaultArn') : undefined;
  if (arn === undefined) return undefined;
  if (arn.kind === 'reference') return arn.node.region;
  const first = arn.kind === 'text' ? textKey(arn.parts[0] ?? arn) : textKey(arn);
  const region = (textKey(arn) ?? first)?.split(':')[3];
  return region === undefined || region === '' || region.startsWith('<') ? undefined : region;
}

/** The selections that say what a plan backs up. */
export function selectionsOf(graph: ResourceGraph, plan: ResourceNode): readonly ResourceNode[] {
  return graph.having(['AWS::Backup::BackupSelection'], plansOf, plan);
}

function plansOf(graph: ResourceGraph, selection: ResourceNode) {
  return [targetOf(graph, graph.get(selection, 'BackupPlanId'), [BACKUP_PLAN])];
}
