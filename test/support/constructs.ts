import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as route53 from 'aws-cdk-lib/aws-route53';
import { type App, Duration, type RemovalPolicy, type Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import * as evenkeel from '../../index.ts';
import { testApp, testStack } from './app.ts';

/** What every construct is given beside what it asks for; one that does not take it is not changed. */
export interface Removal {
  readonly removalPolicy?: RemovalPolicy;
}

interface Maker {
  /** @default eu-west-1 */
  readonly region?: string;
  readonly make: (stack: Stack, removal: Removal, given: Given) => Construct;
}

/** One construct by itself in a stack; what it is given is in another. */
export function standalone(name: string, removal: Removal = {}): { stack: Stack; it: Construct } {
  const maker = makers[name];
  if (maker === undefined) throw new Error(`nobody has said how to make a ${name}`);
  const { region = 'eu-west-1' } = maker;
  const app = testApp();
  const given = new Given(app, region);
  const stack = testStack(app, 'Test', region);
  return { stack, it: maker.make(stack, removal, given) };
}

/** The public constructs, by name, without the whole architecture, which is a stage. */
export const publicConstructs: readonly string[] = Object.entries(evenkeel)
  .filter(([, value]) => typeof value === 'function' && value.prototype instanceof Construct)
  .map(([name]) => name)
  .filter((name) => name !== 'Architecture');

/** What constructs are given, each made when it is first asked for. */
class Given {
  readonly #app: App;
  readonly #region: string;
  readonly #made = new Map<string, unknown>();

  constructor(app: App, region: string) {
    this.#app = app;
    this.#region = region;
  }

  get #stack(): Stack {
    return this.#once('Given', (id) => testStack(this.#app, id, this.#region));
  }

  get zones() {
    return ['a', 'b', 'c'].map((letter) => `${this.#region}${letter}`);
  }

  get key() {
    return this.#once('Key', (id) => new kms.Key(this.#stack, id, { enableKeyRotation: true }));
  }

  get vpc() {
    return this.#once('Vpc', (id) => {
      const subnets = ['PUBLIC', 'PRIVATE_WITH_EGRESS', 'PRIVATE_ISOLATED'] as const;
      return new ec2.Vpc(this.#stack, id, {
        availabilityZones: this.zones,
        restrictDefaultSecurityGroup: false,
        subnetConfiguration: subnets.map((type) => ({
          name: type,
          subnetType: ec2.SubnetType[type],
        })),
      });
    });
  }

  get alerts() {
    return this.#once('Alerts', (id) => this.alertsIn(this.#stack, id));
  }

  alertsIn(stack: Stack, id = 'Alerts', removal: Removal = {}) {
    return new evenkeel.AlertChannels(stack, id, {
      name: 'shop',
      encryptionKey: this.key,
      page: [evenkeel.AlertSubscription.https('https://alerts.example.com/page')],
      ticket: [evenkeel.AlertSubscription.email('team@example.com')],
      ...removal,
    });
  }

  get alarm() {
    return this.#once(
      'Alarm',
      (id) =>
        new cloudwatch.Alarm(this.#stack, id, {
          metric: new cloudwatch.Metric({ namespace: 'Test', metricName: id }),
          threshold: 1,
          evaluationPeriods: 1,
        }),
    );
  }

  get zone() {
    return this.#once('Zone', (id) =>
      route53.HostedZone.fromHostedZoneAttributes(this.#stack, id, {
        hostedZoneId: 'Z0123456789ABCDEFGHIJ',
        zoneName: 'example.com',
      }),
    );
  }

  get certificate() {
    const arn = `arn:aws:acm:${this.#region}:111122223333:certificate/0000`;
    return this.#once('Certificate', (id) =>
      acm.Certificate.fromCertificateArn(this.#stack, id, arn),
    );
  }

  get service() {
    return this.#once('Service', (id) => this.serviceIn(this.#stack, id));
  }

  serviceIn(stack: Stack, id = 'Service', removal: Removal = {}) {
    return new evenkeel.LoadBalancedService(stack, id, {
      ...this.instances,
      certificates: [this.certificate],
      workload: evenkeel.healthResponder(),
      ...removal,
    });
  }

  get instances() {
    return {
      vpc: this.vpc,
      encryptionKey: this.key,
      instanceType: new ec2.InstanceType('m7g.large'),
      minimum: 6,
      maximum: 12,
    };
  }

  get requests() {
    return new evenkeel.RequestMetrics(this.service.loadBalancer);
  }

  get cache() {
    const { vpc, key } = this;
    return this.#once(
      'Cache',
      (id) => new evenkeel.ValkeyCache(this.#stack, id, { vpc, encryptionKey: key }),
    );
  }

  get queue() {
    return this.#once('Queue', (id) => this.queueIn(this.#stack, id));
  }

  queueIn(stack: Stack, id = 'Queue', removal: Removal = {}) {
    return new evenkeel.ResilientQueue(stack, id, {
      consumer: evenkeel.QueueConsumer.poller({ timeout: Duration.minutes(1) }),
      ...removal,
    });
  }

  get database() {
    return this.#once('Database', (id) => this.databaseIn(this.#stack, id));
  }

  databaseIn(stack: Stack, id = 'Database', removal: Removal = {}) {
    return new evenkeel.AuroraCluster(stack, id, {
      name: 'shop',
      vpc: this.vpc,
      encryptionKey: this.key,
      capacity: evenkeel.AuroraCapacity.provisioned(new ec2.InstanceType('r7g.large'), 2),
      membership: evenkeel.GlobalMembership.primary({
        secondaryRegions: ['eu-central-1'],
        keyAliasName: 'shop',
      }),
      ...removal,
    });
  }

  get vault() {
    const { key } = this;
    return this.#once(
      'Vault',
      (id) =>
        new evenkeel.RegionalBackupVault(this.#stack, id, {
          vaultName: 'shop',
          encryptionKey: key,
        }),
    );
  }

  get routing() {
    return this.#once('Routing', (id) => this.routingIn(this.#stack, id));
  }

  routingIn(stack: Stack, id = 'Routing') {
    return new evenkeel.GlobalRouting(stack, id, {
      zone: this.zone,
      recordName: 'app.example.com',
      policy: evenkeel.RoutingPolicy.failover(['eu-west-1', 'eu-central-1']),
    });
  }

  get experiments() {
    return this.#once('Experiments', (id) => this.experimentsIn(this.#stack, id));
  }

  experimentsIn(stack: Stack, id = 'Experiments', removal: Removal = {}) {
    return new evenkeel.FaultExperiments(stack, id, {
      service: 'shop',
      experiments: [evenkeel.randomInstanceTermination()],
      stopAlarms: [this.alarm],
      encryptionKey: this.key,
      ...removal,
    });
  }

  get impairment() {
    const { alerts, requests, zones } = this;
    return this.#once(
      'Impairment',
      (id) =>
        new evenkeel.ImpairmentAlarms(this.#stack, id, {
          alerts,
          requests,
          availabilityZones: zones,
        }),
    );
  }

  get objectives() {
    const { alerts, requests } = this;
    return this.#once(
      'Objectives',
      (id) =>
        new evenkeel.ObjectiveAlarms(this.#stack, id, {
          alerts,
          requests,
          availabilityPercent: 99.9,
        }),
    );
  }

  #once<T>(id: string, make: (id: string) => T): T {
    if (!this.#made.has(id)) this.#made.set(id, make(id));
    return this.#made.get(id) as T;
  }
}

const global = 'us-east-1';
const regions = ['eu-west-1', 'eu-central-1'];

const makers: Readonly<Record<string, Maker>> = {
  AirGappedVault: {
    make: (stack, removal) =>
      new evenkeel.AirGappedVault(stack, 'It', { vaultName: 'shop-air-gapped', ...removal }),
  },
  AlertChannels: { make: (stack, removal, given) => given.alertsIn(stack, 'It', removal) },
  AuroraAlarms: {
    make: (stack, removal, { alerts, database }) =>
      new evenkeel.AuroraAlarms(stack, 'It', {
        alerts,
        database,
        maxConnections: 1000,
        ...removal,
      }),
  },
  AuroraCluster: { make: (stack, removal, given) => given.databaseIn(stack, 'It', removal) },
  AuroraSchema: {
    make: (stack, removal, given) =>
      new evenkeel.AuroraSchema(stack, 'It', {
        database: given.database,
        vpc: given.vpc,
        encryptionKey: given.key,
        ...removal,
      }),
  },
  AutoScalingAlarms: {
    make: (stack, removal, { alerts, service }) =>
      new evenkeel.AutoScalingAlarms(stack, 'It', { alerts, group: service.group, ...removal }),
  },
  CacheAlarms: {
    make: (stack, removal, { alerts, cache }) =>
      new evenkeel.CacheAlarms(stack, 'It', { alerts, cache, ...removal }),
  },
  Canary: {
    make: (stack, removal, { alerts, key }) =>
      new evenkeel.Canary(stack, 'It', {
        alerts,
        encryptionKey: key,
        hostNames: ['eu-central-1.shop.example.com'],
        ...removal,
      }),
  },
  CertificateAlarms: {
    make: (stack, removal, { alerts, certificate }) =>
      new evenkeel.CertificateAlarms(stack, 'It', { alerts, certificate, ...removal }),
  },
  ChatChannel: {
    make: (stack, removal, { alerts }) =>
      new evenkeel.ChatChannel(stack, 'It', {
        name: 'shop',
        target: evenkeel.ChatTarget.slack('T0123456789', 'C0123456789'),
        topics: [alerts.ticket],
        ...removal,
      }),
  },
  DeploymentAlarms: {
    make: (stack, removal, { alerts, requests }) =>
      new evenkeel.DeploymentAlarms(stack, 'It', { alerts, requests, ...removal }),
  },
  FaultExperiment: {
    make: (stack, removal, { alarm, experiments }) =>
      new evenkeel.FaultExperiment(stack, 'It', {
        experiment: evenkeel.randomInstanceTermination(),
        service: 'shop',
        stopAlarms: [alarm],
        logGroup: experiments.logGroup,
        reportBucket: undefined,
        ...removal,
      }),
  },
  FaultExperiments: { make: (stack, removal, given) => given.experimentsIn(stack, 'It', removal) },
  GameDay: {
    make: (stack, removal, { experiments }) => {
      const [experiment] = experiments.experiments.values();
      if (experiment === undefined) throw new Error('no experiment');
      return new evenkeel.GameDay(stack, 'It', { experiment, ...removal });
    },
  },
  GlobalDashboard: {
    region: global,
    make: (stack, removal, { routing }) =>
      new evenkeel.GlobalDashboard(stack, 'It', { routing, regions, probes: [], ...removal }),
  },
  GlobalRouting: { region: global, make: (stack, _, given) => given.routingIn(stack, 'It') },
  TableAlarms: {
    make: (stack, removal, { alerts }) =>
      new evenkeel.TableAlarms(stack, 'It', {
        alerts,
        table: dynamodb.TableV2.fromTableName(stack, 'Table', 'shop-sessions'),
        ...removal,
      }),
  },
  GlobalTable: {
    make: (stack, removal, { key }) =>
      new evenkeel.GlobalTable(stack, 'It', {
        tableName: 'shop-sessions',
        regions,
        encryptionKey: key,
        replicaKeyAlias: 'shop',
        ...removal,
      }),
  },
  HealthCheckAlarms: {
    region: global,
    make: (stack, removal, { alerts, routing }) =>
      new evenkeel.HealthCheckAlarms(stack, 'It', { alerts, routing, ...removal }),
  },
  ImpairmentAlarms: {
    make: (stack, removal, { alerts, requests, zones }) =>
      new evenkeel.ImpairmentAlarms(stack, 'It', {
        alerts,
        requests,
        availabilityZones: zones,
        ...removal,
      }),
  },
  LoadBalancedService: { make: (stack, removal, given) => given.serviceIn(stack, 'It', removal) },
  LoadBalancerAlarms: {
    make: (stack, removal, { alerts, requests }) =>
      new evenkeel.LoadBalancerAlarms(stack, 'It', { alerts, requests, ...removal }),
  },
  MultiAzAutoScalingGroup: {
    make: (stack, removal, { instances }) =>
      new evenkeel.MultiAzAutoScalingGroup(stack, 'It', {
        ...instances,
        workload: { commands: ['start'], readiness: 'ask' },
        ...removal,
      }),
  },
  MultiAzLoadBalancer: {
    make: (stack, removal, { vpc, certificate, service }) =>
      new evenkeel.MultiAzLoadBalancer(stack, 'It', {
        vpc,
        certificates: [certificate],
        firewall: evenkeel.Firewall.fromWebAcl(service.firewall.webAcl),
        targetPort: 80,
        ...removal,
      }),
  },
  MultiAzNetwork: {
    make: (stack, removal, { zones }) =>
      new evenkeel.MultiAzNetwork(stack, 'It', {
        availabilityZones: zones,
        cidr: '10.0.0.0/16',
        ...removal,
      }),
  },
  NatAlarms: {
    make: (stack, removal, { alerts, vpc }) =>
      new evenkeel.NatAlarms(stack, 'It', { alerts, vpc, ...removal }),
  },
  ObjectiveAlarms: {
    make: (stack, removal, { alerts, requests }) =>
      new evenkeel.ObjectiveAlarms(stack, 'It', {
        alerts,
        requests,
        availabilityPercent: 99.9,
        ...removal,
      }),
  },
  PublicZone: {
    region: global,
    make: (stack, removal) =>
      new evenkeel.PublicZone(stack, 'It', { zoneName: 'example.com', ...removal }),
  },
  QueueAlarms: {
    make: (stack, removal, { alerts, queue }) =>
      new evenkeel.QueueAlarms(stack, 'It', { alerts, queue, ...removal }),
  },
  QueueWorkers: {
    make: (stack, removal, { instances, queue }) =>
      new evenkeel.QueueWorkers(stack, 'It', {
        ...instances,
        queue,
        workload: { commands: ['start'], readiness: 'ask' },
        acceptableLatency: Duration.minutes(5),
        processingTime: Duration.seconds(2),
        ...removal,
      }),
  },
  RegionSwitchPlan: {
    region: global,
    make: (stack, removal, { zone }) =>
      new evenkeel.RegionSwitchPlan(stack, 'It', {
        name: 'shop',
        approach: evenkeel.RecoveryApproach.activePassive('eu-west-1', 'eu-central-1'),
        recoveryTimeObjective: Duration.minutes(30),
        traffic: { zone, recordName: 'app.example.com' },
        database: { name: 'shop' },
        ...removal,
      }),
  },
  RegionalBackupPlan: {
    make: (stack, removal, { vault, alerts, database }) =>
      new evenkeel.RegionalBackupPlan(stack, 'It', {
        vault,
        alarmTopic: alerts.ticket,
        clusters: [database],
        ...removal,
      }),
  },
  RegionalBackupVault: {
    make: (stack, removal, { key }) =>
      new evenkeel.RegionalBackupVault(stack, 'It', {
        vaultName: 'shop',
        encryptionKey: key,
        ...removal,
      }),
  },
  RegionalCertificate: {
    make: (stack, removal, { zone }) =>
      new evenkeel.RegionalCertificate(stack, 'It', {
        zone,
        recordName: 'app.example.com',
        ...removal,
      }),
  },
  RegionalDashboard: {
    make: (stack, removal, { impairment, objectives, requests, service }) =>
      new evenkeel.RegionalDashboard(stack, 'It', {
        impairment,
        objectives,
        requests,
        group: service.group,
        ...removal,
      }),
  },
  RegionalEndpoint: {
    make: (stack, removal, { zone, service }) =>
      new evenkeel.RegionalEndpoint(stack, 'It', {
        zone,
        recordName: 'app.example.com',
        loadBalancer: service.loadBalancer.loadBalancer,
        ...removal,
      }),
  },
  RegionalKey: {
    make: (stack, removal) =>
      new evenkeel.RegionalKey(stack, 'It', { aliasName: 'shop', ...removal }),
  },
  RegionalObservability: {
    make: (stack, removal, { alerts, vpc, service }) =>
      new evenkeel.RegionalObservability(stack, 'It', {
        alerts,
        vpc,
        service,
        objectives: { availabilityPercent: 99.9 },
        ...removal,
      }),
  },
  ReplicatedBucket: {
    make: (stack, removal, { key }) =>
      new evenkeel.ReplicatedBucket(stack, 'It', {
        bucketNamePrefix: 'shop',
        encryptionKey: key,
        replicateTo: ['eu-central-1'],
        replicaKeyAlias: 'shop',
        ...removal,
      }),
  },
  ReplicatedSecret: {
    make: (stack, removal, { key }) =>
      new evenkeel.ReplicatedSecret(stack, 'It', {
        secretName: 'shop/api',
        encryptionKey: key,
        replicaRegions: ['eu-central-1'],
        replicaKeyAliasName: 'shop',
        rotatedBy: 'the operator, every quarter',
        ...removal,
      }),
  },
  ResilientQueue: { make: (stack, removal, given) => given.queueIn(stack, 'It', removal) },
  RestoreTesting: {
    make: (stack, removal, { vault, vpc, key, alerts }) =>
      new evenkeel.RestoreTesting(stack, 'It', {
        vault,
        vpc,
        encryptionKey: key,
        alarmTopic: alerts.ticket,
        ...removal,
      }),
  },
  StaticContentDistribution: {
    region: global,
    make: (stack, removal, { certificate }) =>
      new evenkeel.StaticContentDistribution(stack, 'It', {
        bucketNamePrefix: 'shop',
        primaryRegion: 'eu-west-1',
        fallbackRegion: 'eu-central-1',
        domainNames: ['static.example.com'],
        certificate,
        ...removal,
      }),
  },
  ValkeyCache: {
    make: (stack, removal, { vpc, key }) =>
      new evenkeel.ValkeyCache(stack, 'It', { vpc, encryptionKey: key, ...removal }),
  },
  WebFirewall: {
    make: (stack, removal, { key }) =>
      new evenkeel.WebFirewall(stack, 'It', { encryptionKey: key, ...removal }),
  },
  ZonalAutoshift: {
    make: (stack, removal, { service, alarm }) =>
      new evenkeel.ZonalAutoshift(stack, 'It', {
        loadBalancer: service.loadBalancer.loadBalancer,
        outcomeAlarm: alarm,
        ...removal,
      }),
  },
  ZonalShiftAlarms: {
    make: (stack, removal, { alerts, key }) =>
      new evenkeel.ZonalShiftAlarms(stack, 'It', { alerts, encryptionKey: key, ...removal }),
  },
};
