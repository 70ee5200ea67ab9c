import { asList, asString, type ResourceNode } from '../../../assembly/index.ts';
import { alarmsWatching, hasOpenMetrics, isAbout, metricsOfAlarm } from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { evidenceOf, fail, pass, unknown } from '../../verdicts.ts';

export const rule: ResourceRule = {
  id: 'HA-OBS-5',
  consequence: 'an impaired zone goes unseen',
  title: 'A load balancer has alarms for each Availability Zone',
  rationale:
    'An impaired zone fails a fraction of the requests: a metric of the whole Region stays below its threshold, and does not say which zone to leave.',
  severity: 'info',
  fix: 'Add alarms with the dimension AvailabilityZone beside LoadBalancer.',
  wellArchitected: ['REL11-BP01'],
  controls: 'observability',
  docs: [
    'https://docs.aws.amazon.com/whitepapers/latest/advanced-multi-az-resilience-patterns/multi-az-observability.html',
  ],
  appliesTo: ['AWS::ElasticLoadBalancingV2::LoadBalancer'],
  check(balancer, { graph }) {
    const isZonal = (alarm: ResourceNode) =>
      metricsOfAlarm(graph, alarm).some(({ dimensions }) => {
        const list = asList(dimensions);
        if (list.state !== 'known' || !isAbout(graph, dimensions, balancer)) return false;
        return list.value.some((item) => {
          const name = item.kind === 'mapping' ? item.entries.get('Name') : undefined;
          const read = name && asString(name);
          return read?.state === 'known' && read.value === 'AvailabilityZone';
        });
      });
    const alarms = alarmsWatching(graph, balancer).filter(
      (alarm) => alarm.region === balancer.region && isZonal(alarm),
    );
    const evidence = evidenceOf(alarms, 'alarm of one Availability Zone');
    if (alarms.length > 0) return pass('alarms of Availability Zones look at it', { evidence });
    return hasOpenMetrics(graph, balancer.region)
      ? unknown('whether an alarm looks at one of its Availability Zones is not known')
      : fail('no alarm looks at one of its Availability Zones');
  },
};
