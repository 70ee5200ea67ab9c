import { asString, zonesOfSubnets } from '../../../assembly/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { judgeCount, unknown } from '../../verdicts.ts';

export const rule: ResourceRule = {
  id: 'HA-NET-5',
  consequence: 'a lost zone takes the service behind the endpoint away from the whole VPC',
  title: 'An interface endpoint has network interfaces in several Availability Zones',
  rationale:
    'An endpoint in one zone takes the service behind it away from the whole VPC when that zone is impaired.',
  severity: 'error',
  onlyInProduction: true,
  fix: 'List subnets of at least two Availability Zones, better three, in SubnetIds.',
  wellArchitected: ['REL10-BP01'],
  controls: 'redundancy',
  docs: [
    'https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-ec2-vpcendpoint.html',
  ],
  appliesTo: ['AWS::EC2::VPCEndpoint'],
  check(endpoint, { graph, profile }) {
    const type = asString(graph.get(endpoint, 'VpcEndpointType'));
    if (type.state === 'unknown') return unknown(`VpcEndpointType is not known: ${type.reason}`);
    // Gateway endpoints have no subnets, and those of Gateway Load Balancers have exactly one.
    if (type.state === 'absent' || type.value !== 'Interface') return undefined;
    const zones = zonesOfSubnets(graph, graph.get(endpoint, 'SubnetIds'));
    const what = 'Availability Zones of SubnetIds';
    return judgeCount(zones, profile.floors.availabilityZones, what, { property: ['SubnetIds'] });
  },
};
