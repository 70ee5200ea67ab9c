import { asString } from '../../../assembly/index.ts';
import { holdsForAWhile } from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { GLOBAL_TABLE, judgeSwitch, TABLE } from './replicas.ts';

export const rule: ResourceRule = {
  id: 'HA-DDB-1',
  consequence: 'a wrong write cannot be undone',
  title: 'A table can be restored to any point in time',
  rationale:
    'Replicas copy a wrong write to every Region within a second; only an earlier state brings the data back.',
  severity: 'warning',
  fix: 'Set PointInTimeRecoveryEnabled to true, on every replica of a global table.',
  wellArchitected: ['REL09-BP03'],
  controls: 'backup',
  docs: [
    'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Point-in-time-recovery.html',
  ],
  appliesTo: [TABLE, GLOBAL_TABLE],
  check(table, { graph }) {
    const verdicts = judgeSwitch(
      graph,
      table,
      'PointInTimeRecoverySpecification',
      'PointInTimeRecoveryEnabled',
    );
    const deletion = asString(graph.attribute(table, 'DeletionPolicy'));
    // Whoever states Delete does not need the data.
    const isDisposable = deletion.state === 'known' && deletion.value === 'Delete';
    return isDisposable || holdsForAWhile(graph, table)
      ? [verdicts].flat().map((verdict) => ({ ...verdict, severity: 'info' as const }))
      : verdicts;
  },
};
