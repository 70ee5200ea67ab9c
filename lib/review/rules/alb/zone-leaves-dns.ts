import { asString } from '../../../assembly/index.ts';
import { attributeOf, textOf } from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { fail, pass, unknown } from '../../verdicts.ts';

const PREFIX = 'target_group_health.dns_failover.minimum_healthy_targets';

export const rule: ResourceRule = {
  id: 'HA-ALB-8',
  consequence: "the last targets of a zone get the whole zone's traffic",
  title: 'An Availability Zone leaves DNS before its last target is gone',
  rationale:
    'By default a zone gets its share of the traffic as long as one target in it is healthy, which that one cannot carry alone.',
  severity: 'info',
  fix: `Set the attribute ${PREFIX}.count or .percentage to what can carry the zone's traffic.`,
  wellArchitected: ['REL11-BP02'],
  controls: 'redundancy',
  docs: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health.html',
  ],
  appliesTo: ['AWS::ElasticLoadBalancingV2::TargetGroup'],
  check(group, { graph }) {
    if (textOf(graph, group, 'TargetType', 'instance') === 'lambda') return undefined;
    if (textOf(graph, group, 'Protocol', '') === 'GENEVE') return undefined;
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
