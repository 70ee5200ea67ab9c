import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as kms from 'aws-cdk-lib/aws-kms';
import { PublicHostedZone } from 'aws-cdk-lib/aws-route53';
import { Duration } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import {
  type Alerts,
  DeploymentAlarms,
  type DeploymentAlarmsProps,
  RequestMetrics,
} from '../../constructs/observability/index.ts';
import { QueueWorkers } from '../../constructs/queue/index.ts';
import { groupArn } from '../../constructs/recovery/resource-arns.ts';
import { RegionalCertificate, RegionalEndpoint } from '../../constructs/routing/index.ts';
import {
  LoadBalancedService,
  type MultiAzAutoScalingGroup,
} from '../../constructs/service/index.ts';
import type { Plan, RegionPlan, ServicePlan } from '../strategies/index.ts';
import { allowDataAccess } from './data-access.ts';
import type { DataStack } from './data-stack.ts';
import { operatorOutputs } from './operator-outputs.ts';
import { publishParameters } from './parameters.ts';
import { ReferableStack } from './references/referable-stack.ts';
import { removal, stackProps } from './stack-props.ts';
import { workloadsOf } from './workload.ts';

/**
 * The parameters with the ARNs of what is shifted out of a zone, below `/NAME/`, in the order in
 * which `ZonalAutoshift` has its configurations. Whoever has one as its identity needs to know it
 * before the deployment, and follows when it changes.
 */
export const shiftedParameters = {
  loadBalancer: 'service/load-balancer-arn',
  web: 'service/web-group-arn',
  workers: 'service/workers-group-arn',
} as const;

interface ServiceStackProps {
  readonly key: kms.IKey;
  readonly alerts: Alerts;
  readonly vpc: ec2.IVpc;
  readonly data: DataStack;
  readonly service: ServicePlan;
  readonly hostedZoneId: string;
}

/** The Region's load-balanced service, under the Region's own name. */
export class ServiceStack extends ReferableStack {
  readonly service: LoadBalancedService;
  /** Absent where nothing handles messages. */
  readonly workers?: QueueWorkers;
  readonly certificate: acm.ICertificate;

  constructor(
    scope: Construct,
    id: string,
    plan: Plan,
    { region, certificateArn }: RegionPlan,
    { key, alerts, vpc, data, service, hostedZoneId }: ServiceStackProps,
  ) {
    super(
      scope,
      id,
      stackProps(plan, region, { description: `Service of ${plan.name}`, stateful: false }),
    );
    const { zoneName, recordName } = plan.domain;
    const zone = PublicHostedZone.fromHostedZoneAttributes(this, 'Zone', {
      hostedZoneId,
      zoneName,
    });
    this.certificate =
      certificateArn === undefined
        ? new RegionalCertificate(this, 'Certificate', { zone, recordName }).certificate
        : acm.Certificate.fromCertificateArn(this, 'Certificate', certificateArn);
    const workloads = workloadsOf(this, plan, data.queue.consumer.handlerTimeout.toSeconds());
    const startup = plan.workload && {
      startupTime: Duration.minutes(plan.workload.startupMinutes),
    };
    this.service = new LoadBalancedService(this, 'Service', {
      vpc,
      certificates: [this.certificate],
      encryptionKey: key,
      instanceType: new ec2.InstanceType(plan.instanceType),
      minimum: service.compute.minimum,
      maximum: service.compute.maximum,
      workload: workloads.web,
      ...startup,
      ...removal(plan),
    });
    new RegionalEndpoint(this, 'Endpoint', {
      zone,
      recordName,
      loadBalancer: this.service.loadBalancer.loadBalancer,
    });

    if (workloads.workers) {
      this.workers = new QueueWorkers(this, 'Workers', {
        queue: data.queue,
        vpc,
        encryptionKey: key,
        instanceType: new ec2.InstanceType(plan.instanceType),
        minimum: service.workers.minimum,
        maximum: service.workers.maximum,
        acceptableLatency: Duration.minutes(5),
        processingTime: Duration.seconds(1),
        workload: workloads.workers,
        ...startup,
        ...removal(plan),
      });
    }
    const web = this.service.group;
    const workers = this.workers?.group;
    for (const group of this.groups) allowDataAccess(group, plan, key, data);

    gate(web, plan, {
      alerts,
      standby: service.compute.minimum === 0,
      requests: new RequestMetrics(this.service.loadBalancer),
    });
    if (workers) {
      gate(workers, plan, { alerts, standby: service.workers.minimum === 0, queue: data.queue });
    }

    const { loadBalancer, targetGroup } = this.service.loadBalancer;
    publishParameters(this, plan.name, {
      [shiftedParameters.loadBalancer]: loadBalancer.loadBalancerArn,
      [shiftedParameters.web]: groupArn(web.autoScalingGroup) ?? '',
      ...(workers && {
        [shiftedParameters.workers]: groupArn(workers.autoScalingGroup) ?? '',
      }),
    });
    operatorOutputs(this, {
      LoadBalancerArn: [loadBalancer.loadBalancerArn, 'The load balancer'],
      TargetGroupArn: [targetGroup.targetGroupArn, 'The targets of the load balancer'],
      WebGroupName: [web.autoScalingGroup.autoScalingGroupName, 'The group that answers users'],
      WebGroupArn: [groupArn(web.autoScalingGroup) ?? '', 'The same, for zonal shift'],
      WebLogGroupName: [web.logGroup.logGroupName, 'What the workload that answers users logs'],
      ...(workers && {
        WorkersGroupName: [
          workers.autoScalingGroup.autoScalingGroupName,
          'The group that empties the queue',
        ],
        WorkersGroupArn: [groupArn(workers.autoScalingGroup) ?? '', 'The same, for zonal shift'],
        WorkersLogGroupName: [workers.logGroup.logGroupName, 'What the workers log'],
      }),
      CertificateArn: [this.certificate.certificateArn, 'The certificate of the load balancer'],
    });
  }

  /** The groups of instances that run here. */
  get groups(): MultiAzAutoScalingGroup[] {
    return [this.service, ...(this.workers ? [this.workers] : [])].map(({ group }) => group);
  }
}

/** Lets alarms on what a group does decide over its deployments. */
function gate(
  group: MultiAzAutoScalingGroup,
  { deployments }: Plan,
  watched: Omit<DeploymentAlarmsProps, 'group'>,
): void {
  const { alarms } = new DeploymentAlarms(group, 'Deployment', { ...watched, group });
  group.gateDeployments({
    alarms,
    checkpointDelay: Duration.minutes(deployments.checkpointMinutes),
    bakeTime: Duration.minutes(deployments.bakeMinutes),
  });
}
