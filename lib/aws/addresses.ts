import {
  asString,
  parseCidr,
  type Resolved,
  type ResourceGraph,
  type ResourceNode,
} from '../assembly/index.ts';
import { referrersBy } from './lookups.ts';

/** A range of IPv4 addresses, `end` not in it. */
export interface Range {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** The range of a CIDR block; undefined: it is not known. */
function rangeOf(graph: ResourceGraph, block: Resolved): Range | undefined {
  const read = asString(graph.follow(block));
  const parsed = read.state === 'known' ? parseCidr(read.value) : undefined;
  if (read.state !== 'known' || parsed === undefined) return undefined;
  const { start, prefix } = parsed;
  return { text: read.value, start, end: start + 2 ** (32 - prefix) };
}

/** The ranges of a VPC, those that were added later included; undefined: one is not known. */
export function rangesOfVpc(graph: ResourceGraph, vpc: ResourceNode): readonly Range[] | undefined {
  const more = referrersBy(graph, vpc, 'AWS::EC2::VPCCidrBlock', 'VpcId')
    .map((block) => graph.get(block, 'CidrBlock'))
    // Blocks of IPv6 addresses have another property.
    .filter(({ kind }) => kind !== 'absent');
  const ranges = [graph.get(vpc, 'CidrBlock'), ...more].map((block) => rangeOf(graph, block));
  return ranges.includes(undefined) ? undefined : ranges.filter((range) => range !== undefined);
}

/**
 * The addresses of a subnet that resources can have: AWS keeps five.
 *
 * https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html
 */
export function usableAddresses(graph: ResourceGraph, subnet: ResourceNode): number | undefined {
  const range = rangeOf(graph, graph.get(subnet, 'CidrBlock'));
  return range && range.end - range.start - 5;
}
