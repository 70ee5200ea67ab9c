import { expect, test } from 'vitest';
import {
  consumersIn,
  natOf,
  routesOf,
  routeTableOf,
  subnetsOfRoute,
  subnetsOfTargets,
  subnetsOfVpc,
  zonesOf,
} from '../../lib/aws/index.ts';
import { nodeOf } from '../assembly/support.ts';
import { graphOfResources, idsOf } from './support.ts';

const graph = graphOfResources(`
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
  A: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, AvailabilityZone: eu-west-1a } }
  B: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, AvailabilityZone: eu-west-1b } }
  Foreign: { Type: AWS::EC2::Subnet, Properties: { VpcId: vpc-1, AvailabilityZone: eu-west-1c } }
  Table: { Type: AWS::EC2::RouteTable, Properties: { VpcId: !Ref Vpc } }
  OfA: { Type: AWS::EC2::SubnetRouteTableAssociation, Properties: { SubnetId: !Ref A, RouteTableId: !Ref Table } }
  Nat: { Type: AWS::EC2::NatGateway, Properties: { SubnetId: !Ref B } }
  Out: { Type: AWS::EC2::Route, Properties: { RouteTableId: !Ref Table, NatGatewayId: !Ref Nat } }
  Targets: { Type: AWS::ElasticLoadBalancingV2::TargetGroup }
  Group: { Type: AWS::AutoScaling::AutoScalingGroup, Properties: { VPCZoneIdentifier: [!Ref A, !Ref B], TargetGroupARNs: [!Ref Targets] } }
  Elsewhere: { Type: AWS::AutoScaling::AutoScalingGroup, Properties: { VPCZoneIdentifier: [!Ref Foreign] } }
`);
const node = (id: string) => nodeOf(graph, id);

test('a VPC has its subnets, by reference or by ID', () => {
  const vpc = graph.get(node('A'), 'VpcId');
  expect(idsOf(subnetsOfVpc(graph, vpc))).toEqual(['A', 'B']);
  expect(idsOf(subnetsOfVpc(graph, { kind: 'literal', value: 'vpc-1' }))).toEqual(['Foreign']);
  expect(zonesOf(graph, [node('A'), node('B')])).toMatchObject({ min: 2, max: 2 });
});

test('a subnet leads to its routes, and a route to its subnets and its NAT gateway', () => {
  const table = routeTableOf(graph, node('A'));
  expect(table).toBe(node('Table'));
  expect(routeTableOf(graph, node('B'))).toBeUndefined();
  expect(idsOf(routesOf(graph, node('Table')))).toEqual(['Out']);
  expect(idsOf(subnetsOfRoute(graph, node('Out')))).toEqual(['A']);
  expect(natOf(graph, node('Out'))).toBe(node('Nat'));
});

test('subnets know what runs in them, and target groups where their targets are', () => {
  expect(idsOf(consumersIn(graph, [node('A'), node('B')]))).toEqual(['Group']);
  expect(idsOf(subnetsOfTargets(graph, node('Targets')) ?? [])).toEqual(['A', 'B']);
});
