import { isHandedOut, listenersOf, targetGroupsOf } from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { evidenceOf, fail, listed, pass, unknown } from '../../verdicts.ts';
import { judgeRedirects } from './redirects.ts';
import { judgeTargets } from './targets.ts';

export const rule: ResourceRule = {
  id: 'HA-ALB-10',
  consequence: 'requests are answered with errors, or not at all',
  title: 'A load balancer has a listener, and its target groups have targets',
  rationale:
    'A load balancer without a listener accepts no connection, one that redirects to a port without a listener sends clients nowhere, and one that forwards to an empty target group answers every request with an error.',
  severity: 'error',
  fix: 'Add a listener for each port that is served or redirected to, and register an Auto Scaling group, an ECS service or Targets with each target group that is forwarded to.',
  wellArchitected: ['REL11-BP02'],
  docs: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-listeners.html',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html',
  ],
  appliesTo: ['AWS::ElasticLoadBalancingV2::LoadBalancer'],
  check(balancer, { graph }) {
    const listeners = listenersOf(graph, balancer);
    if (listeners.length === 0) {
      return isHandedOut(graph, balancer)
        ? unknown('no listener here, but other stacks can refer to it')
        : fail('no listener, expected at least one');
    }
    const details = { evidence: evidenceOf(listeners, 'listener') };
    return [
      pass(`listeners: ${listed(listeners)}`, details),
      ...judgeRedirects(graph, listeners),
      ...targetGroupsOf(graph, listeners).map((group) => judgeTargets(graph, group)),
    ];
  },
};
