import type { ResourceGraph, ResourceNode } from '../../../assembly/index.ts';
import { isHandedOut, referrersBy, textOf } from '../../../aws/index.ts';
import type { Verdict } from '../../rule.ts';
import { evidenceOf, fail, pass, unknown } from '../../verdicts.ts';

const LISTENER = 'AWS::ElasticLoadBalancingV2::Listener';

/** Types that refer to a target group without being a target of it. */
const NO_TARGETS =
  /^AWS::(?:ElasticLoadBalancingV2|CloudWatch|IAM|SSM|ARCZonalShift|WAFv2)::|::Scaling|^AWS::CloudFormation::Stack$/;

/** Judges whether anything registers with a target group. */
export function judgeTargets(graph: ResourceGraph, group: ResourceNode): Verdict {
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
    // Other stacks add their rules to a listener that they are given: its default may be empty.
    referrersBy(graph, group, LISTENER, 'DefaultActions').some((one) => isHandedOut(graph, one)) ||
    graph
      .unresolved()
      .some(({ path }) =>
        /^(?:TargetGroupARNs|LoadBalancers|TrafficSources)$/.test(String(path[0])),
      );
  return isOpen
    ? unknown(`nothing here registers with ${group.logicalId}`, details)
    : fail(`nothing registers with ${group.logicalId}, expected targets`, details);
}
