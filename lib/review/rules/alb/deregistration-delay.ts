import { asNumber } from '../../../assembly/index.ts';
import { attributeOf, textOf } from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { judge } from '../../verdicts.ts';

export const rule: ResourceRule = {
  id: 'HA-ALB-9',
  consequence: 'requests are cut off when a target is taken out',
  title: 'A target that is taken out has time to finish its requests',
  rationale:
    'Requests that are still running when the deregistration delay ends are cut off: with every deployment, and with every instance that is scaled in.',
  severity: 'warning',
  fix: 'Set the attribute deregistration_delay.timeout_seconds to the longest that a request takes, or declare how long that is.',
  wellArchitected: ['REL11-BP03'],
  docs: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html#deregistration-delay',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/load-balancer-connection-draining.html',
  ],
  appliesTo: ['AWS::ElasticLoadBalancingV2::TargetGroup'],
  check(group, { graph, profile }) {
    if (textOf(graph, group, 'TargetType', 'instance') === 'lambda') return undefined;
    const key = 'deregistration_delay.timeout_seconds';
    const longest = profile.objectives.requestSeconds;
    // No upper bound: both Auto Scaling and ECS wait for the delay before they stop anything.
    return judge(asNumber(attributeOf(graph, group, 'TargetGroupAttributes', key)), {
      property: ['TargetGroupAttributes', key],
      absent: 300,
      holds: (seconds) => seconds >= longest,
      expected: `at least ${longest}, the longest that a request takes`,
    });
  },
};
