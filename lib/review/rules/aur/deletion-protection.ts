import { asBoolean } from '../../../assembly/index.ts';
import { isDatabase } from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { judge } from '../../verdicts.ts';

export const rule: ResourceRule = {
  id: 'HA-AUR-5',
  consequence: 'one call deletes the database',
  title: 'A database is protected against deletion',
  rationale:
    'One call otherwise deletes it, and so does a stack that is taken down, unless its policies keep the data.',
  severity: 'info',
  onlyInProduction: true,
  fix: 'Set DeletionProtection to true: on the cluster for Aurora, on the instance otherwise.',
  wellArchitected: ['REL08-BP05'],
  controls: 'deletion',
  docs: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_DeleteInstance.html#USER_DeleteInstance.DeletionProtection',
  ],
  appliesTo: ['AWS::RDS::DBCluster', 'AWS::RDS::DBInstance'],
  check(database, { graph }) {
    // The members of a cluster are protected by the cluster; a replica can be made again.
    if (!isDatabase(graph, database)) return undefined;
    return judge(asBoolean(graph.get(database, 'DeletionProtection')), {
      property: ['DeletionProtection'],
      absent: false,
      holds: (isOn) => isOn,
      expected: 'true',
    });
  },
};
