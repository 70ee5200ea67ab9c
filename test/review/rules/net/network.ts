/**
 * A private subnet in each zone, with a route table of its own, and a default route that leads to
 * what is given for it.
 */
export function routed(targets: Readonly<Record<string, string>>): string {
  const vpc = 'Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }';
  const entries = Object.entries(targets).map(
    ([zone, target]) => `
Private${zone}:
  Type: AWS::EC2::Subnet
  Properties: { VpcId: !Ref Vpc, AvailabilityZone: eu-west-1${zone.toLowerCase()} }
Table${zone}: { Type: AWS::EC2::RouteTable, Properties: { VpcId: !Ref Vpc } }
Association${zone}:
  Type: AWS::EC2::SubnetRouteTableAssociation
  Properties: { RouteTableId: !Ref Table${zone}, SubnetId: !Ref Private${zone} }
Route${zone}:
  Type: AWS::EC2::Route
  Properties: { RouteTableId: !Ref Table${zone}, DestinationCidrBlock: 0.0.0.0/0, ${target} }`,
  );
  return [vpc, ...entries].join('\n');
}

/** A NAT gateway with a subnet of its own in each zone; the subnets are not routed. */
export function nats(zones: string): string {
  return [...zones]
    .map(
      (zone) => `
Public${zone}:
  Type: AWS::EC2::Subnet
  Properties: { VpcId: !Ref Vpc, AvailabilityZone: eu-west-1${zone.toLowerCase()} }
Nat${zone}: { Type: AWS::EC2::NatGateway, Properties: { SubnetId: !Ref Public${zone} } }`,
    )
    .join('\n');
}
