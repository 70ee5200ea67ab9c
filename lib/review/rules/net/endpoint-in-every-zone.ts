import { asString, zonesOfSubnets } from '../../../assembly/index.ts';
import { subnetsOfVpc, zonesOf } from '../../../aws/index.ts';
import { judgeCoverage } from '../../coverage-of-zones.ts';
import type { ResourceRule } from '../../rule.ts';
import { evidenceOf, unknown } from '../../verdicts.ts';

/** Types that run a workload in the subnets that they refer to. */
const WORKLOADS: readonly string[] = [
  'AWS::AutoScaling::AutoScalingGroup',
  'AWS::ECS::Service',
  'AWS::EC2::Instance',
  'AWS::Lambda::Function',
];

export const rule: ResourceRule = {
  id: 'HA-NET-6',
  consequence: 'a lost zone cuts workloads of another zone off from the endpoint',
  title: 'An interface endpoint is in every Availability Zone that runs a workload',
  rationale:
    'A workload in a zone without a network interface of the endpoint reaches it through another zone, and fails with that zone.',
  severity: 'warning',
  onlyInProduction: true,
  fix: 'List a subnet of each Availability Zone of the workload in SubnetIds.',
  wellArchitected: ['REL10-BP01'],
  controls: 'redundancy',
  docs: ['https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html'],
  appliesTo: ['AWS::EC2::VPCEndpoint'],
  check(endpoint, { graph }) {
    const type = asString(graph.get(endpoint, 'VpcEndpointType'));
    if (type.state === 'unknown') return unknown(`VpcEndpointType is not known: ${type.reason}`);
    if (type.state === 'absent' || type.value !== 'Interface') return undefined;
    const used = subnetsOfVpc(graph, graph.get(endpoint, 'VpcId')).filter((subnet) =>
      graph.referrers(subnet).some(({ from }) => WORKLOADS.includes(from.type)),
    );
    if (used.length === 0) return undefined;
    return judgeCoverage(
      zonesOf(graph, used),
      zonesOfSubnets(graph, graph.get(endpoint, 'SubnetIds')),
      { wanted: 'workloads', present: 'network interfaces' },
      { property: ['SubnetIds'], evidence: evidenceOf(used, 'runs a workload') },
    );
  },
};
