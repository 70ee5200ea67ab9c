import type { ResourceGraph, ResourceNode } from '../assembly/index.ts';

/** Resources of services that are not in a Region, or that are the same in each. */
const GLOBAL = [
  'AWS::CloudFront::',
  'AWS::DynamoDB::GlobalTable',
  'AWS::GlobalAccelerator::',
  'AWS::IAM::',
  'AWS::Organizations::',
  'AWS::RDS::GlobalCluster',
  'AWS::Route53::',
];

export function isGlobal({ type }: ResourceNode): boolean {
  return GLOBAL.some((prefix) => type.startsWith(prefix));
}

/** The resource that stands for the same thing in another Region, if exactly one does. */
export function twinOf(
  graph: ResourceGraph,
  node: ResourceNode,
  region: string,
): ResourceNode | undefined {
  const twins = graph.having([node.type], placesOf, placeIn(node, region));
  return twins.length === 1 ? twins[0] : undefined;
}

function placesOf(_: ResourceGraph, node: ResourceNode): readonly string[] {
  return node.region === undefined ? [] : [placeIn(node, node.region)];
}

function placeIn(node: ResourceNode, region: string): string {
  return `${region} ${keyOf(node)}`;
}

/** A resource's path without the Region's name. */
function keyOf({ constructPath, logicalId, region = '' }: ResourceNode): string {
  return region === ''
    ? (constructPath ?? logicalId)
    : (constructPath ?? logicalId).replaceAll(region, '*');
}
