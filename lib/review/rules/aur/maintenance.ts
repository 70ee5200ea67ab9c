import {
  asBoolean,
  asNumber,
  asString,
  type ResourceGraph,
  type ResourceNode,
  targetOf,
} from '../../../assembly/index.ts';
import { DB_CLUSTER, DB_INSTANCE, isGlobalMember } from '../../../aws/index.ts';
import type { ResourceRule, Verdict } from '../../rule.ts';
import { judge, pass } from '../../verdicts.ts';

export const rule: ResourceRule = {
  id: 'HA-AUR-13',
  consequence: 'what led to a crash is not seen, or not fixed',
  title: 'A database is patched by itself, monitored closely, and its snapshots keep their tags',
  rationale:
    'Fixes for crashes come in minor versions; what precedes a crash is seen in seconds, not minutes; backups are found, kept and copied by their tags.',
  severity: 'info',
  fix: 'Set MonitoringInterval to 60 seconds or less, with a MonitoringRoleArn; AutoMinorVersionUpgrade to true, or EngineVersion to a minor version that you raise yourself; CopyTagsToSnapshot to true.',
  wellArchitected: ['REL08-BP05'],
  docs: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-rds-dbinstance.html',
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_Monitoring.OS.html',
  ],
  appliesTo: [DB_CLUSTER, DB_INSTANCE],
  check(database, { graph }) {
    const flag = (name: string, absent: boolean): Verdict =>
      judge(asBoolean(graph.get(database, name)), {
        property: [name],
        absent,
        holds: (isOn) => isOn,
        expected: 'true',
      });
    // Instances of a cluster take no snapshots: the cluster does.
    if (database.type === DB_CLUSTER) return flag('CopyTagsToSnapshot', false);
    const interval = 'MonitoringInterval';
    const name = graph.get(database, 'DBClusterIdentifier');
    const cluster = targetOf(graph, name, [DB_CLUSTER], database.region);
    const owns = cluster === undefined || graph.get(database, interval).kind !== 'absent';
    const monitoring = judge(asNumber(graph.get(owns ? database : cluster, interval)), {
      property: [interval],
      absent: 0,
      holds: (seconds) => seconds > 0,
      expected: '60 seconds or less, and not 0',
    });
    // Whoever states a minor version raises it: what RDS did by itself, the template would undo.
    const patched = () =>
      statesMinorVersion(graph, cluster ?? database)
        ? pass('EngineVersion states the minor version', { property: ['EngineVersion'] })
        : flag('AutoMinorVersionUpgrade', true);
    if (name.kind === 'absent') {
      return [monitoring, patched(), flag('CopyTagsToSnapshot', false)];
    }
    // RDS does not patch the clusters of a global database by itself.
    const isPatched = cluster === undefined || !isGlobalMember(graph, cluster);
    return isPatched ? [monitoring, patched()] : monitoring;
  },
};

/** `16.4` of PostgreSQL, `8.0.40` of the others: the template decides about minor versions. */
function statesMinorVersion(graph: ResourceGraph, database: ResourceNode): boolean {
  const [engine, version] = ['Engine', 'EngineVersion'].map((name) =>
    asString(graph.get(database, name)),
  );
  if (engine?.state !== 'known' || version?.state !== 'known') return false;
  return (engine.value.includes('postgres') ? /^\d+\.\d/ : /^\d+\.\d+\.\w/).test(version.value);
}
