import { anywhere } from '../../../support/plans.ts';
import { edit, type Mutation, remove, set } from './mutation.ts';

const network = 'eu-west-1-network';
const first = (subnets: readonly unknown[]) => subnets.slice(0, 1);
const allButOne = (subnets: readonly unknown[]) => subnets.slice(0, -1);

export const net: readonly Mutation[] = [
  {
    rule: 'HA-NET-1',
    breaks: 'the subnets of the data are in one zone',
    in: anywhere,
    at: `${network}/NetworkIsolatedSubnet*Subnet`,
    change: set('Properties/AvailabilityZone', 'eu-west-1a'),
    found: [`${network}/Network`],
    also: [
      { rule: 'HA-NET-5', on: `${network}/NetworkEndpoints*`, why: 'they are in these subnets' },
      { rule: 'HA-NET-6', on: `${network}/NetworkEndpoints*`, why: 'they are in these subnets' },
      { rule: 'HA-AUR-2', on: 'eu-west-1-data/Database', why: 'it is in these subnets' },
      { rule: 'HA-CACHE-4', on: 'eu-west-1-data/Cache', why: 'it is in these subnets' },
      { rule: 'HA-LAM-1', on: 'eu-west-1-schema/SchemaFunction', why: 'it is in these subnets' },
    ],
  },
  {
    rule: 'HA-NET-1',
    breaks: 'the subnets of the instances are in one zone',
    in: anywhere,
    at: `${network}/NetworkPrivateSubnet*Subnet`,
    change: set('Properties/AvailabilityZone', 'eu-west-1a'),
    found: [`${network}/Network`],
    also: [
      {
        rule: 'HA-NET-2',
        on: `${network}/NetworkPrivateSubnet[23]DefaultRoute`,
        why: 'their gateways are where they were',
      },
      { rule: 'HA-ASG-1', on: 'eu-west-1-service/*ASG', why: 'it is in these subnets' },
      {
        rule: 'HA-ASG-3',
        on: 'eu-west-1-service/*ASG',
        why: 'with the one zone all of it is lost',
      },
    ],
  },
  {
    rule: 'HA-NET-2',
    breaks: 'a zone uses the NAT gateway of another',
    in: anywhere,
    at: `${network}/NetworkPrivateSubnet2DefaultRoute`,
    change: set('Properties/NatGatewayId', { Ref: 'NetworkPublicSubnet1NATGateway0ECE21B7' }),
    also: [
      {
        rule: 'HA-NET-3',
        on: `${network}/Network`,
        why: 'fewer gateways are used than there are zones',
      },
    ],
  },
  {
    rule: 'HA-NET-3',
    breaks: 'all zones use one NAT gateway',
    in: anywhere,
    at: `${network}/NetworkPrivateSubnet*DefaultRoute`,
    change: set('Properties/NatGatewayId', { Ref: 'NetworkPublicSubnet1NATGateway0ECE21B7' }),
    found: [`${network}/Network`],
    also: [
      {
        rule: 'HA-NET-2',
        on: `${network}/NetworkPrivateSubnet[23]DefaultRoute`,
        why: 'each of these zones uses that of another',
      },
    ],
  },
  {
    rule: 'HA-NET-3',
    breaks: 'two NAT gateways are in one zone',
    in: anywhere,
    at: `${network}/NetworkPublicSubnet3NATGateway`,
    change: set('Properties/SubnetId', { Ref: 'NetworkPublicSubnet1SubnetBAFD76B4' }),
    found: [`${network}/Network`],
    also: [
      {
        rule: 'HA-NET-2',
        on: `${network}/NetworkPrivateSubnet3DefaultRoute`,
        why: 'its gateway is in another zone now',
      },
    ],
  },
  {
    rule: 'HA-NET-5',
    breaks: 'interface endpoints are in one zone',
    in: anywhere,
    at: `${network}/NetworkEndpoints*`,
    change: edit('Properties/SubnetIds', first),
    also: [
      {
        rule: 'HA-NET-6',
        on: `${network}/NetworkEndpoints*`,
        why: 'two zones with instances have none',
      },
    ],
  },
  {
    rule: 'HA-NET-6',
    breaks: 'an interface endpoint is missing in one zone',
    in: anywhere,
    at: `${network}/NetworkEndpointssecretsmanager`,
    change: edit('Properties/SubnetIds', allButOne),
  },
  {
    rule: 'HA-NET-9',
    breaks: 'the subnets of the instances have too few addresses',
    in: anywhere,
    at: `${network}/NetworkPrivateSubnet*Subnet`,
    change: edit('Properties/CidrBlock', (cidr: string) => cidr.replace(/\d+$/, '29')),
    found: ['eu-west-1-service/ServiceGroupASG', 'eu-west-1-service/WorkersGroupASG'],
  },
  {
    rule: 'HA-ALB-11',
    breaks: 'a public subnet has no way to the internet',
    in: anywhere,
    at: `${network}/NetworkPublicSubnet1DefaultRoute`,
    change: remove(),
    found: ['eu-west-1-service/ServiceLoadBalancer'],
  },
];
