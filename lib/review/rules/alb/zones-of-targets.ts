import { asBoolean, zonesOfSubnets } from '../../../assembly/index.ts';
import {
  attributeOf,
  listenersOf,
  subnetsOfBalancer,
  subnetsOfTargets,
  targetGroupsOf,
  textOf,
  zonesOf,
} from '../../../aws/index.ts';
import { judgeCoverage } from '../../coverage-of-zones.ts';
import type { ResourceRule, Verdict } from '../../rule.ts';
import { evidenceOf, unknown } from '../../verdicts.ts';

const CROSS_ZONE = 'load_balancing.cross_zone.enabled';

export const rule: ResourceRule = {
  id: 'HA-ALB-2',
  consequence: 'targets of a zone get no traffic, or a zone has none',
  title: 'A load balancer is in the Availability Zones of its targets',
  rationale:
    'Targets in a zone that is not enabled for the load balancer get no traffic: they are paid for and missing when another zone is lost. Without cross-zone load balancing, a zone without targets cannot serve either.',
  severity: 'error',
  fix: 'Give the load balancer and its targets subnets of the same Availability Zones.',
  wellArchitected: ['REL10-BP01'],
  controls: 'redundancy',
  docs: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html',
  ],
  appliesTo: ['AWS::ElasticLoadBalancingV2::LoadBalancer'],
  check(balancer, { graph }) {
    const { property, subnets } = subnetsOfBalancer(graph, balancer);
    const zones = zonesOfSubnets(graph, subnets);
    const isApplication = textOf(graph, balancer, 'Type', 'application') === 'application';
    const crossZone = asBoolean(attributeOf(graph, balancer, 'LoadBalancerAttributes', CROSS_ZONE));
    const groups = targetGroupsOf(graph, listenersOf(graph, balancer));
    return groups.flatMap((group): readonly Verdict[] => {
      const details = { property: [property], evidence: evidenceOf([group], 'target group') };
      const used = subnetsOfTargets(graph, group);
      if (used === undefined) return [unknown('the subnets of targets are not known', details)];
      if (used.length === 0) return [];
      const targets = zonesOf(graph, used);
      const names = { wanted: 'targets', present: 'load balancer' };
      const reached = judgeCoverage(targets, zones, names, details);
      // An Application Load Balancer reaches the targets of other zones, unless the group forbids it.
      const override = attributeOf(graph, group, 'TargetGroupAttributes', CROSS_ZONE);
      const isOff =
        override.kind === 'literal' && String(override.value) === 'false'
          ? true
          : !isApplication &&
            override.kind === 'absent' &&
            (crossZone.state === 'absent' || (crossZone.state === 'known' && !crossZone.value));
      if (!isOff || reached.status === 'fail') return [reached];
      const filled = judgeCoverage(zones, targets, swap(names), details);
      return [filled.status === 'pass' ? reached : filled];
    });
  },
};

function swap<T>({ wanted, present }: { wanted: T; present: T }) {
  return { wanted: present, present: wanted };
}
