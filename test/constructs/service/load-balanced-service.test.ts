import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  healthResponder,
  LoadBalancedService,
  type LoadBalancedServiceProps,
  TargetRouting,
} from '../../../constructs/service/index.ts';
import { testStack } from '../../support/app.ts';
import { unacknowledged } from '../../support/compliance.ts';
import { certificate, crowdedVpc, propertiesOf, testKey, testVpc } from './support.ts';

function define(overrides: Partial<LoadBalancedServiceProps> = {}, stack = testStack()) {
  const service = new LoadBalancedService(stack, 'Service', {
    vpc: overrides.vpc ?? testVpc(stack),
    certificates: [certificate],
    encryptionKey: testKey(stack),
    instanceType: new ec2.InstanceType('m7g.large'),
    minimum: 9,
    maximum: 18,
    workload: healthResponder(),
    ...overrides,
  });
  return { stack, service };
}

/** Read from the construct: synthesis would print the warnings that small groups cause. */
function dnsThreshold({ loadBalancer }: LoadBalancedService): string {
  const { targetGroup } = loadBalancer;
  const resource = targetGroup.node.defaultChild as elbv2.CfnTargetGroup;
  const attributes = Stack.of(targetGroup).resolve(resource.targetGroupAttributes);
  return attributes.find(
    ({ key }: { key: string }) =>
      key === 'target_group_health.dns_failover.minimum_healthy_targets.count',
  ).value;
}

function userDataOf(template: Template): string {
  const [launchTemplate] = propertiesOf(template, 'AWS::EC2::LaunchTemplate');
  return JSON.stringify(launchTemplate.LaunchTemplateData.UserData);
}

describe('a service', () => {
  let stack: Stack;
  let template: Template;
  beforeAll(() => {
    ({ stack } = define({ workload: healthResponder({ port: 9000 }) }));
    template = Template.fromStack(stack);
  });

  test('reaches its instances from the load balancer only, on the port of the workload', () => {
    const group = {
      'Fn::GetAtt': [expect.stringMatching(/^ServiceGroupSecurityGroup/), 'GroupId'],
    };
    const loadBalancer = {
      'Fn::GetAtt': [expect.stringMatching(/^ServiceLoadBalancerSecurityGroup/), 'GroupId'],
    };
    expect(propertiesOf(template, 'AWS::EC2::SecurityGroupIngress')).toEqual([
      expect.objectContaining({
        FromPort: 9000,
        ToPort: 9000,
        GroupId: group,
        SourceSecurityGroupId: loadBalancer,
      }),
    ]);
    expect(propertiesOf(template, 'AWS::EC2::SecurityGroupEgress')).toEqual([
      expect.objectContaining({
        FromPort: 9000,
        ToPort: 9000,
        GroupId: loadBalancer,
        DestinationSecurityGroupId: group,
      }),
    ]);
  });

  test('has its load balancer and its instances in the same zones (ALB-2)', () => {
    const zonesOf = (subnets: { Ref: string }[]) =>
      subnets.map(({ Ref }) => {
        const { Properties } = template.findResources('AWS::EC2::Subnet')[Ref] ?? {};
        return Properties.AvailabilityZone;
      });
    const [group] = propertiesOf(template, 'AWS::AutoScaling::AutoScalingGroup');
    const [loadBalancer] = propertiesOf(template, 'AWS::ElasticLoadBalancingV2::LoadBalancer');
    expect(zonesOf(group.VPCZoneIdentifier)).toEqual(['eu-west-1a', 'eu-west-1b', 'eu-west-1c']);
    expect(zonesOf(loadBalancer.Subnets)).toEqual(zonesOf(group.VPCZoneIdentifier));
  });

  test('has a load balancer that the internet reaches, in every zone (ALB-11)', () => {
    const gateways = propertiesOf(template, 'AWS::EC2::Route').filter(({ GatewayId }) => GatewayId);
    const tables = new Set(gateways.map(({ RouteTableId }) => RouteTableId.Ref));
    const routed = propertiesOf(template, 'AWS::EC2::SubnetRouteTableAssociation')
      .filter(({ RouteTableId }) => tables.has(RouteTableId.Ref))
      .map(({ SubnetId }) => SubnetId);
    const [loadBalancer] = propertiesOf(template, 'AWS::ElasticLoadBalancingV2::LoadBalancer');
    expect(routed).toEqual(expect.arrayContaining(loadBalancer.Subnets));
  });

  test('forwards HTTPS to the target group that the instances join (ALB-10)', () => {
    const [group] = propertiesOf(template, 'AWS::AutoScaling::AutoScalingGroup');
    const targets = propertiesOf(template, 'AWS::ElasticLoadBalancingV2::Listener')
      .flatMap(({ DefaultActions }) => DefaultActions)
      .filter(({ Type }) => Type === 'forward')
      .map(({ TargetGroupArn }) => TargetGroupArn);
    expect(targets).toEqual(group.TargetGroupARNs);
  });

  test('replaces instances that its load balancer finds unhealthy', () => {
    const [group] = propertiesOf(template, 'AWS::AutoScaling::AutoScalingGroup');
    expect(group).toMatchObject({ HealthCheckType: 'ELB', TargetGroupARNs: [expect.anything()] });
  });

  test('counts an instance as started when it answers what the load balancer will ask', () => {
    const [{ HealthCheckPath, Port }] = propertiesOf(
      template,
      'AWS::ElasticLoadBalancingV2::TargetGroup',
    );
    expect(userDataOf(template)).toContain(`'http://127.0.0.1:${Port}${HealthCheckPath}'\\ndo`);
  });

  test('an instance in service waits for the first check of the load balancer before it signals', () => {
    expect(userDataOf(template)).toMatch(
      /complete-lifecycle-action[^\n]*then sleep 10; fi\\n[^ ]*cfn-signal/,
    );
  });

  test('is linked to the firewall', () => {
    template.resourceCountIs('AWS::WAFv2::WebACLAssociation', 1);
  });

  test('complies with every pack', () => {
    expect(unacknowledged(stack).filter((line) => line.includes('Test/Service/'))).toEqual([]);
  });
});

describe('the load balancer leaves DNS', () => {
  test.each([
    // minimum, zones, left when a zone is lost, threshold
    [9, 3, 6, 4],
    [6, 3, 4, 3],
    [3, 3, 2, 2],
    [4, 2, 2, 1],
    [8, 2, 4, 2],
    [12, 4, 9, 7],
    [10, 3, 6, 3],
    [1, 3, 0, 1],
    [0, 3, 0, 1],
  ])(
    'with a minimum of %i over %i zones, %i without one, below %i',
    (minimum, azCount, left, n) => {
      const stack = testStack();
      const { service } = define({ vpc: testVpc(stack, azCount), minimum, maximum: 24 }, stack);
      expect(service.group.azLossFloor).toBe(left);
      expect(dnsThreshold(service)).toBe(`${n}`);
    },
  );
});

describe('its props', () => {
  test('a VPC with several subnets in a zone: one of them each, for nodes and for instances', () => {
    const stack = testStack();
    const template = Template.fromStack(define({ vpc: crowdedVpc(stack) }, stack).stack);
    const [group] = propertiesOf(template, 'AWS::AutoScaling::AutoScalingGroup');
    const [loadBalancer] = propertiesOf(template, 'AWS::ElasticLoadBalancingV2::LoadBalancer');
    expect(group.VPCZoneIdentifier).toHaveLength(3);
    expect(loadBalancer.Subnets).toHaveLength(3);
  });

  test('a workload that says itself when it is ready is asked that', () => {
    const workload = { ...healthResponder(), readiness: 'ask-the-workload' };
    const script = userDataOf(Template.fromStack(define({ workload }).stack));
    expect(script).toContain('until\\nask-the-workload\\ndo');
    expect(script).not.toContain('127.0.0.1');
  });

  test('a workload that does not say so is asked over HTTP', () => {
    const workload = { port: 3000, healthPath: '/up', commands: ['start'] };
    const script = userDataOf(Template.fromStack(define({ workload }).stack));
    expect(script).toContain("'http://127.0.0.1:3000/up'\\ndo");
  });

  test('routing and the rate of requests are passed on', () => {
    const { stack } = define({
      routing: TargetRouting.leastOutstandingRequests(),
      requestsPerTargetPerMinute: 1500,
    });
    const template = Template.fromStack(stack);
    expect(JSON.stringify(template.toJSON())).toContain('least_outstanding_requests');
    template.hasResourceProperties('AWS::AutoScaling::ScalingPolicy', {
      TargetTrackingConfiguration: { TargetValue: 1500 },
    });
  });
});

test('fails with every mistake at once, under the names of its own props', () => {
  const mistakes: Partial<LoadBalancedServiceProps> = {
    certificates: [],
    minimum: 9,
    maximum: 3,
    workload: { ...healthResponder(), port: 0, healthPath: 'health' },
    removalPolicy: RemovalPolicy.SNAPSHOT,
  };
  expect(() => define(mistakes)).toThrow(
    [
      'Test/Service:',
      "  - 'certificates' must hold at least one certificate for HTTPS, got none",
      "  - 'workload.port' must be a port from 1 to 65535, got 0",
      "  - 'workload.healthPath' must begin with '/' and have at most 1024 characters, none of them a space; got 'health'",
      "  - 'removalPolicy' must be DESTROY, RETAIN or RETAIN_ON_UPDATE_OR_DELETE, got SNAPSHOT: CloudFormation takes snapshots of databases, caches and volumes, and of nothing else",
      "  - 'maximum' must be at least 'minimum' (9), got 3: raise it, or lower 'minimum'",
    ].join('\n'),
  );
});
