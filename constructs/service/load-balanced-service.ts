import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type { Duration, RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { ILoadBalancedService } from '../inputs/load-balancer.ts';
import { rulesOfPart, type ValidationRule, validateProps } from '../validation.ts';
import { fewestToServe } from './capacity.ts';
import { groupRules, groupSubnets } from './group-rules.ts';
import { httpReadiness } from './health-responder.ts';
import type { HttpWorkload } from './instance-workload.ts';
import { loadBalancerRules, loadBalancerSubnets } from './load-balancer-rules.ts';
import { MultiAzAutoScalingGroup } from './multi-az-auto-scaling-group.ts';
import { MultiAzLoadBalancer } from './multi-az-load-balancer.ts';
import type { TargetRouting } from './target-routing.ts';
import { WebFirewall } from './web-firewall.ts';

/** Properties of a {@link LoadBalancedService}. */
export interface LoadBalancedServiceProps {
  /** The VPC: public subnets for the load balancer, private ones with egress for the instances. */
  readonly vpc: ec2.IVpc;

  /** The certificates for HTTPS, the default one first. */
  readonly certificates: elbv2.IListenerCertificate[];

  /** Encrypts volumes, log groups and the topic: see `MultiAzAutoScalingGroup`. */
  readonly encryptionKey: kms.IKey;

  /** The instance type; its CPU architecture selects the AMI. */
  readonly instanceType: ec2.InstanceType;

  /** The fewest instances that run; 0 for a standby that something else scales out. */
  readonly minimum: number;

  /** The most instances that run. */
  readonly maximum: number;

  /** What the instances run, and where it answers health checks. */
  readonly workload: HttpWorkload;

  /**
   * How requests are spread over the instances.
   *
   * @default TargetRouting.weightedRandom() - answers failures that health checks do not see
   */
  readonly routing?: TargetRouting;

  /**
   * The requests per minute and instance to hold.
   *
   * @default 6000 - see `MultiAzAutoScalingGroup`
   */
  readonly requestsPerTargetPerMinute?: number;

  /**
   * The longest an instance may take from its launch until it is ready, 1 to 60 minutes.
   *
   * @default Duration.minutes(5) - see `MultiAzAutoScalingGroup`
   */
  readonly startupTime?: Duration;

  /**
   * What becomes of the logs when they leave the stack. `DESTROY` deletes them, those in a bucket by a
   * function of the CDK, since CloudFormation deletes no bucket that holds something, and takes the
   * deletion protection off the load balancer.
   *
   * @default RemovalPolicy.RETAIN - for whoever asks later what happened
   */
  readonly removalPolicy?: RemovalPolicy;
}

const rules: ValidationRule<LoadBalancedServiceProps>[] = [
  ...rulesOfPart(
    loadBalancerRules,
    ({ vpc, workload, certificates, routing, removalPolicy }: LoadBalancedServiceProps) => ({
      subnets: loadBalancerSubnets(vpc),
      certificates,
      targetPort: workload.port,
      healthCheckPath: workload.healthPath,
      ...(routing && { routing }),
      ...(removalPolicy && { removalPolicy }),
    }),
    { targetPort: 'workload.port', healthCheckPath: 'workload.healthPath' },
  ),
  ...rulesOfPart(groupRules, (props: LoadBalancedServiceProps) => ({
    ...props,
    subnets: groupSubnets(props.vpc),
    isBalanced: true,
  })),
];

/**
 * Defines a service of one Region: a firewall, a load balancer, and the instances behind it.
 *
 * Besides what its parts guarantee,
 *
 * - the load balancer leaves DNS when no more instances of the minimum are healthy than the loss of
 *   two zones leaves, or fewer than half of what the loss of one does: then another Region serves
 *   better, if there is one, while the loss of a zone alone never comes below it;
 * - the load balancer is all that reaches the instances, on the port of the workload;
 * - an instance counts as started when it answers the request that the load balancer's health check
 *   makes, unless the workload says what else to wait for;
 * - nothing that instances depend on together has them replaced: the load balancer and the group ask
 *   the workload's `healthPath`, never its `servingPath`.
 *
 * Use the parts themselves for anything that these props do not say.
 *
 * @throws Error as its parts do, with every mistake under the name of the prop here
 */
export class LoadBalancedService
  extends Construct
  implements ILoadBalancedService, iam.IGrantable, ec2.IConnectable
{
  /** The web ACL in front of the load balancer. */
  readonly firewall: WebFirewall;
  /** The load balancer. */
  readonly loadBalancer: MultiAzLoadBalancer;
  /** The instances behind it. */
  readonly group: MultiAzAutoScalingGroup;
  /** What tells from outside whether users are served: give it to a `Canary` as its `path`. */
  readonly servingPath: string;
  /** The network connections of the instances. */
  readonly connections: ec2.Connections;
  /** Receives what is granted to the instances. */
  readonly grantPrincipal: iam.IPrincipal;

  constructor(scope: Construct, id: string, props: LoadBalancedServiceProps) {
    super(scope, id);
    validateProps(this, props, rules);
    const { vpc, workload, encryptionKey, routing, requestsPerTargetPerMinute, startupTime } =
      props;
    const readiness = workload.readiness ?? httpReadiness(workload.port, workload.healthPath);

    this.servingPath = workload.servingPath ?? workload.healthPath;

    const removal = props.removalPolicy && { removalPolicy: props.removalPolicy };

    this.firewall = new WebFirewall(this, 'Firewall', { encryptionKey, ...removal });
    this.loadBalancer = new MultiAzLoadBalancer(this, 'LoadBalancer', {
      vpc,
      certificates: props.certificates,
      firewall: this.firewall,
      targetPort: workload.port,
      healthCheckPath: workload.healthPath,
      ...(routing && { routing }),
      ...removal,
    });
    this.group = new MultiAzAutoScalingGroup(this, 'Group', {
      vpc,
      encryptionKey,
      instanceType: props.instanceType,
      minimum: props.minimum,
      maximum: props.maximum,
      workload: { ...workload, readiness },
      targetGroup: this.loadBalancer.targetGroup,
      ...(requestsPerTargetPerMinute !== undefined && { requestsPerTargetPerMinute }),
      ...(startupTime && { startupTime }),
      ...removal,
    });
    this.connections = this.group.connections;
    this.grantPrincipal = this.group.grantPrincipal;
    // Known only now: it follows from the zones that the group found.
    this.loadBalancer.targetGroup.setAttribute(
      'target_group_health.dns_failover.minimum_healthy_targets.count',
      `${fewestToServe(props.minimum, this.group.azLossFloor)}`,
    );
  }
}
