import { asBoolean, asNumber } from '../../../assembly/index.ts';
import type { ResourceRule, Severity, Verdict } from '../../rule.ts';
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
  appliesTo: ['AWS::OpenSearchService::Domain', 'AWS::Elasticsearch::Domain'],
  check(domain, { graph }) {
    const isLegacy = domain.type === 'AWS::Elasticsearch::Domain';
    const config = isLegacy ? 'ElasticsearchClusterConfig' : 'ClusterConfig';
    const standby = asBoolean(graph.get(domain, config, 'MultiAZWithStandbyEnabled'));
    if (standby.state === 'known' && standby.value) return pass('Multi-AZ with Standby');
    const flag = (name: string) => {
      const property = [config, name];
      const [holds, expected] = [(isOn: boolean) => isOn, 'true'];
      return judge(asBoolean(graph.get(domain, ...property)), {
        ...{ property, absent: false, holds, expected },
      });
    };
    const count = (name: string, absent: number) => {
      const property = [config, name];
      const [holds, expected] = [(nodes: number) => nodes >= 3, 'at least 3'];
      return judge(asNumber(graph.get(domain, ...property)), {
        ...{ property, absent, holds, expected },
      });
    };
    // Data nodes elect a master among themselves where none is dedicated to it. How many there are
    // says nothing more where there are none.
    const dedicated = flag('DedicatedMasterEnabled');
    const masters =
      dedicated.status === 'fail' ? [dedicated] : [dedicated, count('DedicatedMasterCount', 0)];
    const data = count('InstanceCount', 1);
    const nodes = asNumber(graph.get(domain, config, 'InstanceCount'));
    const isAlone = nodes.state === 'absent' || (nodes.state === 'known' && nodes.value === 1);
    const isPair = nodes.state === 'known' && nodes.value === 2;
    const hasMasters = masters.every(({ status }) => status === 'pass');
    // One node has no zones to be aware of, and elects nobody: that it is one is said once.
    const weighed = (level: Severity) => (verdict: Verdict) => ({
      ...verdict,
      severity: isAlone ? 'info' : level,
    });
    return [
      weighed(rule.severity)(flag('ZoneAwarenessEnabled')),
      // Two nodes of two zones hold all shards, where others elect the master.
      hasMasters && isPair ? { ...data, severity: 'info' } : data,
      ...masters.map(weighed('warning')),
    ];
  },
};
