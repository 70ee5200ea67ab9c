import {
  asList,
  asString,
  type ResourceGraph,
  type ResourceNode,
} from '../../../assembly/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { judge, unknown } from '../../verdicts.ts';

export const rule: ResourceRule = {
  id: 'HA-ASG-4',
  consequence: 'an instance that answers nothing stays in service',
  title: 'A group behind a load balancer uses its health checks',
  rationale:
    'EC2 status checks see the machine, not the service: an instance that answers no request stays in service for good.',
  severity: 'warning',
  fix: 'Set HealthCheckType to ELB.',
  wellArchitected: ['REL11-BP01'],
  controls: 'monitoring',
  docs: ['https://docs.aws.amazon.com/autoscaling/ec2/userguide/health-checks-overview.html'],
  appliesTo: ['AWS::AutoScaling::AutoScalingGroup'],
  check(group, { graph }) {
    if (!isBehindLoadBalancer(graph, group)) return undefined;
    const isLatticeAlone = isInLattice(graph, group);
    const wanted = isLatticeAlone ? 'VPC_LATTICE' : 'ELB';
    const verdict = judge(asString(graph.get(group, 'HealthCheckType')), {
      property: ['HealthCheckType'],
      absent: 'EC2',
      // More than one type is a list with commas: `ELB,EBS`.
      holds: (types) => types.split(',').some((type) => type.trim() === wanted),
      expected: `${wanted} among them`,
    });
    const mayBeRight = isLatticeAlone === undefined && verdict.status === 'fail';
    return mayBeRight
      ? unknown('the type of a traffic source is not known', { property: ['TrafficSources'] })
      : verdict;
  },
};

function isBehindLoadBalancer(graph: ResourceGraph, group: ResourceNode): boolean {
  return ['TargetGroupARNs', 'LoadBalancerNames', 'TrafficSources'].some((property) => {
    const attached = asList(graph.get(group, property));
    return (
      attached.state === 'unknown' || (attached.state === 'known' && attached.value.length > 0)
    );
  });
}

/**
 * Whether all that sends requests to a group is VPC Lattice, which has a check of its own name;
 * undefined: not known.
 */
function isInLattice(graph: ResourceGraph, group: ResourceNode): boolean | undefined {
  const others = ['TargetGroupARNs', 'LoadBalancerNames'];
  if (others.some((property) => graph.get(group, property).kind !== 'absent')) return false;
  const sources = asList(graph.get(group, 'TrafficSources'));
  const count = sources.state === 'known' ? sources.value.length : 0;
  const types = Array.from({ length: count }, (_, i) => isLattice(graph, group, i));
  if (types.includes(false) || count === 0) return false;
  return types.includes(undefined) ? undefined : true;
}

/** Of a source without a type, its identifier tells. */
function isLattice(graph: ResourceGraph, group: ResourceNode, i: number): boolean | undefined {
  const type = asString(graph.get(group, 'TrafficSources', i, 'Type'));
  if (type.state === 'known') return type.value === 'vpc-lattice';
  if (type.state === 'unknown') return undefined;
  const identifier = graph.get(group, 'TrafficSources', i, 'Identifier');
  if (identifier.kind === 'reference') return identifier.node.type.startsWith('AWS::VpcLattice::');
  const arn = asString(identifier);
  return arn.state === 'known' ? /^arn:[^:]*:vpc-lattice:/.test(arn.value) : undefined;
}
