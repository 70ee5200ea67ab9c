import type { Template } from 'aws-cdk-lib/assertions';

/** A subnet of a template and what its route table does with traffic that leaves the VPC. */
export interface Subnet {
  readonly id: string;
  readonly kind: string;
  readonly az: string;
  readonly cidr: string;
  readonly routeTable: string;
  readonly routes: unknown[];
  /** Whether the default route is the internet gateway. */
  readonly internet: boolean;
  /** The AZ of the NAT gateway that the default route leads to. */
  readonly natAz: string | undefined;
  readonly publicAddresses: boolean;
}

/**
 * Follows every subnet of a template to its route table, from there to its default route, to the
 * NAT gateway, to that one's subnet, and to its AZ.
 */
export function routing(template: Template): Subnet[] {
  const all = (type: string) =>
    Object.entries(template.findResources(type)).map(([id, { Properties }]) => ({
      id,
      properties: Properties,
    }));
  const subnets = all('AWS::EC2::Subnet');
  const associations = all('AWS::EC2::SubnetRouteTableAssociation');
  const routes = all('AWS::EC2::Route');
  const gateways = all('AWS::EC2::NatGateway');

  return subnets.map(({ id, properties }) => {
    const association = associations.find((each) => each.properties.SubnetId.Ref === id);
    const routeTable = association?.properties.RouteTableId.Ref;
    const own = routes.filter((each) => each.properties.RouteTableId.Ref === routeTable);
    const way = own.find((each) => each.properties.DestinationCidrBlock === '0.0.0.0/0');
    const nat = gateways.find((each) => each.id === way?.properties.NatGatewayId?.Ref);
    const natSubnet = subnets.find((each) => each.id === nat?.properties.SubnetId.Ref);
    return {
      id,
      kind: tag(properties, 'aws-cdk:subnet-name'),
      az: properties.AvailabilityZone,
      cidr: properties.CidrBlock,
      routeTable,
      routes: own,
      internet: way?.properties.GatewayId !== undefined,
      natAz: natSubnet?.properties.AvailabilityZone,
      publicAddresses: properties.MapPublicIpOnLaunch,
    };
  });
}

function tag(properties: { Tags: { Key: string; Value: string }[] }, key: string): string {
  return properties.Tags.find((each) => each.Key === key)?.Value ?? '';
}
