import {
  asList,
  asString,
  type ResourceGraph,
  type ResourceNode,
} from '../../../assembly/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { judge } from '../../verdicts.ts';

export const asg4: ResourceRule = {
  id: 'HA-ASG-4',
  title: 'A group behind a load balancer uses its health checks',
  rationale:
    'EC2 status checks see the machine, not the service: an instance that answers no request stays in service for good.',
  severity: 'error',
  fix: 'Set HealthCheckType to ELB.',
  wellArchitected: ['REL11-BP01'],
  controls: 'monitoring',
  docs: ['https://docs.aws.amazon.com/autoscaling/ec2/userguide/health-checks-overview.html'],
  appliesTo: ['AWS::AutoScaling::AutoScalingGroup'],
  check(group, { graph }) {
    if (!isBehindLoadBalancer(graph, group)) return undefined;
    const wanted = isInLattice(graph, group) ? 'VPC_LATTICE' : 'ELB';
    return judge(asString(graph.get(group, 'HealthCheckType')), {
      property: ['HealthCheckType'],
      absent: 'EC2',
      // More than one type is a list with commas: `ELB,EBS`.
      holds: (types) => types.split(',').some((type) => type.trim() === wanted),
      expected: `${wanted} among them`,
    });
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

/** Whether all that sends requests to a group is VPC Lattice, which has a check of its own name. */
function isInLattice(graph: ResourceGraph, group: ResourceNode): boolean {
  const others = ['TargetGroupARNs', 'LoadBalancerNames'];
  if (others.some((property) => graph.get(group, property).kind !== 'absent')) return false;
  const sources = asList(graph.get(group, 'TrafficSources'));
  const count = sources.state === 'known' ? sources.value.length : 0;
  const types = Array.from({ length: count }, (_, i) =>
    asString(graph.get(group, 'TrafficSources', i, 'Type')),
  );
  return types.every((type) => type.state === 'known' && type.value === 'vpc-lattice') && count > 0;
}
