import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import type * as sns from 'aws-cdk-lib/aws-sns';
import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import type { aws_autoscaling as interfaces } from 'aws-cdk-lib/interfaces';
import { Construct } from 'constructs';
import type { IMultiAzAutoScalingGroup } from '../inputs/auto-scaling-group.ts';
import { healthCheckInterval } from '../inputs/load-balancer.ts';
import { environmentOf } from '../inputs/resource.ts';
import { admit, autoScalingVolumes, logGroups } from '../security/key-users.ts';
import { validateProps } from '../validation.ts';
import { azLossFloor, replacementRange, rollingUpdatePace } from './capacity.ts';
import { type DeploymentGate, gateRules, replaceByRefresh } from './deployment-gate.ts';
import { notificationTopic } from './group-notifications.ts';
import { groupRules, groupSubnets, warnOfThinCapacity } from './group-rules.ts';
import { trackLoad } from './group-scaling.ts';
import { InstanceRole } from './instance-role.ts';
import { type InstanceWorkload, signalOutcome, startupUserData } from './instance-workload.ts';
import { allowLifecycleActions, completeStartHook, holdUntilStarted } from './launch-hook.ts';
import { hardenedLaunchTemplate } from './launch-template.ts';
import { failedStarts, reportFailedStart } from './start-report.ts';

/** Properties of a {@link MultiAzAutoScalingGroup}. */
export interface MultiAzAutoScalingGroupProps {
  /** The VPC; instances go to its private subnets with egress, one subnet in each zone. */
  readonly vpc: ec2.IVpc;

  /** The instance type; its CPU architecture selects the AMI. */
  readonly instanceType: ec2.InstanceType;

  /**
   * The fewest instances that run, which is also how many run at first.
   *
   * To carry a peak of `p` instances through the loss of one of `z` zones without launching
   * anything it has to be `z * ceil(p / (z - 1))`. 0 makes a standby that something else scales
   * out: it has no floor, and CloudFormation waits for no instance of it.
   */
  readonly minimum: number;

  /**
   * The most instances that run; 0 for a group that must not launch any. A group whose maximum is
   * its minimum does not scale.
   */
  readonly maximum: number;

  /** What the instances run. */
  readonly workload: InstanceWorkload;

  /**
   * Encrypts root volumes, the log group and the topic.
   *
   * What its policy lacks for Auto Scaling and CloudWatch Logs is added, or, to an imported key's,
   * named in a warning: without it no instance starts.
   */
  readonly encryptionKey: kms.IKey;

  /**
   * The target group through which a load balancer reaches the instances.
   *
   * With it, an instance whose target is unhealthy is replaced (ELB health check), and the group
   * scales on requests per target as well as on CPU: on CPU alone, with a warning
   * (`evenkeel:requestsNotTracked`), where the target group is imported, which does not say by which
   * load balancer it is served. Without it, as for workers, only the EC2 status checks decide.
   *
   * @default - the instances serve nobody over a load balancer
   */
  readonly targetGroup?: elbv2.IApplicationTargetGroup;

  /**
   * The requests per minute and target to hold; only with `targetGroup`.
   *
   * @default 6000 - 100 a second, which a small instance serves; measure yours: CPU is tracked
   *   as well, so too high a value only means that CPU decides
   */
  readonly requestsPerTargetPerMinute?: number;

  /**
   * The longest an instance may take from its launch until it is ready, 1 to 60 minutes.
   *
   * It is the grace period in which an unhealthy target does not yet cost the instance, and what
   * CloudFormation waits for the signal of an instance before it rolls back.
   *
   * @default Duration.minutes(5) - the grace period of the console; the API's 0 would replace
   *   instances while they boot
   *   (https://docs.aws.amazon.com/autoscaling/ec2/userguide/health-check-grace-period.html)
   */
  readonly startupTime?: Duration;

  /**
   * The topic that hears of launches, terminations, and failures of either. A given one has to
   * let the service-linked role of Auto Scaling publish to it.
   *
   * @default - a topic of its own, encrypted with `encryptionKey`
   */
  readonly notificationTopic?: sns.ITopic;

  /**
   * What becomes of the log when it leaves the stack.
   *
   * @default RemovalPolicy.RETAIN - for whoever asks later what happened
   */
  readonly removalPolicy?: RemovalPolicy;
}

/** What identifies a group of another app, and what the loss of a zone leaves of it. */
export interface MultiAzAutoScalingGroupAttributes {
  /** The name of the group. */
  readonly autoScalingGroupName: string;
  /** The fewest instances that run. */
  readonly minimum: number;
  /** How many Availability Zones its subnets are in. */
  readonly azCount: number;
}

const DEFAULT_STARTUP_TIME = Duration.minutes(5);

/**
 * Defines an Auto Scaling group that loses an Availability Zone without launching anything.
 *
 * It guarantees that
 *
 * - the instances are spread evenly over one private subnet in each zone of the VPC, and a launch
 *   that fails in one zone is made in another (`balanced-best-effort`): capacity is worth more
 *   than balance while a zone is out of it, and rebalancing follows
 *   (https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-availability-zone-balanced.html);
 * - a zonal shift moves launches out of the impaired zone and leaves the instances there alone, so
 *   that they are back at once when it ends
 *   (https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-zonal-shift.html);
 * - no instance counts as in service before it has started, and one that fails to start is replaced
 *   (https://docs.aws.amazon.com/autoscaling/ec2/userguide/lifecycle-hooks.html);
 * - a deployment replaces the instances one zone's worth at a time, goes on only when they signal
 *   that they can take work, rolls back when they do not, and leaves the minimum in service; after
 *   `gateDeployments` it also stops and rolls back when an alarm says that it does harm;
 * - whatever else replaces a healthy instance launches the new one first (instance maintenance
 *   policy:
 *   https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-instance-maintenance-policy.html);
 * - a deployment does not reset the size that scaling or a Region switch has chosen: the template
 *   states no desired capacity;
 * - nobody logs in over SSH: there is no key pair and no open port, only Session Manager; the
 *   metadata service answers IMDSv2 only, to the instance itself; volumes are encrypted.
 *
 * The AMI is the newest AL2023 at the time of the deployment, so every deployment may replace the
 * instances, with the pace above.
 *
 * Grant to the group itself, as in `queue.grantConsumeMessages(group)`.
 *
 * @throws Error when the bounds contradict each other or are tokens, when the VPC has private
 *   subnets in fewer than two zones, when `startupTime` is out of range, or when a snapshot is asked
 *   for
 */
export class MultiAzAutoScalingGroup
  extends Construct
  implements IMultiAzAutoScalingGroup, iam.IGrantable, ec2.IConnectable
{
  /**
   * A group of another app, with what alarms rest on: its template is not there to be read. It has to
   * publish its group metrics.
   */
  static fromMultiAzAutoScalingGroupAttributes(
    scope: Construct,
    id: string,
    { autoScalingGroupName, minimum, azCount }: MultiAzAutoScalingGroupAttributes,
  ): IMultiAzAutoScalingGroup {
    return Object.assign(
      autoscaling.AutoScalingGroup.fromAutoScalingGroupName(scope, id, autoScalingGroupName),
      { azLossFloor: azLossFloor(minimum, azCount) },
    );
  }

  /** The group. */
  readonly autoScalingGroup: autoscaling.AutoScalingGroup;
  /** What its instances are launched from. */
  readonly launchTemplate: ec2.LaunchTemplate;
  /** The role of the instances. */
  readonly role: iam.IRole;
  /** Where the workload may write its logs; its name is `LOG_GROUP_NAME` in user data. */
  readonly logGroup: logs.ILogGroup;
  /** Hears of every launch and termination, and of those that fail. */
  readonly notificationTopic: sns.ITopic;
  /** The network connections of the instances: outward only HTTPS, until others are allowed. */
  readonly connections: ec2.Connections;
  /** Receives what is granted to the instances. */
  readonly grantPrincipal: iam.IPrincipal;
  /** The instances that are left of the minimum when an Availability Zone is lost. */
  readonly azLossFloor: number;
  /** How many instances recorded that they failed to start, by the minute; no data means none. */
  readonly failedStarts: cloudwatch.Metric;
  readonly #azCount: number;
  /** The account and the Region that the group is in. */
  readonly env = environmentOf(this);

  constructor(scope: Construct, id: string, props: MultiAzAutoScalingGroupProps) {
    super(scope, id);

    const subnets = groupSubnets(props.vpc);
    const isBalanced = props.targetGroup !== undefined;
    validateProps(this, { ...props, subnets, isBalanced }, groupRules);
    // Where the zones are not known yet, the fewest that there can be: what is computed from them
    // holds for more zones as well.
    const azCount = Math.max(2, subnets.availabilityZones.length);
    warnOfThinCapacity(this, props, azCount);

    const { vpc, instanceType, minimum, maximum, encryptionKey, targetGroup } = props;
    const startupTime = props.startupTime ?? DEFAULT_STARTUP_TIME;
    this.azLossFloor = azLossFloor(minimum, azCount);
    this.#azCount = azCount;

    admit(this, encryptionKey, logGroups);
    admit(this, encryptionKey, autoScalingVolumes);
    this.logGroup = new logs.LogGroup(this, 'Logs', {
      encryptionKey,
      // https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html#cloudwatch-16
      retention: logs.RetentionDays.ONE_YEAR,
      removalPolicy: props.removalPolicy ?? RemovalPolicy.RETAIN,
    });
    this.failedStarts = failedStarts(this, this.logGroup);
    this.notificationTopic =
      props.notificationTopic ?? notificationTopic(this, 'Notifications', encryptionKey);

    this.role = new InstanceRole(this, 'Role', props.workload);
    this.grantPrincipal = this.role;
    this.logGroup.grantWrite(this.role);
    for (const statement of props.workload.permissions ?? []) {
      this.role.addToPrincipalPolicy(statement);
    }

    const securityGroup = new ec2.SecurityGroup(this, 'SecurityGroup', {
      vpc,
      description: 'Instances of the group',
      allowAllOutbound: false,
    });
    securityGroup.addEgressRule(ec2.Peer.anyIpv4(), ec2.Port.HTTPS, 'AWS APIs and packages');
    this.connections = securityGroup.connections;

    const userData = startupUserData({
      workload: props.workload,
      environment: {
        AWS_REGION: Stack.of(this).region,
        LOG_GROUP_NAME: this.logGroup.logGroupName,
      },
      startupTime,
    });
    this.launchTemplate = hardenedLaunchTemplate(this, 'LaunchTemplate', {
      instanceType,
      userData,
      role: this.role,
      securityGroup,
      encryptionKey,
    });

    this.autoScalingGroup = new autoscaling.AutoScalingGroup(this, 'Resource', {
      vpc,
      vpcSubnets: { subnets: subnets.subnets },
      launchTemplate: this.launchTemplate,
      minCapacity: minimum,
      maxCapacity: maximum,
      healthChecks: targetGroup
        ? autoscaling.HealthChecks.withAdditionalChecks({
            additionalTypes: [autoscaling.AdditionalHealthCheckType.ELB],
            gracePeriod: startupTime,
          })
        : autoscaling.HealthChecks.ec2({ gracePeriod: startupTime }),
      // Without a minimum there is nothing to wait for when the group is created.
      ...(minimum > 0 && {
        signals: autoscaling.Signals.waitForMinCapacity({ timeout: startupTime }),
      }),
      // Nor is there anything to replace when the group may hold no instance.
      ...(maximum > 0 && {
        updatePolicy: autoscaling.UpdatePolicy.rollingUpdate({
          ...rollingUpdatePace(minimum, maximum, azCount),
          waitOnResourceSignals: true,
          pauseTime: startupTime,
          minSuccessPercentage: 100,
        }),
      }),
      ...replacementRange(azCount),
      azCapacityDistributionStrategy: autoscaling.CapacityDistributionStrategy.BALANCED_BEST_EFFORT,
      // A started instance counts for scaling once its metrics describe served load.
      defaultInstanceWarmup: Duration.minutes(2),
      groupMetrics: [autoscaling.GroupMetrics.all()],
      notifications: [
        { topic: this.notificationTopic, scalingEvents: autoscaling.ScalingEvents.ALL },
      ],
    });
    reportFailedStart(userData);
    userData.addOnExitCommands(...completeStartHook);
    // A new target gets requests after its first passed check.
    signalOutcome(userData, this.autoScalingGroup, targetGroup && healthCheckInterval(targetGroup));
    allowLifecycleActions(this, this.role, this.autoScalingGroup);
    holdUntilStarted(this.autoScalingGroup, startupTime);
    // The L2 has no prop for it.
    this.#resource.availabilityZoneImpairmentPolicy = {
      zonalShiftEnabled: true,
      impairedZoneHealthCheckBehavior: 'IgnoreUnhealthy',
    };

    if (targetGroup) this.autoScalingGroup.attachToApplicationTargetGroup(targetGroup);
    if (maximum > minimum) trackLoad(this.autoScalingGroup, azCount, props);
  }

  /**
   * Lets alarms decide over deployments, in place of the signals of a rolling update.
   *
   * From then on CloudFormation replaces instances by an instance refresh: one new instance first,
   * which serves beside the old ones for `checkpointDelay`; then one zone's worth at a time, each
   * launched before an old one goes; and a `bakeTime` at the end. When one of the alarms goes off on
   * the way, or instances do not start for an hour, the update fails, and CloudFormation rolls back
   * to the old instances, by a refresh too. Whether that begins while the alarm is still in alarm is
   * not documented.
   * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatepolicy.html#cfn-attributes-updatepolicy-instancerefresh
   *
   * It is a method, and not a prop, since alarms on a load balancer's requests exist only after what
   * holds the group and the load balancer.
   *
   * @throws Error when there are no alarms or more than 10, when one of them has insufficient data
   *   while there is none, or when a wait is shorter than an alarm takes or longer than AWS waits
   */
  gateDeployments(gate: DeploymentGate): void {
    validateProps(this, gate, gateRules);
    replaceByRefresh(this.autoScalingGroup, this.#resource, gate, this.#azCount);
  }

  /** How CDK constructs refer to the group. */
  get autoScalingGroupRef(): interfaces.AutoScalingGroupReference {
    return this.autoScalingGroup.autoScalingGroupRef;
  }

  get #resource(): autoscaling.CfnAutoScalingGroup {
    return this.autoScalingGroup.node.defaultChild as autoscaling.CfnAutoScalingGroup;
  }
}
