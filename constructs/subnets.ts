import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Fn, Token } from 'aws-cdk-lib/core';
import { mostOf } from './unknown.ts';

/** The subnets of a selection, and what is known of where they are. */
export interface Subnets {
  /** The subnets; none where the VPC has no such group, for which the CDK would throw. */
  readonly subnets: ec2.ISubnet[];

  /**
   * Their Availability Zones, each once, in the order of the subnets. Where the VPC's own are a list
   * that is a token, the first two of it: fewer there are not where one may be lost.
   */
  readonly availabilityZones: readonly string[];

  /** How many zones there can be at most: without end while the list is not known. */
  readonly mostZones: number;

  /** What was found, for a message. */
  readonly found: string;
}

/** The subnets of a selection, whether or not they are known yet, or exist. */
export function selectedSubnets(vpc: ec2.IVpc, selection: ec2.SubnetSelection): Subnets {
  try {
    const { subnets, availabilityZones, isPendingLookup } = vpc.selectSubnets(selection);
    const zones = [...new Set(availabilityZones)];
    return {
      subnets,
      availabilityZones: Token.isUnresolved(zones) ? [0, 1].map((n) => Fn.select(n, zones)) : zones,
      // Until it is looked up, a VPC has the stand-ins of two subnets, or none.
      mostZones: isPendingLookup ? Number.POSITIVE_INFINITY : mostOf(availabilityZones),
      found: found(vpc, zones),
    };
  } catch {
    // No such group: the CDK throws before any other mistake could be named.
    return { subnets: [], availabilityZones: [], mostZones: 0, found: found(vpc, []) };
  }
}

/** What was found, for a message: the zones, or what the VPC has instead of such subnets. */
function found(vpc: ec2.IVpc, zones: readonly string[]): string {
  if (zones.length > 0) return `${zones.length} (${zones.join(', ')})`;
  const kinds = Object.entries({
    public: vpc.publicSubnets,
    private: vpc.privateSubnets,
    isolated: vpc.isolatedSubnets,
  }).map(([kind, { length }]) => `${length} ${kind}`);
  return `none of the VPC's ${kinds.join(', ')} subnets`;
}
