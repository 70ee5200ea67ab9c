import { Template } from 'aws-cdk-lib/assertions';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { ListenerCertificate } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type * as kms from 'aws-cdk-lib/aws-kms';
import { Duration, type Stack } from 'aws-cdk-lib/core';
import { ValkeyCache } from '../../../constructs/cache/index.ts';
import {
  AuroraCapacity,
  AuroraCluster,
  GlobalMembership,
} from '../../../constructs/database/index.ts';
import { MultiAzNetwork } from '../../../constructs/network/index.ts';
import {
  AlertChannels,
  AlertSubscription,
  Canary,
  RegionalObservability,
  type RegionalObservabilityProps,
} from '../../../constructs/observability/index.ts';
import { QueueConsumer, QueueWorkers, ResilientQueue } from '../../../constructs/queue/index.ts';
import { RegionalKey } from '../../../constructs/security/index.ts';
import { healthResponder, LoadBalancedService } from '../../../constructs/service/index.ts';
import { testStack } from '../../support/app.ts';

const CERTIFICATE = 'arn:aws:acm:eu-west-1:111122223333:certificate/0000';

export interface Watched {
  readonly stack: Stack;
  readonly key: kms.IKey;
  readonly vpc: ec2.IVpc;
  readonly alerts: AlertChannels;
  readonly service: LoadBalancedService;
}

/** A network, a service and the channels of a Region. */
export function serviceIn(stack: Stack, size = { minimum: 6, maximum: 12 }): Watched {
  const { key } = new RegionalKey(stack, 'Key');
  const alerts = new AlertChannels(stack, 'Alerts', {
    name: 'shop',
    encryptionKey: key,
    page: [AlertSubscription.https('https://alerts.example.com/page')],
    ticket: [AlertSubscription.email('team@example.com')],
  });
  const { vpc } = new MultiAzNetwork(stack, 'Network', {
    availabilityZones: ['a', 'b', 'c'].map((letter) => `${stack.region}${letter}`),
    cidr: '10.0.0.0/16',
    encryptionKey: key,
  });
  const service = new LoadBalancedService(stack, 'Service', {
    vpc,
    certificates: [ListenerCertificate.fromArn(CERTIFICATE)],
    encryptionKey: key,
    instanceType: new ec2.InstanceType('m7g.large'),
    ...size,
    workload: healthResponder(),
  });
  return { stack, key, vpc, alerts, service };
}

/** A Region with every tier, all of it watched, and a canary that watches another one. */
export function fullRegion() {
  const watched = serviceIn(testStack());
  const { stack, key, vpc, alerts } = watched;
  const database = new AuroraCluster(stack, 'Database', {
    name: 'shop',
    vpc,
    encryptionKey: key,
    capacity: AuroraCapacity.provisioned(new ec2.InstanceType('r7g.large'), 2),
    membership: GlobalMembership.secondary({ sourceRegion: 'eu-central-1' }),
  });
  const cache = new ValkeyCache(stack, 'Cache', { vpc, encryptionKey: key });
  const queue = new ResilientQueue(stack, 'Orders', {
    consumer: QueueConsumer.poller({ timeout: Duration.minutes(1) }),
    alarmTopic: alerts.ticket,
  });
  const workers = new QueueWorkers(stack, 'Workers', {
    vpc,
    encryptionKey: key,
    instanceType: new ec2.InstanceType('m7g.large'),
    minimum: 3,
    maximum: 9,
    queue,
    acceptableLatency: Duration.minutes(5),
    processingTime: Duration.seconds(2),
    workload: { commands: ['systemctl start the-workers'] },
  });
  const observability = observe(watched, {
    certificates: [Certificate.fromCertificateArn(stack, 'Certificate', CERTIFICATE)],
    database: { database, maxConnections: 1800, maximumGlobalLag: Duration.minutes(1) },
    cache,
    queues: [{ queue, workers }],
  });
  observability.nothingToSpare();
  const canary = new Canary(stack, 'Canary', {
    alerts,
    encryptionKey: key,
    hostNames: ['eu-central-1.shop.example.com', 'shop.example.com'],
  });
  return { ...watched, observability, canary, template: Template.fromStack(stack) };
}

/** Watches a service, with more props. */
export function observe(
  { stack, alerts, vpc, service }: Watched,
  props: Partial<RegionalObservabilityProps> = {},
): RegionalObservability {
  return new RegionalObservability(stack, 'Observability', {
    alerts,
    vpc,
    service,
    objectives: { availabilityPercent: 99.95 },
    ...props,
  });
}

/** An alarm as the template has it. */
export interface AlarmResource {
  readonly id: string;
  readonly type: string;
  // biome-ignore lint/suspicious/noExplicitAny: properties as they come out of a template
  readonly properties: any;
}

/** All alarms of a template, metric alarms and composites. */
export function alarmsOf(template: Template): AlarmResource[] {
  return ['AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm'].flatMap((type) =>
    Object.entries(template.findResources(type)).map(([id, { Properties }]) => ({
      id,
      type,
      properties: Properties,
    })),
  );
}

/** The metrics of an alarm: `[namespace, name]`, in the order of the template. */
export function metricsOf({ properties }: AlarmResource): string[] {
  if (properties.MetricName) return [`${properties.Namespace} ${properties.MetricName}`];
  return (properties.Metrics ?? []).flatMap(
    (query: { MetricStat?: { Metric: { Namespace: string; MetricName: string } } }) =>
      query.MetricStat
        ? [`${query.MetricStat.Metric.Namespace} ${query.MetricStat.Metric.MetricName}`]
        : [],
  );
}

/** The logical ids of the alarms that a composite's rule names. */
export function namedIn({ properties }: AlarmResource): string[] {
  return [...JSON.stringify(properties.AlarmRule).matchAll(/"Fn::GetAtt":\["(\w+)","Arn"\]/g)].map(
    ([, id]) => id ?? '',
  );
}
