import { asString } from '../../../assembly/index.ts';
import { DB_INSTANCE, holdsData } from '../../../aws/index.ts';
import { judgeAlarms } from '../../alarm-coverage.ts';
import type { ResourceRule } from '../../rule.ts';
import { fail, pass } from '../../verdicts.ts';

export const rule: ResourceRule = {
  id: 'HA-AUR-15',
  consequence: 'a full volume stops the database',
  title: 'The storage of a database instance grows by itself, or somebody learns that it fills up',
  rationale:
    'An instance whose storage is used up takes no writes, and is not available until somebody adds some.',
  severity: 'warning',
  fix: 'Set MaxAllocatedStorage well above AllocatedStorage, or add an alarm with an action on FreeStorageSpace.',
  wellArchitected: ['REL07-BP01'],
  controls: 'capacity',
  docs: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PIOPS.Autoscaling.html',
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Troubleshooting.html',
  ],
  appliesTo: [DB_INSTANCE],
  check(instance, { graph }) {
    const engine = asString(graph.get(instance, 'Engine'));
    const isAurora = engine.state === 'known' && engine.value.startsWith('aurora');
    // The storage of a cluster is the cluster's, and what fills a replica fills its source as well.
    if (isAurora || !holdsData(graph, instance)) return undefined;
    const property = ['MaxAllocatedStorage'];
    const most = graph.get(instance, ...property);
    if (most.kind !== 'absent') return pass('MaxAllocatedStorage is set', { property });
    const alarms = judgeAlarms(graph, {
      resources: [instance],
      namespace: 'AWS/RDS',
      metrics: ['FreeStorageSpace'],
    });
    if (alarms.status !== 'fail') return alarms;
    return fail(`MaxAllocatedStorage is absent, and ${alarms.message}`, { property });
  },
};
