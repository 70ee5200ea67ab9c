import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Annotations } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { RegionPlan } from '../strategies/index.ts';

/**
 * The VPC that is there already, where the plan names one. It has no stack, since there is nothing in
 * it to deploy, and its ids are texts that every stack of the Region takes as they are.
 */
export function existingVpc(
  scope: Construct,
  { vpc, availabilityZones }: RegionPlan,
): ec2.IVpc | undefined {
  if (vpc === undefined) return undefined;
  const { id, cidr, publicSubnetIds, privateSubnetIds, isolatedSubnetIds } = vpc;
  const imported = ec2.Vpc.fromVpcAttributes(scope, 'Vpc', {
    vpcId: id,
    vpcCidrBlock: cidr,
    availabilityZones: [...availabilityZones],
    publicSubnetIds: [...publicSubnetIds],
    privateSubnetIds: [...privateSubnetIds],
    isolatedSubnetIds: [...isolatedSubnetIds],
  });
  Annotations.of(imported).acknowledgeWarning(
    '@aws-cdk/aws-ec2:noSubnetRouteTableId',
    'no stack adds a route: they are the owner’s',
  );
  return imported;
}

/** Its NAT gateways by zone; undefined for a VPC of the architecture’s own, which names them itself. */
export function existingNatGateways({
  vpc,
  availabilityZones,
}: RegionPlan): Readonly<Record<string, string>> | undefined {
  return (
    vpc &&
    Object.fromEntries(
      vpc.natGatewayIds.map((id, index) => [availabilityZones[index] ?? id, id] as const),
    )
  );
}
