import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import { App, Fn, Lazy, Stack } from 'aws-cdk-lib/core';
import { describe, expect, test } from 'vitest';
import {
  INSTANCE_ENDPOINTS,
  MultiAzNetwork,
  type MultiAzNetworkProps,
} from '../../../constructs/network/index.ts';
import { testApp, testStack } from '../../support/app.ts';
import { findings } from '../../support/compliance.ts';
import { routing, type Subnet } from './routing.ts';

const zones = ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'];

function stackWithNetwork(props: Partial<MultiAzNetworkProps> = {}, stack = testStack()): Stack {
  new MultiAzNetwork(stack, 'Network', {
    availabilityZones: zones,
    cidr: '10.0.0.0/16',
    ...props,
  });
  return stack;
}

test('with shared ways out, the first AZ has the one NAT gateway and the address of each endpoint', () => {
  const template = Template.fromStack(stackWithNetwork({ sharedWaysOut: true }));
  const privates = routing(template).filter(({ kind }) => kind === 'Private');
  expect(privates.map(({ natAz }) => natAz)).toEqual(zones.map(() => zones[0]));
  template.resourceCountIs('AWS::EC2::NatGateway', 1);
  const endpoints = template.findResources('AWS::EC2::VPCEndpoint', {
    Properties: { VpcEndpointType: 'Interface' },
  });
  expect(Object.values(endpoints).map(({ Properties }) => Properties.SubnetIds)).toEqual(
    INSTANCE_ENDPOINTS.map(() => [{ Ref: expect.stringContaining('IsolatedSubnet1') }]),
  );
});

describe('a network over three AZs', () => {
  const stack = stackWithNetwork();
  const template = Template.fromStack(stack);
  const subnets = routing(template);
  const ofKind = (kind: string) => subnets.filter((subnet) => subnet.kind === kind);

  test.each(['Public', 'Private', 'Isolated'])('has a %s subnet in each AZ', (kind) => {
    expect(ofKind(kind).map(({ az }) => az)).toEqual(zones);
  });

  test('gives most addresses to the subnets that instances run in', () => {
    const blocks = (kind: string) => ofKind(kind).map(({ cidr }) => cidr);
    expect(blocks('Private')).toEqual(['10.0.0.0/19', '10.0.64.0/19', '10.0.128.0/19']);
    expect(blocks('Public')).toEqual(['10.0.32.0/20', '10.0.96.0/20', '10.0.160.0/20']);
    expect(blocks('Isolated')).toEqual(['10.0.48.0/20', '10.0.112.0/20', '10.0.176.0/20']);
  });

  test('an AZ can be lost without another AZ losing its way out: each private subnet uses the NAT gateway of its own AZ', () => {
    expect(ofKind('Private').map(({ az, natAz }) => [az, natAz])).toEqual(
      zones.map((az) => [az, az]),
    );
    template.resourceCountIs('AWS::EC2::NatGateway', 3);
  });

  test('an AZ can be lost without the peak running out of addresses', () => {
    const holds = (lost: Subnet) =>
      ofKind('Private')
        .filter((subnet) => subnet !== lost)
        .reduce((sum, { cidr }) => sum + 2 ** (32 - Number(cidr.split('/')[1])) - 5, 0);
    for (const lost of ofKind('Private')) expect(holds(lost)).toBeGreaterThanOrEqual(200);
  });

  test('public subnets, and no others, route to the internet gateway', () => {
    expect(subnets.filter(({ internet }) => internet)).toEqual(ofKind('Public'));
  });

  test('nothing leaves the VPC from an isolated subnet: it has no default route', () => {
    for (const subnet of ofKind('Isolated')) expect(subnet.routes).toEqual([]);
  });

  test('the services that keep instances alive have an address in every AZ', () => {
    const isolated = ofKind('Isolated').map(({ id }) => ({ Ref: id }));
    const endpoints = Object.values(
      template.findResources('AWS::EC2::VPCEndpoint', {
        Properties: { VpcEndpointType: 'Interface' },
      }),
    );
    expect(endpoints.map(({ Properties }) => Properties.ServiceName).sort()).toEqual([
      'com.amazonaws.eu-west-1.autoscaling',
      'com.amazonaws.eu-west-1.logs',
      'com.amazonaws.eu-west-1.monitoring',
      'com.amazonaws.eu-west-1.secretsmanager',
      'com.amazonaws.eu-west-1.sqs',
      'com.amazonaws.eu-west-1.ssm',
      'com.amazonaws.eu-west-1.ssmmessages',
    ]);
    for (const { Properties } of endpoints) {
      expect(Properties.SubnetIds).toEqual(isolated);
      expect(Properties.PrivateDnsEnabled).toBe(true);
    }
  });

  test('S3 and DynamoDB are reached from every subnet without a NAT gateway', () => {
    const tables = subnets.map(({ routeTable }) => routeTable).sort();
    const gateways = Object.values(
      template.findResources('AWS::EC2::VPCEndpoint', {
        Properties: { VpcEndpointType: 'Gateway' },
      }),
    ).map(({ Properties }) => ({
      service: Properties.ServiceName['Fn::Join'][1].at(-1),
      tables: Properties.RouteTableIds.map((table: { Ref: string }) => table.Ref).sort(),
    }));
    expect(gateways).toEqual([
      { service: '.s3', tables },
      { service: '.dynamodb', tables },
    ]);
  });

  test('endpoints are open to the VPC, on 443, and to nothing else', () => {
    template.resourceCountIs('AWS::EC2::SecurityGroup', 1);
    template.hasResourceProperties('AWS::EC2::SecurityGroup', {
      SecurityGroupIngress: [
        { CidrIp: '10.0.0.0/16', FromPort: 443, ToPort: 443, IpProtocol: 'tcp' },
      ].map(Match.objectLike),
      SecurityGroupEgress: [Match.objectLike({ CidrIp: '255.255.255.255/32' })],
    });
  });

  test('nothing gets a public address by being launched', () => {
    for (const { publicAddresses } of subnets) expect(publicAddresses).toBe(false);
  });

  test('the default security group has no rules', () => {
    template.hasResourceProperties('Custom::VpcRestrictDefaultSG', {
      DefaultSecurityGroupId: { 'Fn::GetAtt': [Match.anyValue(), 'DefaultSecurityGroup'] },
    });
  });

  test('all traffic is recorded for a year, encrypted with a key of the network’s own', () => {
    template.hasResourceProperties('AWS::EC2::FlowLog', {
      ResourceType: 'VPC',
      TrafficType: 'ALL',
      LogDestinationType: 'cloud-watch-logs',
      LogGroupName: { Ref: Match.stringLikeRegexp('FlowLogsLogGroup') },
      DeliverLogsPermissionArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('FlowLogsRole'), 'Arn'] },
    });
    template.hasResource('AWS::Logs::LogGroup', {
      Properties: {
        RetentionInDays: 365,
        KmsKeyId: { 'Fn::GetAtt': [Match.stringLikeRegexp('^NetworkKey'), 'Arn'] },
      },
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
    });
  });

  test('only flow logs of this account may write to the log group, and only to that one', () => {
    template.hasResourceProperties('AWS::IAM::Role', {
      AssumeRolePolicyDocument: Match.objectLike({
        Statement: [
          {
            Action: 'sts:AssumeRole',
            Effect: 'Allow',
            Principal: { Service: 'vpc-flow-logs.amazonaws.com' },
            Condition: {
              StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
              ArnLike: {
                'aws:SourceArn': {
                  'Fn::Join': [
                    '',
                    ['arn:aws:ec2:eu-west-1:', { Ref: 'AWS::AccountId' }, ':vpc-flow-log/*'],
                  ],
                },
              },
            },
          },
        ],
      }),
    });
    template.hasResourceProperties('AWS::IAM::ManagedPolicy', {
      PolicyDocument: Match.objectLike({
        Statement: [
          {
            Action: ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
            Effect: 'Allow',
            Resource: {
              'Fn::GetAtt': [Match.stringLikeRegexp('FlowLogsLogGroup'), 'Arn'],
            },
          },
        ],
      }),
    });
    template.resourceCountIs('AWS::IAM::Policy', 0);
  });

  test('leaves nothing open in any compliance pack but the routes that make a subnet public', () => {
    const all = findings(stack);
    expect(all.map(({ ruleId, path }) => `${ruleId} ${path}`)).toEqual(
      ['HIPAA.Security', 'NIST.800.53.R5', 'PCI.DSS.321'].flatMap((pack) =>
        [1, 2, 3].map(
          (i) =>
            `${pack}-VPCNoUnrestrictedRouteToIGW Test/Network/Resource/PublicSubnet${i}/DefaultRoute`,
        ),
      ),
    );
    for (const { reason } of all) expect(reason).toMatch(/is what a public subnet is for/);
  });

  test('warns of nothing', () => {
    Annotations.fromStack(stack).hasNoWarning('*', Match.anyValue());
  });
});

describe('an AZ added at the end', () => {
  test('moves no subnet of the others', () => {
    const three = routing(Template.fromStack(stackWithNetwork()));
    const four = routing(
      Template.fromStack(stackWithNetwork({ availabilityZones: [...zones, 'eu-west-1d'] })),
    );
    const placed = (subnets: Subnet[]) => subnets.map(({ id, az, cidr }) => ({ id, az, cidr }));
    expect(placed(four)).toEqual(expect.arrayContaining(placed(three)));
    expect(four).toHaveLength(three.length + 3);
  });
});

describe('two AZs', () => {
  // The validation report would print the warning, which is what this is about.
  const app = testApp({ '@aws-cdk/core:annotationsInValidationReport': false });
  const stack = stackWithNetwork({ availabilityZones: zones.slice(0, 2) }, testStack(app));

  test('are a warning, since one leaves no redundancy while the other is lost', () => {
    Annotations.fromStack(stack).hasWarning(
      '/Test/Network',
      'Two AZs (eu-west-1a, eu-west-1b) leave one while the other is lost, and no redundancy ' +
        'until it is back: use three. [ack: evenkeel:twoAvailabilityZones]',
    );
  });

  test('have a NAT gateway each all the same', () => {
    const subnets = routing(Template.fromStack(stack)).filter(({ kind }) => kind === 'Private');
    expect(subnets.map(({ natAz }) => natAz)).toEqual(['eu-west-1a', 'eu-west-1b']);
  });
});

describe('with everything given', () => {
  const stack = testStack();
  stackWithNetwork(
    {
      cidr: '10.8.0.0/20',
      peakAddresses: 1014,
      interfaceEndpoints: [ec2.InterfaceVpcEndpointAwsService.KMS],
      encryptionKey: kms.Key.fromKeyArn(
        stack,
        'Key',
        'arn:aws:kms:eu-west-1:111122223333:key/1234abcd',
      ),
      flowLogsRetention: logs.RetentionDays.TEN_YEARS,
    },
    stack,
  );
  const template = Template.fromStack(stack);

  test('the VPC has the block it was given', () => {
    template.hasResourceProperties('AWS::EC2::VPC', { CidrBlock: '10.8.0.0/20' });
  });

  test('the endpoints are those it was given', () => {
    template.resourcePropertiesCountIs(
      'AWS::EC2::VPCEndpoint',
      { VpcEndpointType: 'Interface' },
      1,
    );
    template.hasResourceProperties('AWS::EC2::VPCEndpoint', {
      ServiceName: 'com.amazonaws.eu-west-1.kms',
    });
  });

  test('the flow logs are encrypted with the key, and kept as long, as it was given', () => {
    template.resourceCountIs('AWS::KMS::Key', 0);
    template.hasResourceProperties('AWS::Logs::LogGroup', {
      KmsKeyId: 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd',
      RetentionInDays: 3653,
    });
  });
});

test('has no interface endpoints, and no group for them, when none are asked for', () => {
  const template = Template.fromStack(stackWithNetwork({ interfaceEndpoints: [] }));
  template.resourceCountIs('AWS::EC2::VPCEndpoint', 2);
  template.resourceCountIs('AWS::EC2::SecurityGroup', 0);
});

test('the default endpoints cannot be changed by accident', () => {
  expect(Object.isFrozen(INSTANCE_ENDPOINTS)).toBe(true);
});

test('looks nothing up, not even in an account that is known', () => {
  const app = testApp();
  const stack = new Stack(app, 'Test', { env: { account: '111122223333', region: 'eu-west-1' } });
  stackWithNetwork({}, stack);
  expect(app.synth().manifest.missing).toBeUndefined();
});

test('leaves the stack’s own idea of its AZs as it was', () => {
  const stack = testStack();
  const before = stack.resolve(stack.availabilityZones);
  stackWithNetwork({}, stack);
  expect(stack.resolve(stack.availabilityZones)).toEqual(before);
});

test('can be used from another stack of the Region by weak references', () => {
  const app = testApp();
  const { vpc } = new MultiAzNetwork(testStack(app, 'Network'), 'Network', {
    availabilityZones: zones,
    cidr: '10.0.0.0/16',
  });
  const consumer = testStack(app, 'Consumer');
  new ec2.SecurityGroup(consumer, 'Group', { vpc });
  Template.fromStack(consumer).hasResourceProperties('AWS::EC2::SecurityGroup', {
    VpcId: { 'Fn::GetStackOutput': Match.objectLike({ StackName: 'Network' }) },
  });
});

const bad: [string, Partial<MultiAzNetworkProps>, string][] = [
  [
    'there is one AZ',
    { availabilityZones: ['eu-west-1a'] },
    "'availabilityZones' must be two or more, so that one can be lost, got 1: name the AZs, " +
      'three if the Region has them',
  ],
  [
    'an AZ is named twice',
    { availabilityZones: ['eu-west-1a', 'eu-west-1b', 'eu-west-1a'] },
    "'availabilityZones' must name each AZ once, got 'eu-west-1a, eu-west-1b, eu-west-1a'",
  ],
  [
    'AZs are of another Region, or of none',
    { availabilityZones: ['eu-west-1a', 'eu-west-2a', 'eu-west-1-ham-1a'] },
    "'availabilityZones' must be AZs of the stack's Region, such as 'eu-west-1a', " +
      "got 'eu-west-2a, eu-west-1-ham-1a'",
  ],
  [
    'the AZs are a list that is a token',
    { availabilityZones: Fn.getAzs() },
    "'availabilityZones' must be known when the template is made, since the addresses are divided " +
      'by their number, got a list that is a token: name the AZs',
  ],
  [
    'the CIDR is a token',
    { cidr: Lazy.string({ produce: () => '10.0.0.0/16' }) },
    "'cidr' must be known when the template is made, since it is divided into subnets, got a " +
      'token: write the block itself',
  ],
  [
    'the CIDR is none',
    { cidr: '10.0.0.0' },
    "'cidr' must be an IPv4 block such as '10.0.0.0/16', got '10.0.0.0'",
  ],
  [
    'the CIDR is smaller than a VPC',
    { cidr: '10.0.0.0/29' },
    "'cidr' must be a block from /16 to /28, got '10.0.0.0/29'",
  ],
  [
    'the CIDR is not aligned',
    { cidr: '10.0.1.0/16' },
    "'cidr' must begin where its block does, at '10.0.0.0/16', got '10.0.1.0/16'",
  ],
  [
    'the peak is not a number of addresses',
    { peakAddresses: 0 },
    "'peakAddresses' must be a whole number of at least 1, got 0",
  ],
  [
    'the survivors of an AZ could not hold the peak',
    { cidr: '10.0.0.0/20', peakAddresses: 1015 },
    "'cidr' must be a /19 or larger, so that the 2 of 3 AZs that survive the loss of one hold " +
      "'peakAddresses' of 1015 and a load balancer, got '10.0.0.0/20': enlarge it, or lower " +
      "'peakAddresses'",
  ],
  [
    'a load balancer would not fit',
    { cidr: '10.0.0.0/24', peakAddresses: 1 },
    "'cidr' must be a /23 or larger, so that the 2 of 3 AZs that survive the loss of one hold " +
      "'peakAddresses' of 1 and a load balancer, got '10.0.0.0/24': enlarge it, or lower " +
      "'peakAddresses'",
  ],
  [
    'no VPC could hold the peak',
    { peakAddresses: 100_000 },
    "'peakAddresses' must fit into the 2 of 3 AZs that survive the loss of one, which even in " +
      'a /16 leave 16374, got 100000: add AZs, or lower it',
  ],
];

test.each(bad)('fails when %s', (_, props, message) => {
  const problem = () => stackWithNetwork(props);
  expect(problem).toThrow(new Error(`Test/Network:\n  - ${message}`));
});

test('fails with every mistake at once', () => {
  expect(() => stackWithNetwork({ availabilityZones: [], cidr: '', peakAddresses: 1.5 })).toThrow(
    /'availabilityZones'.*\n.*'cidr'.*\n.*'peakAddresses'/,
  );
});

describe('in a stack of no particular Region', () => {
  test('accepts AZs that are tokens', () => {
    const stack = new Stack(testApp(), 'Test');
    stackWithNetwork({ availabilityZones: [0, 1, 2].map((i) => Fn.select(i, Fn.getAzs())) }, stack);
    Template.fromStack(stack).resourceCountIs('AWS::EC2::NatGateway', 3);
  });

  test('fails when an AZ is none of any Region', () => {
    const stack = new Stack(new App(), 'Test');
    expect(() => stackWithNetwork({ availabilityZones: ['eu-west-1a', 'a'] }, stack)).toThrow(
      "such as 'eu-west-1a', got 'a'",
    );
  });
});
