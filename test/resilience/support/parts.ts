/** Subnets `A`, `B`, … of a VPC, one in each zone of a Region, as YAML of their resources. */
export function network(zones = 'abc', region = 'eu-west-1'): string {
  const subnets = [...zones].map(
    (zone) => `${zone.toUpperCase()}:
  Type: AWS::EC2::Subnet
  Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.${zone.charCodeAt(0) - 97}.0/24, AvailabilityZone: ${region}${zone} }`,
  );
  return `Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }\n${subnets.join('\n')}\n`;
}

/** The references to those subnets. */
export function references(zones = 'abc'): string {
  return `[${[...zones].map((zone) => `!Ref ${zone.toUpperCase()}`).join(', ')}]`;
}

/** A load balancer `Balancer` with a listener and the target group `Targets`. */
export function balancer(zones = 'abc', targets = ''): string {
  return `
Balancer: { Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: { Subnets: ${references(zones)} } }
Targets:
  Type: AWS::ElasticLoadBalancingV2::TargetGroup
  Properties: { VpcId: !Ref Vpc, Port: 80, Protocol: HTTP${targets} }
Listener:
  Type: AWS::ElasticLoadBalancingV2::Listener
  Properties:
    LoadBalancerArn: !Ref Balancer
    DefaultActions: [{ Type: forward, TargetGroupArn: !Ref Targets }]
`;
}

/** An Auto Scaling group `Web` behind that load balancer. */
export function group(minimum: number, zones = 'abc'): string {
  return `
Web:
  Type: AWS::AutoScaling::AutoScalingGroup
  Properties:
    MinSize: '${minimum}'
    MaxSize: '${2 * minimum}'
    VPCZoneIdentifier: ${references(zones)}
    TargetGroupARNs: [!Ref Targets]
`;
}

/** An Aurora cluster `Data` with instances in named zones, or where Amazon RDS places them. */
export function aurora(members: readonly (string | undefined)[], zones = 'abc'): string {
  const instances = members.map(
    (zone, i) => `
Member${i}:
  Type: AWS::RDS::DBInstance
  Properties: { Engine: aurora-postgresql, DBClusterIdentifier: !Ref Data, DBInstanceClass: db.r8g.large${zone === undefined ? '' : `, AvailabilityZone: ${zone}`} }`,
  );
  return `
DataSubnets: { Type: AWS::RDS::DBSubnetGroup, Properties: { SubnetIds: ${references(zones)} } }
Data: { Type: AWS::RDS::DBCluster, Properties: { Engine: aurora-postgresql, DBSubnetGroupName: !Ref DataSubnets } }${instances.join('')}
`;
}
