import { asString, type ResourceGraph, type ResourceNode } from '../../../assembly/index.ts';
import { attributeOf, textOf } from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { fail, pass, unknown } from '../../verdicts.ts';

const PREFIX = 'target_group_health.dns_failover.minimum_healthy_targets';

export const rule: ResourceRule = {
  id: 'HA-ALB-8',
  consequence: 'the last healthy targets get the traffic of all',
  title: 'A load balancer leaves DNS before its last target is gone',
  rationale:
    'By default one healthy target is enough for all traffic of its zone, and with cross-zone load balancing for that of all zones, which it cannot carry alone, while others could: another zone, or another Region.',
  severity: 'info',
  fix: `Set the attribute ${PREFIX}.count or .percentage to what can carry the traffic of a zone, or, with cross-zone load balancing, of all of them.`,
  wellArchitected: ['REL11-BP02'],
  controls: 'redundancy',
  docs: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health.html',
  ],
  appliesTo: ['AWS::ElasticLoadBalancingV2::TargetGroup'],
  check(group, { graph, profile }) {
    if (textOf(graph, group, 'TargetType', 'instance') === 'lambda') return undefined;
    if (textOf(graph, group, 'Protocol', '') === 'GENEVE') return undefined;
    // All zones leave together, and without another Region there is nowhere else to go.
    if (isAcrossZones(graph, group) && profile.regions.length < 2) return undefined;
    const read = (key: string) =>
      asString(attributeOf(graph, group, 'TargetGroupAttributes', `${PREFIX}.${key}`));
    const count = read('count');
    const percentage = read('percentage');
    const property = ['TargetGroupAttributes', `${PREFIX}.count`];
    const isSet = [count, percentage].some((one) => one.state === 'known' && one.value !== 'off');
    if (isSet) return pass(`${PREFIX} is set`, { property });
    const open = [count, percentage].find(({ state }) => state === 'unknown');
    if (open?.state === 'unknown') {
      return unknown(`${PREFIX} is not known: ${open.reason}`, { property });
    }
    return fail(`${PREFIX} is absent, which means 1 target; expected an explicit value`, {
      property,
    });
  },
};

/** Whether the targets of all zones count together: an Application Load Balancer's, unless it says otherwise. */
function isAcrossZones(graph: ResourceGraph, group: ResourceNode): boolean {
  const protocol = textOf(graph, group, 'Protocol', '') ?? '';
  const key = 'load_balancing.cross_zone.enabled';
  const own = asString(attributeOf(graph, group, 'TargetGroupAttributes', key));
  if (own.state === 'known' && own.value !== 'use_load_balancer_configuration') {
    return own.value === 'true';
  }
  return protocol.startsWith('HTTP');
}
