import type { Resolved, ResourceGraph, ResourceNode } from '../assembly/index.ts';
import { isSameThing, thingKey } from './lookups.ts';

const ATTACHMENTS = [
  'AWS::EC2::TransitGatewayAttachment',
  'AWS::EC2::TransitGatewayVpcAttachment',
] as const;

/**
 * The attachments of other VPCs to the same transit gateway, or to one that is peered with it, as
 * far as their IDs come before this one's: each pair is named once.
 */
export function attachmentsBefore(
  graph: ResourceGraph,
  attachment: ResourceNode,
): readonly ResourceNode[] {
  const own = graph.get(attachment, 'TransitGatewayId');
  const reached = [own, ...peersOf(graph, own)];
  const keys = new Set(reached.map(thingKey).filter((key) => key !== undefined));
  const attached = [...keys].flatMap((key) => graph.having(ATTACHMENTS, gatewaysOf, key));
  return attached.filter((other) => other.id < attachment.id);
}

function gatewaysOf(graph: ResourceGraph, attachment: ResourceNode) {
  return [thingKey(graph.get(attachment, 'TransitGatewayId'))];
}

function peersOf(graph: ResourceGraph, gateway: Resolved): readonly Resolved[] {
  const key = thingKey(gateway);
  if (key === undefined) return [];
  return graph.having([PEERING], peeredBy, key).flatMap((peering) => {
    const here = graph.get(peering, 'TransitGatewayId');
    const there = graph.get(peering, 'PeerTransitGatewayId');
    if (isSameThing(here, gateway)) return [there];
    return isSameThing(there, gateway) ? [here] : [];
  });
}

function peeredBy(graph: ResourceGraph, peering: ResourceNode) {
  return ['TransitGatewayId', 'PeerTransitGatewayId'].map((property) =>
    thingKey(graph.get(peering, property)),
  );
}

const PEERING = 'AWS::EC2::TransitGatewayPeeringAttachment';
