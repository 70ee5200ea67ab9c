import { type Resolved, type ResourceGraph, targetOf } from '../../../assembly/index.ts';
import { attachmentsBefore, rangesOfVpc } from '../../../aws/index.ts';
import type { ResourceRule, Verdict } from '../../rule.ts';
import { evidenceOf, fail, pass, unknown } from '../../verdicts.ts';

export const rule: ResourceRule = {
  id: 'HA-NET-10',
  consequence: 'connected VPCs cannot reach each other at the addresses they share',
  title: 'VPCs that are connected have no addresses in common',
  rationale:
    'Addresses that both ends of a connection have cannot be reached across it: what one Region replicates to or takes over from the other stays unreachable.',
  severity: 'warning',
  fix: 'Give each VPC a CIDR block of its own, also across Regions; an address plan or IPAM keeps them apart.',
  wellArchitected: ['REL02-BP05'],
  docs: [
    'https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/rel_planning_network_topology_non_overlap_ip.html',
    'https://docs.aws.amazon.com/vpc/latest/peering/invalid-peering-configurations.html',
  ],
  appliesTo: [
    'AWS::EC2::VPCPeeringConnection',
    'AWS::EC2::TransitGatewayAttachment',
    'AWS::EC2::TransitGatewayVpcAttachment',
  ],
  check(connection, { graph }) {
    const own = graph.get(connection, 'VpcId');
    const peers =
      connection.type === 'AWS::EC2::VPCPeeringConnection'
        ? [graph.get(connection, 'PeerVpcId')]
        : attachmentsBefore(graph, connection).map((other) => graph.get(other, 'VpcId'));
    return peers.flatMap((peer) => judgePair(graph, own, peer));
  },
};

function judgePair(graph: ResourceGraph, own: Resolved, peer: Resolved): readonly Verdict[] {
  const property = ['VpcId'];
  const [one, other] = [own, peer].map((vpc) => targetOf(graph, vpc, ['AWS::EC2::VPC']));
  if (one === undefined || other === undefined) {
    return [unknown('a VPC of the connection is not at hand', { property })];
  }
  if (one === other) return [];
  const details = { property, evidence: evidenceOf([one, other], 'connected') };
  const [left, right] = [rangesOfVpc(graph, one), rangesOfVpc(graph, other)];
  if (left === undefined || right === undefined) {
    return [unknown('the addresses of a VPC are not known', details)];
  }
  const shared = left.flatMap((a) =>
    right.filter((b) => a.start < b.end && b.start < a.end).map((b) => `${a.text} and ${b.text}`),
  );
  const names = `${one.logicalId} and ${other.logicalId}`;
  return shared.length === 0
    ? [pass(`${names} have no addresses in common`, details)]
    : [fail(`${names} overlap: ${shared.join(', ')}; expected ranges apart`, details)];
}
