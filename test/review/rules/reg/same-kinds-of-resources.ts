import type { RuleSamples } from '../../support/samples.ts';
import { regions } from './parts.ts';

const queue = 'Queue: { Type: AWS::SQS::Queue }';
const balancer = 'Balancer: { Type: AWS::ElasticLoadBalancingV2::LoadBalancer }';
const topic = 'Topic: { Type: AWS::SNS::Topic }';
const vpc = 'Vpc: { Type: AWS::EC2::VPC }';
const inside = (id: string) =>
  `Group: { Type: AWS::EC2::SecurityGroup, Properties: { GroupDescription: x, VpcId: ${id} } }`;
const table = `
  Table:
    Type: AWS::DynamoDB::GlobalTable
    Properties: { Replicas: [{ Region: eu-west-1 }, { Region: eu-central-1 }] }
`;

export const samples: RuleSamples = {
  pass: {
    'the same in both Regions': regions('warm-standby', [queue, balancer], [queue, balancer]),
    'more in the standby Region': regions('warm-standby', queue, [queue, topic]),
    'a table with a replica in the other Region': regions(
      'warm-standby',
      [queue, table],
      [queue, topic],
    ),
    'a VPC that was there already in one of the Regions': regions(
      'warm-standby',
      [vpc, inside('!Ref Vpc')],
      inside('vpc-0123456789abcdef0'),
    ),
    'a pilot light that serves nothing yet': regions('pilot-light', [queue, balancer], queue),
  },
  fail: {
    'no queue in the standby Region': regions('warm-standby', [queue, topic], topic),
    'no VPC in the standby Region': regions('warm-standby', [topic, vpc], topic),
    'no load balancer in another active Region': regions('active-active', [queue, balancer], queue),
    'a pilot light without a queue': regions('pilot-light', [queue, topic], topic),
  },
  unknown: {
    'a stack of unknown Region': {
      ...regions('warm-standby', [queue, topic], topic),
      stacks: { 'eu-west-1/App': [queue, topic], 'eu-central-1/App': topic, Data: queue },
    },
  },
  notApplicable: {
    'a service of one Region': regions('multi-az', [queue, topic], topic),
  },
};
