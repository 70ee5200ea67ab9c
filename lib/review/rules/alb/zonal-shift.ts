import { asBoolean } from '../../../assembly/index.ts';
import {
  attributeOf,
  hasOneZone,
  listenersOf,
  targetGroupsOf,
  textOf,
} from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { judge, unknown } from '../../verdicts.ts';

export const rule: ResourceRule = {
  id: 'HA-ALB-5',
  consequence: 'traffic cannot be shifted out of an impaired zone',
  title: 'A load balancer can be shifted away from an impaired Availability Zone',
  rationale:
    'A zone can be impaired in ways that health checks do not see. Zonal shift takes traffic out of it in minutes, but only of load balancers that have opted in.',
  severity: 'warning',
  fix: "Set the load balancer attribute zonal_shift.config.enabled to 'true'.",
  wellArchitected: ['REL11-BP02'],
  controls: 'redundancy',
  docs: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-zonal-shift.html',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/network/enable-zonal-shift.html',
    'https://docs.aws.amazon.com/r53recovery/latest/dg/arc-zonal-shift.resource-types.app-load-balancers.html',
  ],
  appliesTo: ['AWS::ElasticLoadBalancingV2::LoadBalancer'],
  check(balancer, { graph }) {
    const type = textOf(graph, balancer, 'Type', 'application');
    if (type === undefined) return unknown('Type is not known', { property: ['Type'] });
    if (type === 'gateway') return undefined;
    const key = 'zonal_shift.config.enabled';
    const verdict = judge(asBoolean(attributeOf(graph, balancer, 'LoadBalancerAttributes', key)), {
      property: ['LoadBalancerAttributes', key],
      absent: false,
      holds: (isOn) => isOn,
      expected: 'true',
    });
    // Where all targets are in one zone, there is no other to shift to.
    const groups = targetGroupsOf(graph, listenersOf(graph, balancer));
    const isAlone = groups.length > 0 && groups.every((group) => hasOneZone(graph, group));
    return isAlone ? { ...verdict, severity: 'info' } : verdict;
  },
};
