import { targetOf } from '../../../assembly/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { evidenceOf, fail, pass, unknown } from '../../verdicts.ts';
import { PLAN } from './shared.ts';

const TESTING = 'AWS::Backup::RestoreTestingPlan';

export const bkp5: ResourceRule = {
  id: 'HA-BKP-5',
  title: 'Backups are restored regularly, as a test',
  rationale:
    'A backup that nobody has restored may be incomplete, encrypted with a lost key, or slower to restore than the objective allows.',
  severity: 'warning',
  fix: 'Add an AWS::Backup::RestoreTestingPlan and a RestoreTestingSelection for each type of resource.',
  wellArchitected: ['REL09-BP04'],
  controls: 'backup',
  docs: ['https://docs.aws.amazon.com/aws-backup/latest/devguide/restore-testing.html'],
  appliesTo: [PLAN],
  check(_plan, { graph }) {
    // Wherever it runs: what is copied to another Region may be restored there.
    const selections = graph.resourcesOf('AWS::Backup::RestoreTestingSelection');
    const tested = selections.filter((one) => {
      const name = graph.get(one, 'RestoreTestingPlanName');
      if (targetOf(graph, name, [TESTING], one.region) !== undefined) return true;
      return graph.resourcesOf(TESTING).some((plan) => {
        const own = graph.get(plan, 'RestoreTestingPlanName');
        return own.kind === 'literal' && name.kind === 'literal' && own.value === name.value;
      });
    });
    if (tested.length > 0) {
      return pass('restores are tested', { evidence: evidenceOf(tested, 'restores in a test') });
    }
    if (selections.length === 0) return fail('no restore testing selection restores anything');
    const evidence = evidenceOf(selections, 'of a plan that is not in the input');
    return unknown('the plan of the restore testing selections is not in the input', { evidence });
  },
};
