import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Annotations, type Stack } from 'aws-cdk-lib/core';
import type { Alerts } from '../../../index.ts';
import { testVpc, warningsOf } from '../service/support.ts';

/** A VPC whose subnets have no way out, in two zones. */
export function isolatedVpc(stack: Stack): ec2.Vpc {
  return new ec2.Vpc(stack, 'Vpc', {
    availabilityZones: ['a', 'b'].map((letter) => `${stack.region}${letter}`),
    natGateways: 0,
    restrictDefaultSecurityGroup: false,
    subnetConfiguration: [{ name: 'Isolated', subnetType: ec2.SubnetType.PRIVATE_ISOLATED }],
  });
}

/** Two topics that somebody has already. */
export function plainAlerts(stack: Stack): Alerts {
  return {
    page: new sns.Topic(stack, 'Page'),
    ticket: new sns.Topic(stack, 'Ticket'),
    runbookBaseUrl: 'https://runbooks.example.com',
  };
}

/** A group as the CDK makes it, with nothing said that alarms rest on. */
export function plainGroup(
  stack: Stack,
  props: Partial<autoscaling.AutoScalingGroupProps> = {},
  vpc: ec2.IVpc = testVpc(stack),
): autoscaling.AutoScalingGroup {
  return new autoscaling.AutoScalingGroup(stack, 'Group', {
    vpc,
    launchTemplate: new ec2.LaunchTemplate(stack, 'LaunchTemplate', {
      instanceType: new ec2.InstanceType('m7g.large'),
      machineImage: new ec2.GenericLinuxImage({ [stack.region]: 'ami-1' }),
    }),
    minCapacity: 6,
    maxCapacity: 12,
    ...props,
  });
}

/** A load balancer and a target group as the CDK makes them. */
export function plainLoadBalancer(stack: Stack, vpc: ec2.IVpc) {
  const loadBalancer = new elbv2.ApplicationLoadBalancer(stack, 'LoadBalancer', {
    vpc,
    internetFacing: true,
  });
  const targetGroup = new elbv2.ApplicationTargetGroup(stack, 'Targets', {
    vpc,
    port: 80,
    targetType: elbv2.TargetType.INSTANCE,
  });
  loadBalancer.addListener('Http', { port: 80, defaultTargetGroups: [targetGroup] });
  return { loadBalancer, targetGroup };
}

/** The ids of all warnings of a stack, acknowledged, so that synthesis does not print them. */
export function takeWarnings(stack: Stack): string[] {
  return stack.node.findAll().flatMap((construct) =>
    warningsOf(construct).map((warning) => {
      const [, id = ''] = /\[ack: ([^\]]+)\]$/.exec(warning) ?? [];
      Annotations.of(construct).acknowledgeWarning(id);
      return id;
    }),
  );
}
