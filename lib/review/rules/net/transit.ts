import type { Resolved, ResourceGraph, ResourceNode } from '../../../assembly/index.ts';
import { isSameThing } from './topology.ts';

const ATTACHMENTS = [
  'AWS::EC2::TransitGatewayAttachment',
  'AWS::EC2::TransitGatewayVpcAttachment',
] as const;

/**
 * The attachments of other VPCs to the same transit gateway, or to one that is peered with it, as
 * far as they come before this one: each pair is named once.
 */
export function attachmentsBefore(
  graph: ResourceGraph,
  attachment: ResourceNode,
): readonly ResourceNode[] {
  const own = graph.get(attachment, 'TransitGatewayId');
  const reached = [own, ...peersOf(graph, own)];
  const all = graph.resourcesOf(...ATTACHMENTS);
  return all
    .slice(0, all.indexOf(attachment))
    .filter((other) =>
      reached.some((gateway) => isSameThing(gateway, graph.get(other, 'TransitGatewayId'))),
    );
}

function peersOf(graph: ResourceGraph, gateway: Resolved): readonly Resolved[] {
  return graph.resourcesOf('AWS::EC2::TransitGatewayPeeringAttachment').flatMap((peering) => {
    const here = graph.get(peering, 'TransitGatewayId');
    const there = graph.get(peering, 'PeerTransitGatewayId');
    if (isSameThing(here, gateway)) return [there];
    return isSameThing(there, gateway) ? [here] : [];
  });
}
