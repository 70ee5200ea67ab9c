import {
  type CidrBlock,
  formatCidr,
  parseCidr,
  sizeOf,
  startOf,
} from '../../lib/validation/index.ts';

/**
 * How a VPC's addresses are divided.
 *
 * Every AZ gets an equal block, of which half goes to the private subnet, where instances run, and
 * a quarter each to the public and the isolated subnet. Blocks are powers of two, so that three
 * AZs leave a fourth block free: a fourth AZ can be added without moving a subnet, which
 * CloudFormation could only do by replacing it.
 *
 *     10.0.0.0/16 over 3 AZs
 *     |-- block of AZ 1 (/18) --|-- AZ 2 (/18) --|-- AZ 3 (/18) --|-- free (/18) --|
 *     | private  | public | iso |
 *     |   /19    |  /20   | /20 |
 */
export interface SubnetLayout {
  /** The CIDR blocks of the private subnets, one per AZ, in the order of the AZs. */
  readonly private: readonly string[];
  /** The CIDR blocks of the public subnets, likewise. */
  readonly public: readonly string[];
  /** The CIDR blocks of the isolated subnets, likewise. */
  readonly isolated: readonly string[];
}

/**
 * The addresses in every subnet that AWS keeps for itself.
 * https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html
 */
const reservedAddresses = 5;

/**
 * The largest block that a VPC can have.
 * https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html
 */
const largestVpc = 16;

/**
 * The smallest subnet that a load balancer accepts.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html#subnets-availability-zones
 */
const smallestSubnet = 27;

/** Divides `cidr` over `azCount` AZs. The blocks of a CIDR that `whyNotCidr` accepts. */
export function subnetLayout(cidr: string, azCount: number): SubnetLayout {
  const { address, prefix } = parse(cidr);
  const block = blockPrefix(prefix, azCount);
  const blocks = Array.from({ length: azCount }, (_, az) => address + az * sizeOf(block));
  return {
    private: blocks.map((start) => format(start, block + 1)),
    public: blocks.map((start) => format(start + sizeOf(block + 1), block + 2)),
    isolated: blocks.map((start) =>
      format(start + sizeOf(block + 1) + sizeOf(block + 2), block + 2),
    ),
  };
}

/** The addresses left for instances in the private subnets of the survivors when one AZ is lost. */
export function survivingAddresses(cidr: string, azCount: number): number {
  return surviving(parse(cidr).prefix, azCount);
}

/**
 * The longest prefix with which a VPC over `azCount` AZs holds `peakAddresses` after the loss of
 * any one of them and a load balancer in every public subnet; undefined when not even the largest
 * VPC does.
 */
export function prefixFor(peakAddresses: number, azCount: number): number | undefined {
  for (let prefix = smallestSubnet; prefix >= largestVpc; prefix--) {
    const fitsLoadBalancer = blockPrefix(prefix, azCount) + 2 <= smallestSubnet;
    if (fitsLoadBalancer && surviving(prefix, azCount) >= peakAddresses) return prefix;
  }
  return undefined;
}

/** Why `cidr` is no IPv4 block that a VPC can have, or undefined when it is one. */
export function whyNotCidr(cidr: string): string | undefined {
  const block = parseCidr(cidr);
  if (block === undefined) return "must be an IPv4 block such as '10.0.0.0/16'";
  if (block.prefix < largestVpc || block.prefix > 28) return 'must be a block from /16 to /28';
  const start = startOf(block);
  if (start === block.address) return undefined;
  return `must begin where its block does, at '${formatCidr({ ...block, address: start })}'`;
}

function surviving(prefix: number, azCount: number): number {
  return (azCount - 1) * (sizeOf(blockPrefix(prefix, azCount) + 1) - reservedAddresses);
}

function blockPrefix(prefix: number, azCount: number): number {
  return prefix + Math.ceil(Math.log2(azCount));
}

function parse(cidr: string): CidrBlock {
  const block = parseCidr(cidr);
  if (block === undefined) throw new Error(`'cidr' ${whyNotCidr(cidr)}, got '${cidr}'`);
  return block;
}

function format(address: number, prefix: number): string {
  return formatCidr({ address, prefix });
}
