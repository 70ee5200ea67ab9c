import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import { Annotations, Duration, type RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import type { IFirewall } from '../inputs/firewall.ts';
import type { ILoadBalancedTargets } from '../inputs/load-balancer.ts';
import { isDisposable } from '../removal.ts';
import { logBucket } from '../storage/log-bucket.ts';
import { validateProps } from '../validation.ts';
import { loadBalancerRules, loadBalancerSubnets } from './load-balancer-rules.ts';
import { TargetRouting } from './target-routing.ts';

/** Properties of a {@link MultiAzLoadBalancer}. */
export interface MultiAzLoadBalancerProps {
  /** The VPC; the load balancer has a node in one public subnet of each zone. */
  readonly vpc: ec2.IVpc;

  /** The certificates for HTTPS, the default one first. */
  readonly certificates: elbv2.IListenerCertificate[];

  /** What is in front of it: a `WebFirewall`, or a web ACL that you have, by `Firewall.fromWebAcl`. */
  readonly firewall: IFirewall;

  /** The TCP port on which the targets serve HTTP. */
  readonly targetPort: number;

  /**
   * The path that answers 200 while a target can serve.
   *
   * It should say whether this target works, and not whether what all targets depend on does:
   * https://aws.amazon.com/builders-library/implementing-health-checks/
   *
   * @default '/health' - rather than '/', which tells little and costs much in most applications
   */
  readonly healthCheckPath?: string;

  /**
   * The time between two health checks of a target, 5 to 300 seconds.
   *
   * @default Duration.seconds(10) - with 2 seconds for an answer and two failures in a row, a
   *   target gets no more requests at most 22 seconds after it stopped answering
   */
  readonly healthCheckInterval?: Duration;

  /**
   * The fewest healthy targets with which this Region should serve.
   *
   * With fewer, the load balancer takes itself out of DNS, and a record that evaluates the target's
   * health fails over. A number and not a share of the targets, since instances that still boot
   * count among the targets: a share would turn a large scale-out into a failover.
   * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health.html
   *
   * @default 1 - as long as anything works
   */
  readonly minimumHealthyTargets?: number;

  /**
   * How requests are spread over the targets.
   *
   * @default TargetRouting.weightedRandom() - answers failures that health checks do not see
   */
  readonly routing?: TargetRouting;

  /**
   * How long a client stays with its target, 1 second to 7 days. Sessions that live in one instance
   * are lost with it: keep them in a store instead, if you can.
   *
   * @default - no stickiness
   */
  readonly stickiness?: Duration;

  /**
   * How long a target that is being removed may finish its requests, up to 1 hour: the longest
   * request that must not be cut off.
   *
   * @default Duration.seconds(60) - the load balancer's idle timeout, within which a request that is
   *   still answered has sent something; 300, the API's default, would hold up every deployment and
   *   every zonal evacuation
   */
  readonly deregistrationDelay?: Duration;

  /**
   * What becomes of the logs when they leave the stack. `DESTROY` deletes them with their bucket, by a
   * function of the CDK, since CloudFormation deletes no bucket that holds something, and takes the
   * deletion protection off the load balancer.
   *
   * @default RemovalPolicy.RETAIN - for whoever asks later what happened; a load balancer that is deleted
   *   by accident comes back under another DNS name
   */
  readonly removalPolicy?: RemovalPolicy;
}

type Props = MultiAzLoadBalancerProps;

const HEALTH_CHECK_TIMEOUT = Duration.seconds(2);
const DEFAULT_HEALTH_CHECK_INTERVAL = Duration.seconds(10);
const DEFAULT_DEREGISTRATION_DELAY = Duration.seconds(60);

/**
 * Defines an internet-facing Application Load Balancer over the Availability Zones of a VPC, behind
 * a firewall, with the target group that it serves.
 *
 * It guarantees that
 *
 * - a zone can be shifted away from, by hand or by autoshift, while cross-zone load balancing stays
 *   on, as it always is here: zonal shift takes the zone's targets out as well
 *   (https://docs.aws.amazon.com/elasticloadbalancing/latest/application/zonal-shift.html);
 * - a target that does not answer gets no more requests after two failed checks;
 * - requests go to unhealthy targets only when there is no healthy one left, when they are better
 *   than nothing;
 * - clients speak TLS 1.3 or 1.2 with forward secrecy and post-quantum key exchange, and are
 *   redirected there from HTTP
 *   (https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html);
 * - a client's connection lasts 180 seconds at most, so that after a zonal shift or a failover
 *   clients look the name up again within three minutes instead of the default hour
 *   (https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html);
 * - it reaches nothing but the targets, and cannot be deleted by accident, unless `removalPolicy` is `DESTROY`;
 * - requests and connections are logged in a bucket of the same Region, for a year.
 *
 * The Region has to be known, since it decides which principal delivers the logs.
 *
 * @throws Error when there is no certificate, when the VPC has public subnets in fewer than two
 *   zones, when a duration, port, path or count is out of range, or when a snapshot is asked for
 */
export class MultiAzLoadBalancer
  extends Construct
  implements ILoadBalancedTargets, ec2.IConnectable
{
  /** The load balancer. */
  readonly loadBalancer: elbv2.ApplicationLoadBalancer;
  /** What it serves; give it to a `MultiAzAutoScalingGroup`. */
  readonly targetGroup: elbv2.ApplicationTargetGroup;
  /** The HTTPS listener. */
  readonly listener: elbv2.ApplicationListener;
  /** Where access and connection logs go. */
  readonly logBucket: s3.IBucket;
  /** The network connections of the load balancer. */
  readonly connections: ec2.Connections;

  constructor(scope: Construct, id: string, props: MultiAzLoadBalancerProps) {
    super(scope, id);

    const { vpc, removalPolicy } = props;
    const subnets = loadBalancerSubnets(vpc);
    validateProps(this, { ...props, subnets }, loadBalancerRules);

    const securityGroup = this.publicSecurityGroup(vpc);
    this.connections = securityGroup.connections;
    this.loadBalancer = new elbv2.ApplicationLoadBalancer(this, 'Resource', {
      vpc,
      vpcSubnets: { subnets: subnets.subnets },
      internetFacing: true,
      securityGroup,
      deletionProtection: !isDisposable(removalPolicy),
      idleTimeout: Duration.seconds(60),
      clientKeepAlive: Duration.seconds(180),
      dropInvalidHeaderFields: true,
      desyncMitigationMode: elbv2.DesyncMitigationMode.DEFENSIVE,
    });
    this.loadBalancer.setAttribute('zonal_shift.config.enabled', 'true');
    if (isDisposable(removalPolicy)) {
      acknowledge(
        this.loadBalancer,
        "'removalPolicy' is DESTROY: the load balancer is there to be deleted",
        'NIST.800.53.R5-ELBDeletionProtectionEnabled',
        'HIPAA.Security-ELBDeletionProtectionEnabled',
      );
    }

    const logs = logBucket(this, 'Logs', removalPolicy);
    this.loadBalancer.logAccessLogs(logs, 'access');
    this.loadBalancer.logConnectionLogs(logs, 'connection');
    this.logBucket = logs;

    this.targetGroup = this.createTargetGroup(props);
    this.listener = this.loadBalancer.addListener('Https', {
      port: 443,
      protocol: elbv2.ApplicationProtocol.HTTPS,
      sslPolicy: elbv2.SslPolicy.TLS13_12_RES_PQ,
      certificates: props.certificates,
      defaultTargetGroups: [this.targetGroup],
      open: false,
    });
    acknowledge(
      this.loadBalancer.addRedirect({ open: false }),
      'The listener for HTTP only redirects to HTTPS, which has the certificates',
      'NIST.800.53.R5-ELBv2ACMCertificateRequired',
      'HIPAA.Security-ELBv2ACMCertificateRequired',
      'PCI.DSS.321-ELBv2ACMCertificateRequired',
    );
    props.firewall.protect(this.loadBalancer);
  }

  private createTargetGroup(props: Props): elbv2.ApplicationTargetGroup {
    const routing = props.routing ?? TargetRouting.weightedRandom();
    const { slowStart } = routing;
    if (props.stickiness !== undefined && routing.mitigatesAnomalies) {
      Annotations.of(this).addWarningV2(
        'evenkeel:stickinessBypassesAnomalyMitigation',
        "'stickiness' keeps clients on a target that weighted random routing would spare: choose " +
          "another 'routing', or keep sessions in a store and leave 'stickiness' out",
      );
    }
    return new elbv2.ApplicationTargetGroup(this, 'Targets', {
      vpc: props.vpc,
      targetType: elbv2.TargetType.INSTANCE,
      protocol: elbv2.ApplicationProtocol.HTTP,
      port: props.targetPort,
      deregistrationDelay: props.deregistrationDelay ?? DEFAULT_DEREGISTRATION_DELAY,
      loadBalancingAlgorithmType: routing.algorithm,
      enableAnomalyMitigation: routing.mitigatesAnomalies,
      ...(slowStart && { slowStart }),
      ...(props.stickiness && { stickinessCookieDuration: props.stickiness }),
      targetGroupHealth: {
        dnsMinimumHealthyTargetCount: props.minimumHealthyTargets ?? 1,
        routingMinimumHealthyTargetCount: 1,
      },
      healthCheck: {
        path: props.healthCheckPath ?? '/health',
        healthyHttpCodes: '200',
        interval: props.healthCheckInterval ?? DEFAULT_HEALTH_CHECK_INTERVAL,
        timeout: HEALTH_CHECK_TIMEOUT,
        healthyThresholdCount: 2,
        unhealthyThresholdCount: 2,
      },
    });
  }

  private publicSecurityGroup(vpc: ec2.IVpc): ec2.SecurityGroup {
    const securityGroup = new ec2.SecurityGroup(this, 'SecurityGroup', {
      vpc,
      description: 'Internet-facing load balancer',
      allowAllOutbound: false,
    });
    const anywhere = ec2.Peer.anyIpv4();
    securityGroup.addIngressRule(anywhere, ec2.Port.HTTPS, 'HTTPS from the internet');
    securityGroup.addIngressRule(anywhere, ec2.Port.HTTP, 'HTTP, to be redirected to HTTPS');
    acknowledge(
      securityGroup,
      'An internet-facing load balancer takes HTTPS, and HTTP to redirect it, from anywhere',
      'AwsSolutions-EC23',
    );
    return securityGroup;
  }
}
