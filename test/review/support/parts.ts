import type { JsonObject } from '../../../lib/assembly/index.ts';

/**
 * Subnets `SubnetA`, `SubnetB`, … of a VPC `Vpc`, one in each Availability Zone of a Region.
 *
 * @param zones the last letters of the zones: `'abc'`
 */
export function subnets(zones = 'abc', region = 'eu-west-1'): JsonObject {
  const vpc = { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16' } };
  const entries = [...zones].map((zone, i) => {
    const properties = {
      VpcId: { Ref: 'Vpc' },
      CidrBlock: `10.0.${i}.0/24`,
      AvailabilityZone: `${region}${zone}`,
    };
    return [`Subnet${zone.toUpperCase()}`, { Type: 'AWS::EC2::Subnet', Properties: properties }];
  });
  return { Vpc: vpc, ...Object.fromEntries(entries) };
}
