import { asBoolean, asNumber, type PathSegment } from '../../../assembly/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { judge, pass } from '../../verdicts.ts';

export const rule: ResourceRule = {
  id: 'HA-OTH-2',
  consequence: 'a lost zone stops the search domain',
  title: 'A search domain has nodes in several zones, and dedicated master nodes',
  rationale:
    'Without zone awareness, a quorum of master nodes and enough data nodes, the loss of a zone stops the domain or loses shards.',
  severity: 'error',
  fix: 'Set ZoneAwarenessEnabled, three or more data nodes, and three dedicated master nodes; or MultiAZWithStandbyEnabled.',
  wellArchitected: ['REL10-BP01'],
  controls: 'redundancy',
  docs: [
    'https://docs.aws.amazon.com/opensearch-service/latest/developerguide/managedomains-multiaz.html',
  ],
  appliesTo: ['AWS::OpenSearchService::Domain'],
  check(domain, { graph }) {
    const standby = asBoolean(graph.get(domain, 'ClusterConfig', 'MultiAZWithStandbyEnabled'));
    if (standby.state === 'known' && standby.value) return pass('Multi-AZ with Standby');
    const read = (...property: readonly PathSegment[]) => graph.get(domain, ...property);
    const flag = (name: string) => {
      const property = ['ClusterConfig', name];
      const [holds, expected] = [(isOn: boolean) => isOn, 'true'];
      return judge(asBoolean(read(...property)), { property, absent: false, holds, expected });
    };
    const count = (name: string, absent: number) => {
      const property = ['ClusterConfig', name];
      const [holds, expected] = [(nodes: number) => nodes >= 3, 'at least 3'];
      return judge(asNumber(read(...property)), { property, absent, holds, expected });
    };
    // Data nodes elect a master among themselves where none is dedicated to it.
    const masters = [flag('DedicatedMasterEnabled'), count('DedicatedMasterCount', 0)];
    return [
      flag('ZoneAwarenessEnabled'),
      count('InstanceCount', 1),
      ...masters.map((verdict) => ({ ...verdict, severity: 'warning' as const })),
    ];
  },
};
