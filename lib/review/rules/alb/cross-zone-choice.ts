import { asString } from '../../../assembly/index.ts';
import { attributeOf, listenersOf, targetGroupsOf, textOf } from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { fail, pass, unknown } from '../../verdicts.ts';

const KEY = 'load_balancing.cross_zone.enabled';

export const rule: ResourceRule = {
  id: 'HA-ALB-4',
  consequence: 'a zone with few targets may get as many requests as the others',
  title: 'A Network or Gateway Load Balancer says whether it balances across zones',
  rationale:
    'By default it does not: a zone with few healthy targets gets as many requests as the others. That isolates zones only if each can carry its share, so it has to be a decision.',
  severity: 'warning',
  fix: `Set the attribute ${KEY}: 'true', or 'false' if each zone is sized for its own traffic and is left by zonal shift.`,
  wellArchitected: ['REL10-BP01'],
  controls: 'redundancy',
  docs: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-load-balancer-attributes.html',
  ],
  appliesTo: ['AWS::ElasticLoadBalancingV2::LoadBalancer'],
  check(balancer, { graph }) {
    const type = textOf(graph, balancer, 'Type', 'application');
    // It is always on for an Application Load Balancer.
    if (type === 'application') return undefined;
    const details = { property: ['LoadBalancerAttributes', KEY] };
    if (type === undefined) return unknown('Type is not known', details);
    const own = asString(attributeOf(graph, balancer, 'LoadBalancerAttributes', KEY));
    if (own.state === 'known') return pass(`${KEY} is ${own.value}`, details);
    if (own.state === 'unknown') return unknown(`${KEY} is not known: ${own.reason}`, details);
    const groups = targetGroupsOf(graph, listenersOf(graph, balancer));
    // An Application Load Balancer as the target has an address in each zone, and balances by itself.
    const isHandedOn = groups.map(
      (group) => textOf(graph, group, 'TargetType', 'instance') === 'alb',
    );
    if (groups.length > 0 && !isHandedOn.includes(false)) return undefined;
    const overrides = groups.map((group) =>
      asString(attributeOf(graph, group, 'TargetGroupAttributes', KEY)),
    );
    const isSet = overrides.map((one) =>
      one.state === 'known' ? one.value !== 'use_load_balancer_configuration' : one.state,
    );
    if (isSet.length > 0 && isSet.every((set) => set === true)) {
      return pass(`${KEY} is set on every target group`, details);
    }
    const isOpen = !isSet.some((set) => set === 'absent' || set === false) && isSet.length > 0;
    return isOpen
      ? unknown(`${KEY} of a target group is not known`, details)
      : fail(`${KEY} is absent, which means false; expected an explicit value`, details);
  },
};
