import { asString, type ResourceNode } from '../../../assembly/index.ts';
import {
  BACKUP_PLAN,
  backupCopiesOf,
  isOfKnownTestingPlan,
  restorableTypesIn,
} from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { evidenceOf, fail, pass, unknown } from '../../verdicts.ts';

export const rule: ResourceRule = {
  id: 'HA-BKP-5',
  consequence: 'nobody knows whether the backups can be restored',
  title: 'Backups of each type of resource are restored regularly, as a test',
  rationale:
    'A backup that nobody has restored may be incomplete, encrypted with a lost key, or slower to restore than the objective allows.',
  severity: 'warning',
  fix: 'Add an AWS::Backup::RestoreTestingPlan and a RestoreTestingSelection for each type of resource.',
  wellArchitected: ['REL09-BP04'],
  controls: 'backup',
  docs: [
    'https://docs.aws.amazon.com/aws-backup/latest/devguide/restore-testing.html',
    'https://docs.aws.amazon.com/aws-backup/latest/devguide/API_RestoreTestingSelectionForCreate.html',
  ],
  appliesTo: [BACKUP_PLAN],
  check(plan, { graph }) {
    // What is copied to another Region may be restored there.
    const copies = backupCopiesOf(graph, plan);
    const isNear = ({ region }: ResourceNode) =>
      region === undefined ||
      plan.region === undefined ||
      region === plan.region ||
      copies === undefined ||
      copies.includes(undefined) ||
      copies.includes(region);
    const selections = graph.select(['AWS::Backup::RestoreTestingSelection'], isNear);
    // Restores may be rehearsed by hand, or by a plan for the whole account.
    if (selections.length === 0) {
      return fail('no restore testing selection restores anything here', { severity: 'info' });
    }
    const tested = selections.filter((one) => isOfKnownTestingPlan(graph, one));
    if (tested.length === 0) {
      const evidence = evidenceOf(selections, 'of a plan that is not in the input');
      const message = 'the plan of the restore testing selections is not in the input';
      return unknown(message, { evidence });
    }
    const types = tested.map((one) => asString(graph.get(one, 'ProtectedResourceType')));
    const known = types.flatMap((type) => (type.state === 'known' ? [type.value] : []));
    const missing = restorableTypesIn(graph, plan).filter((type) => !known.includes(type));
    const evidence = evidenceOf(tested, 'restores in a test');
    if (missing.length === 0) return pass('restores are tested', { evidence });
    const message = `no restore testing selection restores ${missing.join(', ')}`;
    return known.length < types.length || selections.length > tested.length
      ? unknown(`${message} for certain`, { evidence })
      : fail(message, { evidence });
  },
};
