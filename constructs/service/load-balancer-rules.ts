import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { Duration } from 'aws-cdk-lib/core';
import { noSnapshots } from '../removal.ts';
import { type Subnets, selectedSubnets } from '../subnets.ts';
import { isUnknown } from '../unknown.ts';
import type { ValidationRule } from '../validation.ts';
import { isCount, shown } from './count.ts';
import type { MultiAzLoadBalancerProps } from './multi-az-load-balancer.ts';

/** What of the props of a load balancer is judged, and what has to be known to judge it. */
interface CheckedLoadBalancer extends Omit<MultiAzLoadBalancerProps, 'firewall' | 'vpc'> {
  readonly subnets: Subnets;
}

/** What makes no load balancer that could lose a zone, or none that AWS accepts. */
export const loadBalancerRules: ValidationRule<CheckedLoadBalancer>[] = [
  {
    condition: ({ subnets }) => subnets.mostZones < 2,
    message: ({ subnets }) =>
      `'vpc' must have public subnets in at least 2 Availability Zones, got ${subnets.found}: an ` +
      `internet-facing load balancer needs them; pass a VPC that has them`,
  },
  {
    condition: ({ certificates }) => certificates.length === 0,
    message: () => `'certificates' must hold at least one certificate for HTTPS, got none`,
  },
  {
    condition: ({ targetPort: port }) =>
      !isUnknown(port) && !(Number.isInteger(port) && port >= 1 && port <= 65535),
    message: ({ targetPort }) => `'targetPort' must be a port from 1 to 65535, got ${targetPort}`,
  },
  {
    condition: ({ healthCheckPath: path }) =>
      path !== undefined && !isUnknown(path) && !/^\/\S{0,1023}$/.test(path),
    message: ({ healthCheckPath }) =>
      `'healthCheckPath' must begin with '/' and have at most 1024 characters, none of them a ` +
      `space; got '${healthCheckPath}'`,
  },
  {
    condition: ({ healthCheckInterval }) => isOutside(healthCheckInterval, 5, 300),
    message: ({ healthCheckInterval }) =>
      `'healthCheckInterval' must be 5 to 300 seconds, got ${inSeconds(healthCheckInterval)}`,
  },
  {
    condition: ({ minimumHealthyTargets: count }) =>
      count !== undefined && !(isCount(count) && count >= 1),
    message: ({ minimumHealthyTargets: count = 1 }) =>
      `'minimumHealthyTargets' must be a whole number of targets, 1 or more, known at synthesis; ` +
      `got ${shown(count)}`,
  },
  {
    condition: ({ routing }) => isOutside(routing?.slowStart, 30, 900),
    message: ({ routing }) =>
      `'slowStart' of the routing must be 30 to 900 seconds, got ${inSeconds(routing?.slowStart)}`,
  },
  {
    condition: ({ stickiness }) => isOutside(stickiness, 1, 604_800),
    message: ({ stickiness }) =>
      `'stickiness' must be 1 second to 7 days, got ${inSeconds(stickiness)}; leave it out for none`,
  },
  {
    condition: ({ deregistrationDelay }) => isOutside(deregistrationDelay, 0, 3600),
    message: ({ deregistrationDelay }) =>
      `'deregistrationDelay' must be at most 3600 seconds, got ${inSeconds(deregistrationDelay)}`,
  },
  noSnapshots,
];

/** Where a load balancer has its nodes: one public subnet in each zone. */
export function loadBalancerSubnets(vpc: ec2.IVpc): Subnets {
  return selectedSubnets(vpc, { subnetType: ec2.SubnetType.PUBLIC, onePerAz: true });
}

function isOutside(duration: Duration | undefined, least: number, most: number): boolean {
  if (duration === undefined || duration.isUnresolved()) return false;
  const seconds = duration.toSeconds({ integral: false });
  return seconds < least || seconds > most;
}

function inSeconds(duration: Duration | undefined): string {
  return `${duration?.toSeconds({ integral: false })} seconds`;
}
