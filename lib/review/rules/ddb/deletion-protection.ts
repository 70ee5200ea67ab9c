import type { ResourceRule } from '../../rule.ts';
import { GLOBAL_TABLE, judgeSwitch, TABLE } from './replicas.ts';

export const rule: ResourceRule = {
  id: 'HA-DDB-2',
  consequence: 'one call deletes the table',
  title: 'A table is protected against deletion',
  rationale:
    'One call otherwise deletes it, and so does a stack that is taken down, unless its policies keep the data.',
  severity: 'info',
  onlyInProduction: true,
  fix: 'Set DeletionProtectionEnabled to true, on every replica of a global table.',
  wellArchitected: ['REL08-BP05'],
  controls: 'deletion',
  docs: [
    'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/WorkingWithTables.Basics.html#WorkingWithTables.Basics.DeletionProtection',
  ],
  appliesTo: [TABLE, GLOBAL_TABLE],
  check(table, { graph }) {
    return judgeSwitch(graph, table, 'DeletionProtectionEnabled');
  },
};
