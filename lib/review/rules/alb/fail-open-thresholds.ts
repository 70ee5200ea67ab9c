import {
  asNumber,
  asString,
  type Resolved,
  type ResourceGraph,
  type ResourceNode,
} from '../../../assembly/index.ts';
import { attributeOf, textOf } from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { fail, pass, unknown } from '../../verdicts.ts';

const PREFIX = 'target_group_health';
const ROUTING = 'unhealthy_state_routing.minimum_healthy_targets';
const DNS = 'dns_failover.minimum_healthy_targets';

/** What a threshold is without its attribute: one target, and no percentage. */
const DEFAULTS = { count: 1, percentage: 0 } as const;

export const rule: ResourceRule = {
  id: 'HA-ALB-14',
  consequence: 'requests go to unhealthy targets while others are healthy',
  title: 'Unhealthy targets get no requests as long as a zone can leave DNS instead',
  rationale:
    'Below the threshold for routing, a load balancer sends requests to all targets, unhealthy ones included. One above that for DNS does so before the zone is left; one of 100 percent, with every target that fails.',
  severity: 'warning',
  fix: `Set ${PREFIX}.${ROUTING} to no more than ${PREFIX}.${DNS}, and its percentage below 100.`,
  wellArchitected: ['REL11-BP02'],
  docs: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health.html',
  ],
  appliesTo: ['AWS::ElasticLoadBalancingV2::TargetGroup'],
  check(group, { graph }) {
    if (textOf(graph, group, 'TargetType', 'instance') === 'lambda') return undefined;
    const kinds = (['count', 'percentage'] as const).filter(
      (kind) => attribute(graph, group, `${ROUTING}.${kind}`).kind !== 'absent',
    );
    return kinds.map((kind) => {
      const key = `${PREFIX}.${ROUTING}.${kind}`;
      const details = { property: ['TargetGroupAttributes', key] };
      const routing = thresholdOf(attribute(graph, group, `${ROUTING}.${kind}`), kind);
      const dns = thresholdOf(attribute(graph, group, `${DNS}.${kind}`), kind);
      if (routing === undefined) return unknown(`${key} is not known`, details);
      if (kind === 'percentage' && routing >= 100) {
        return fail(`${key} is ${routing}: one unhealthy target opens all`, details);
      }
      if (dns === undefined) return unknown(`${PREFIX}.${DNS}.${kind} is not known`, details);
      // Either threshold of an action counts: the other kind may take the zone out of DNS.
      const other = kind === 'count' ? 'percentage' : 'count';
      const isMixed = attribute(graph, group, `${DNS}.${other}`).kind !== 'absent';
      const found = `${key} is ${routing}, and ${DNS}.${kind} ${dns}`;
      if (routing <= dns) return pass(found, details);
      return isMixed && dns <= DEFAULTS[kind]
        ? pass(`${found}, with a ${other} of its own`, details)
        : fail(`${found}, expected no less`, details);
    });
  },
};

function attribute(graph: ResourceGraph, group: ResourceNode, key: string): Resolved {
  return attributeOf(graph, group, 'TargetGroupAttributes', `${PREFIX}.${key}`);
}

/** A threshold as a number; undefined: it is not known. */
function thresholdOf(value: Resolved, kind: keyof typeof DEFAULTS): number | undefined {
  const text = asString(value);
  if (text.state === 'absent') return DEFAULTS[kind];
  if (text.state === 'known' && text.value === 'off') return 0;
  const number = asNumber(value);
  return number.state === 'known' ? number.value : undefined;
}
