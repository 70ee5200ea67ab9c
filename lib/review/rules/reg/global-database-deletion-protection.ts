import { asBoolean } from '../../../assembly/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { judge } from '../../verdicts.ts';

export const rule: ResourceRule = {
  id: 'HA-REG-5',
  consequence: 'one call ends the replication between Regions',
  title: 'A global database is protected against deletion',
  rationale: 'Without it, one call ends the replication between all Regions.',
  severity: 'info',
  fix: 'Set DeletionProtection to true.',
  wellArchitected: ['REL08-BP05'],
  controls: 'redundancy',
  docs: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-rds-globalcluster.html',
  ],
  appliesTo: ['AWS::RDS::GlobalCluster'],
  check(global, { graph }) {
    return judge(asBoolean(graph.get(global, 'DeletionProtection')), {
      property: ['DeletionProtection'],
      absent: false,
      holds: (isOn) => isOn,
      expected: 'true',
    });
  },
};
