import { type ResourceGraph, type ResourceNode, referencesIn } from '../../../assembly/index.ts';
import type { ResourceRule, Verdict } from '../../rule.ts';
import { evidenceOf, fail, pass, unknown } from '../../verdicts.ts';
import { textOf } from './attributes.ts';
import { listenersOf, targetGroupsOf } from './routing.ts';

/** Types that refer to a target group without being a target of it. */
const NO_TARGETS =
  /^AWS::(?:ElasticLoadBalancingV2|CloudWatch|IAM|SSM|ARCZonalShift|WAFv2)::|::Scaling|^AWS::CloudFormation::Stack$/;

export const alb10: ResourceRule = {
  id: 'HA-ALB-10',
  title: 'A load balancer has a listener, and its target groups have targets',
  rationale:
    'A load balancer without a listener accepts no connection, and one that forwards to an empty target group answers every request with an error.',
  severity: 'error',
  fix: 'Add a listener, and register an Auto Scaling group, an ECS service or Targets with each target group that is forwarded to.',
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
      pass(`listeners: ${listeners.map(({ logicalId }) => logicalId).join(', ')}`, details),
      ...targetGroupsOf(graph, listeners).map((group) => judgeGroup(graph, group)),
    ];
  },
};

function judgeGroup(graph: ResourceGraph, group: ResourceNode): Verdict {
  const details = { evidence: evidenceOf([group], 'target group') };
  const users = graph.referrers(group).filter(({ from }) => !NO_TARGETS.test(from.type));
  const [user] = users;
  if (user !== undefined) return pass(`${user.from.logicalId} registers with it`, details);
  const targets = graph.get(group, 'Targets');
  if (targets.kind === 'list' && targets.items.length > 0) return pass('has Targets', details);
  const isOpen =
    targets.kind === 'unknown' ||
    // Controllers, such as that of Kubernetes, register addresses by themselves.
    textOf(graph, group, 'TargetType', 'instance') === 'ip' ||
    isHandedOut(graph, group) ||
    graph
      .unresolved()
      .some(({ path }) =>
        /^(?:TargetGroupARNs|LoadBalancers|TrafficSources)$/.test(String(path[0])),
      );
  return isOpen
    ? unknown(`nothing here registers with ${group.logicalId}`, details)
    : fail(`nothing registers with ${group.logicalId}, expected targets`, details);
}

/** Whether an output passes a resource on to where it cannot be seen. */
function isHandedOut(graph: ResourceGraph, { stack, ...resource }: ResourceNode): boolean {
  const outputs = stack.template.body.Outputs;
  if (typeof outputs !== 'object' || outputs === null) return false;
  const values = Object.values(outputs).map((output) => graph.resolve(stack, output));
  return values.some((value) => referencesIn(value).some(({ node }) => node.id === resource.id));
}
