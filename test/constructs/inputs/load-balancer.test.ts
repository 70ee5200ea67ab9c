import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as wafv2 from 'aws-cdk-lib/aws-wafv2';
import type { Stack } from 'aws-cdk-lib/core';
import { describe, expect, test } from 'vitest';
import {
  Firewall,
  type ILoadBalancedTargets,
  LoadBalancerAlarms,
  MultiAzAutoScalingGroup,
  MultiAzLoadBalancer,
  RequestMetrics,
} from '../../../index.ts';
import { testStack } from '../../support/app.ts';
import { alarmsOf } from '../observability/support.ts';
import { certificate, testKey, testVpc, workload } from '../service/support.ts';
import { plainAlerts, plainLoadBalancer, takeWarnings } from './support.ts';

/** The dimensions of the alarm on targets that stay unhealthy, which names both. */
function dimensionsOf(servedIn: (stack: Stack) => ILoadBalancedTargets) {
  const stack = testStack();
  const requests = new RequestMetrics(servedIn(stack));
  new LoadBalancerAlarms(stack, 'Alarms', { alerts: plainAlerts(stack), requests });
  const alarm = alarmsOf(Template.fromStack(stack)).find(
    ({ properties }) => properties.MetricName === 'UnHealthyHostCount',
  );
  const entries = alarm?.properties.Dimensions.map(
    ({ Name, Value }: { Name: string; Value: unknown }) => [Name, Value],
  );
  return Object.fromEntries(entries);
}

const arn = (rest: string) => `arn:aws:elasticloadbalancing:eu-west-1:111122223333:${rest}`;

describe('the requests to a load balancer that somebody has are counted by the names it has', () => {
  test('as L2s', () => {
    const dimensions = dimensionsOf((stack) => plainLoadBalancer(stack, testVpc(stack)));
    expect(dimensions).toEqual({
      LoadBalancer: { 'Fn::GetAtt': [expect.any(String), 'LoadBalancerFullName'] },
      TargetGroup: { 'Fn::GetAtt': [expect.any(String), 'TargetGroupFullName'] },
    });
  });

  test('as L1s', () => {
    const dimensions = dimensionsOf((stack) => ({
      loadBalancer: new elbv2.CfnLoadBalancer(stack, 'LoadBalancer', {}),
      targetGroup: new elbv2.CfnTargetGroup(stack, 'Targets', {}),
    }));
    expect(dimensions).toEqual({
      LoadBalancer: { 'Fn::GetAtt': ['LoadBalancer', 'LoadBalancerFullName'] },
      TargetGroup: { 'Fn::GetAtt': ['Targets', 'TargetGroupFullName'] },
    });
  });

  test('imported by their ARNs', () => {
    const dimensions = dimensionsOf((stack) => ({
      loadBalancer: elbv2.ApplicationLoadBalancer.fromApplicationLoadBalancerAttributes(
        stack,
        'LoadBalancer',
        { loadBalancerArn: arn('loadbalancer/app/web/0123'), securityGroupId: 'sg-1' },
      ),
      targetGroup: elbv2.ApplicationTargetGroup.fromTargetGroupAttributes(stack, 'Targets', {
        targetGroupArn: arn('targetgroup/web/4567'),
      }),
    }));
    expect(dimensions).toEqual({
      LoadBalancer: 'app/web/0123',
      TargetGroup: 'targetgroup/web/4567',
    });
  });
});

test('a web ACL that somebody has stands in front of our load balancer', () => {
  const stack = testStack();
  const webAcl = new wafv2.CfnWebACL(stack, 'Acl', {
    scope: 'REGIONAL',
    defaultAction: { allow: {} },
    visibilityConfig: {
      metricName: 'acl',
      cloudWatchMetricsEnabled: true,
      sampledRequestsEnabled: true,
    },
  });
  new MultiAzLoadBalancer(stack, 'LoadBalancer', {
    vpc: testVpc(stack),
    certificates: [certificate],
    firewall: Firewall.fromWebAcl(webAcl),
    targetPort: 8080,
  });
  Template.fromStack(stack).hasResourceProperties('AWS::WAFv2::WebACLAssociation', {
    WebACLArn: { 'Fn::GetAtt': ['Acl', 'Arn'] },
  });
});

describe('our group behind a target group that somebody has', () => {
  const behind = (
    targetGroupIn: (stack: Stack, vpc: ec2.IVpc) => elbv2.IApplicationTargetGroup,
  ) => {
    const stack = testStack();
    const vpc = testVpc(stack);
    new MultiAzAutoScalingGroup(stack, 'Group', {
      vpc,
      instanceType: new ec2.InstanceType('m7g.large'),
      minimum: 3,
      maximum: 6,
      workload,
      encryptionKey: testKey(stack),
      targetGroup: targetGroupIn(stack, vpc),
    });
    return { warnings: takeWarnings(stack), template: Template.fromStack(stack) };
  };

  test('an imported one: it registers there, and says that it scales on CPU alone', () => {
    const targetGroupArn = arn('targetgroup/web/4567');
    const { warnings, template } = behind((stack) =>
      elbv2.ApplicationTargetGroup.fromTargetGroupAttributes(stack, 'Targets', { targetGroupArn }),
    );
    template.hasResourceProperties('AWS::AutoScaling::AutoScalingGroup', {
      TargetGroupARNs: [targetGroupArn],
      HealthCheckType: 'ELB',
    });
    template.resourceCountIs('AWS::AutoScaling::ScalingPolicy', 1);
    expect(warnings).toContain('evenkeel:requestsNotTracked');
  });

  test('one of this app: it waits for as long as its health check takes', () => {
    const { template } = behind((stack, vpc) => plainLoadBalancer(stack, vpc).targetGroup);
    expect(JSON.stringify(template.toJSON())).toContain('sleep 30');
  });
});
