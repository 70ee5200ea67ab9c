import { type RemovalPolicy, Token } from 'aws-cdk-lib/core';
import { noSnapshots } from '../removal.ts';
import { isUnknown, mostOf } from '../unknown.ts';
import type { ValidationRule } from '../validation.ts';
import { prefixFor, survivingAddresses, whyNotCidr } from './subnet-layout.ts';

/** The props with their defaults, and what has to be known of the stack to judge them. */
export interface Checked {
  readonly availabilityZones: readonly string[];
  readonly cidr: string;
  readonly peakAddresses: number;
  readonly region: string;
  readonly removalPolicy: RemovalPolicy;
}

export const rules: ValidationRule<Checked>[] = [
  {
    condition: ({ availabilityZones }) => Token.isUnresolved(availabilityZones),
    message: () =>
      `'availabilityZones' must be known when the template is made, since the addresses are divided ` +
      `by their number, got a list that is a token: name the AZs`,
  },
  {
    condition: ({ availabilityZones }) => mostOf(availabilityZones) < 2,
    message: ({ availabilityZones }) =>
      `'availabilityZones' must be two or more, so that one can be lost, got ` +
      `${availabilityZones.length}: name the AZs, three if the Region has them`,
  },
  {
    condition: ({ availabilityZones }) => mostOf(availabilityZones) < availabilityZones.length,
    message: ({ availabilityZones }) =>
      `'availabilityZones' must name each AZ once, got '${availabilityZones.join(', ')}'`,
  },
  {
    condition: (checked) => strangers(checked).length > 0,
    message: (checked) =>
      `'availabilityZones' must be AZs of the stack's Region, such as '${regionOf(checked) ?? 'eu-west-1'}a', ` +
      `got '${strangers(checked).join(', ')}'`,
  },
  {
    condition: ({ cidr }) => Token.isUnresolved(cidr),
    message: () =>
      `'cidr' must be known when the template is made, since it is divided into subnets, got a ` +
      'token: write the block itself',
  },
  {
    condition: ({ cidr }) => !Token.isUnresolved(cidr) && whyNotCidr(cidr) !== undefined,
    message: ({ cidr }) => `'cidr' ${whyNotCidr(cidr)}, got '${cidr}'`,
  },
  {
    condition: ({ peakAddresses }) => !Number.isInteger(peakAddresses) || peakAddresses < 1,
    message: ({ peakAddresses }) =>
      `'peakAddresses' must be a whole number of at least 1, got ${peakAddresses}`,
  },
  { condition: isTooSmall, message: whatWouldFit },
  noSnapshots,
];

/** The AZs that cannot be of the stack's Region, Local Zones among them. */
function strangers(checked: Checked): string[] {
  const pattern = new RegExp(`^${regionOf(checked) ?? '[a-z]{2}(-[a-z]+)+-\\d'}[a-z]$`);
  return checked.availabilityZones.filter((az) => !isUnknown(az) && !pattern.test(az));
}

function regionOf({ region }: Checked): string | undefined {
  return Token.isUnresolved(region) ? undefined : region;
}

function isTooSmall({ availabilityZones, cidr, peakAddresses }: Checked): boolean {
  // What is wrong by itself has been said by the rules above.
  if (availabilityZones.length < 2 || !(peakAddresses >= 1)) return false;
  if (Token.isUnresolved(cidr) || whyNotCidr(cidr) !== undefined) return false;
  const prefix = prefixFor(peakAddresses, availabilityZones.length);
  return prefix === undefined || Number(cidr.split('/')[1]) > prefix;
}

function whatWouldFit({ availabilityZones, cidr, peakAddresses }: Checked): string {
  const azCount = availabilityZones.length;
  const prefix = prefixFor(peakAddresses, azCount);
  const survivors = `the ${azCount - 1} of ${azCount} AZs that survive the loss of one`;
  if (prefix === undefined) {
    return (
      `'peakAddresses' must fit into ${survivors}, which even in a /16 leave ` +
      `${survivingAddresses('10.0.0.0/16', azCount)}, got ${peakAddresses}: add AZs, or lower it`
    );
  }
  return (
    `'cidr' must be a /${prefix} or larger, so that ${survivors} hold 'peakAddresses' of ` +
    `${peakAddresses} and a load balancer, got '${cidr}': enlarge it, or lower 'peakAddresses'`
  );
}
