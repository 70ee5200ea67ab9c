// Two Regions that watch themselves and each other, and the record between them.
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { ListenerCertificate } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { PublicHostedZone } from 'aws-cdk-lib/aws-route53';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { App, CfnParameter, Duration, Stack } from 'aws-cdk-lib/core';
import {
  AlertChannels,
  AlertSubscription,
  AuroraCapacity,
  AuroraCluster,
  auroraMaxConnections,
  Canary,
  ChatChannel,
  ChatTarget,
  GlobalDashboard,
  GlobalMembership,
  GlobalRouting,
  HealthCheckAlarms,
  healthResponder,
  LoadBalancedService,
  MultiAzNetwork,
  QueueConsumer,
  QueueWorkers,
  queuePoller,
  RegionalKey,
  RegionalObservability,
  ResilientQueue,
  RoutingPolicy,
  regionalName,
  ValkeyCache,
} from 'evenkeel';

const app = new App();
const name = 'shop';
const recordName = 'shop.example.com';
const regions = [
  { region: 'eu-west-1', other: 'eu-central-1', cidr: '10.0.0.0/16' },
  { region: 'eu-central-1', other: 'eu-west-1', cidr: '10.1.0.0/16' },
];
const people = {
  page: [AlertSubscription.https('https://events.pagerduty.com/integration/KEY/enqueue')],
  ticket: [AlertSubscription.email('team@example.com')],
};

for (const { region, other, cidr } of regions) {
  const stack = new Stack(app, region, { env: { region } });
  const certificateArn = new CfnParameter(stack, 'CertificateArn').valueAsString;
  const { key } = new RegionalKey(stack, 'Key', { aliasName: name });
  const alerts = new AlertChannels(stack, 'Alerts', { name, encryptionKey: key, ...people });
  const { vpc } = new MultiAzNetwork(stack, 'Network', {
    availabilityZones: ['a', 'b', 'c'].map((letter) => `${region}${letter}`),
    cidr,
    encryptionKey: key,
  });
  const service = new LoadBalancedService(stack, 'Service', {
    vpc,
    certificates: [ListenerCertificate.fromArn(certificateArn)],
    encryptionKey: key,
    instanceType: new ec2.InstanceType('m7g.large'),
    minimum: 6,
    maximum: 12,
    workload: healthResponder(),
  });
  const database = new AuroraCluster(stack, 'Database', {
    name,
    vpc,
    encryptionKey: key,
    capacity: AuroraCapacity.provisioned(new ec2.InstanceType('r7g.large'), 2),
    membership:
      region === 'eu-west-1'
        ? GlobalMembership.primary({ secondaryRegions: [other], keyAliasName: name })
        : GlobalMembership.secondary({ sourceRegion: other }),
  });
  const cache = new ValkeyCache(stack, 'Cache', { vpc, encryptionKey: key });
  const queue = new ResilientQueue(stack, 'Orders', {
    consumer: QueueConsumer.poller({ timeout: Duration.minutes(1) }),
    encryptionKey: key,
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
    workload: queuePoller({
      queueUrl: queue.queue.queueUrl,
      handlerTimeout: Duration.minutes(1),
      handler: 'jq -r .orderId | xargs /opt/orders/confirm',
    }),
  });

  new RegionalObservability(stack, 'Observability', {
    alerts,
    vpc,
    service,
    objectives: { availabilityPercent: 99.95, slowAfter: Duration.millis(500) },
    certificates: [Certificate.fromCertificateArn(stack, 'Certificate', certificateArn)],
    database: {
      database,
      maxConnections: auroraMaxConnections(16),
      maximumGlobalLag: Duration.minutes(1),
    },
    cache,
    queues: [{ queue, workers }],
  });
  // What this Region says of the other one holds when the other one can say nothing.
  new Canary(stack, 'Canary', {
    alerts,
    encryptionKey: key,
    hostNames: [regionalName(recordName, other), recordName],
  });
}

// Route 53 publishes the state of its health checks in us-east-1 only.
const global = new Stack(app, 'global', { env: { region: 'us-east-1' } });
const names = regions.map(({ region }) => region);
const routing = new GlobalRouting(global, 'Routing', {
  zone: PublicHostedZone.fromHostedZoneAttributes(global, 'Zone', {
    hostedZoneId: 'Z0123456789EXAMPLE',
    zoneName: 'example.com',
  }),
  recordName,
  policy: RoutingPolicy.failover(names),
});
const alerts = new AlertChannels(global, 'Alerts', {
  name,
  encryptionKey: new RegionalKey(global, 'Key').key,
  ...people,
});
new HealthCheckAlarms(global, 'HealthChecks', { alerts, routing });
new GlobalDashboard(global, 'Dashboard', {
  routing,
  regions: names,
  databaseName: name,
  probes: regions.flatMap(({ region, other }) => [
    { hostName: regionalName(recordName, other), from: region },
    { hostName: recordName, from: region },
  ]),
});
// A channel can be configured once in an account: it shows the tickets and pages of all Regions.
new ChatChannel(global, 'Chat', {
  name,
  target: ChatTarget.slack('T0123456789', 'C0123456789'),
  topics: [...names, 'us-east-1'].flatMap((region) =>
    (['page', 'ticket'] as const).map((severity) =>
      Topic.fromTopicArn(
        global,
        `${region}-${severity}`,
        AlertChannels.topicArn(global, region, name, severity),
      ),
    ),
  ),
});

app.synth();
