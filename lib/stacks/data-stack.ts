import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as kms from 'aws-cdk-lib/aws-kms';
import { Duration } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { acknowledge } from '../../constructs/acknowledge.ts';
import { ValkeyCache } from '../../constructs/cache/index.ts';
import {
  AuroraCapacity,
  AuroraCluster,
  GlobalMembership,
} from '../../constructs/database/index.ts';
import type { AlertChannels } from '../../constructs/observability/index.ts';
import { QueueConsumer, ResilientQueue } from '../../constructs/queue/index.ts';
import { GlobalTable, ReplicatedBucket } from '../../constructs/storage/index.ts';
import type { DatabasePlan, Plan, RegionPlan, ServicePlan } from '../strategies/index.ts';
import { operatorOutputs } from './operator-outputs.ts';
import { publishParameters } from './parameters.ts';
import { ReferableStack } from './references/referable-stack.ts';
import { removal, stackProps } from './stack-props.ts';

/** How long a worker has for one message: the queue's visibility timeout follows from it. */
const messageTimeout = Duration.seconds(30);

/** The database user as whom instances connect, by IAM authentication. */
export const databaseUser = 'app';

interface DataStackProps {
  readonly key: kms.IKey;
  readonly alerts: AlertChannels;
  readonly vpc: ec2.IVpc;
  readonly service: ServicePlan;
}

/** Everything in the Region that holds state, and where it can be reached. */
export class DataStack extends ReferableStack {
  readonly database: AuroraCluster;
  readonly cache: ValkeyCache;
  readonly queue: ResilientQueue;
  readonly bucket: ReplicatedBucket;
  /** One table for all Regions, which only one of them can define; undefined in the others. */
  readonly sessions?: GlobalTable;
  /** The names of the parameters that say where all this is. */
  readonly parameterNames: readonly string[];

  constructor(
    scope: Construct,
    id: string,
    plan: Plan,
    { region }: RegionPlan,
    { key, alerts, vpc, service }: DataStackProps,
  ) {
    super(
      scope,
      id,
      stackProps(plan, region, { description: `Data of ${plan.name}`, stateful: true }),
    );
    const { name } = plan;
    const regions = regionsWithData(plan);
    const others = regions.filter((other) => other !== region);
    const replicateTo = others.filter((other) => !plan.bucketsToCome.includes(other));

    this.database = new AuroraCluster(this, 'Database', {
      name,
      vpc,
      encryptionKey: key,
      capacity: AuroraCapacity.provisioned(
        new ec2.InstanceType(plan.databaseInstanceType),
        service.database.instances,
      ),
      membership: membership(plan, service.database, others),
      ...(service.database.restoreFrom && { restoreFrom: service.database.restoreFrom }),
      // Regions are added at the end, so each keeps its windows.
      regionPosition: regions.indexOf(region),
      ...removal(plan),
    });
    this.cache = new ValkeyCache(this, 'Cache', {
      vpc,
      encryptionKey: key,
      instanceType: new ec2.InstanceType(plan.cacheNodeType),
      replicasPerShard: service.cacheNodes - 1,
      ...removal(plan),
    });
    this.queue = new ResilientQueue(this, 'Queue', {
      consumer: QueueConsumer.poller({ timeout: messageTimeout }),
      encryptionKey: key,
      alarmTopic: alerts.ticket,
      ...removal(plan),
    });
    this.bucket = new ReplicatedBucket(this, 'Objects', {
      bucketNamePrefix: name,
      encryptionKey: key,
      replicateTo,
      replicaKeyAlias: name,
      ...removal(plan),
    });
    if (replicateTo.length === 0 && others.length > 0) {
      acknowledge(
        this.bucket,
        'the second deployment adds the rule: S3 accepts it when the other bucket exists',
        'HA-S3-2',
      );
    }
    if (region === regions[0]) {
      this.sessions = new GlobalTable(this, 'Sessions', {
        tableName: sessionTableName(plan),
        regions,
        encryptionKey: key,
        replicaKeyAlias: name,
        ...removal(plan),
      });
    }

    this.parameterNames = publishParameters(this, name, {
      'database/writer-endpoint': this.database.writerEndpoint,
      'database/reader-endpoint': this.database.readerEndpoint,
      'database/write-forwarding': `${service.database.writeForwarding}`,
      'database/name': this.database.databaseName,
      'database/user': databaseUser,
      'database/master-secret-arn': this.database.secret.secretArn,
      'cache/endpoint': this.cache.endpointAddress,
      'cache/id': this.cache.replicationGroup.ref,
      'cache/user': this.cache.userName,
      'queue/url': this.queue.queue.queueUrl,
      'bucket/name': this.bucket.bucket.bucketName,
      'sessions/table-name': sessionTableName(plan),
    });
    const { cluster } = this.database;
    const securityGroups = [this.database, this.cache].flatMap(
      ({ connections }) => connections.securityGroups,
    );
    this.keepExported(
      cluster.clusterIdentifier,
      cluster.clusterResourceIdentifier,
      this.database.readerEndpoint,
      this.cache.replicationGroup.ref,
      this.queue.queue.queueArn,
      this.queue.queue.queueName,
      this.queue.queue.queueUrl,
      this.queue.deadLetterQueue.queueName,
      this.bucket.bucket.bucketArn,
      ...(this.sessions === undefined ? [] : [this.sessions.table.tableArn]),
      ...securityGroups.map(({ securityGroupId }) => securityGroupId),
    );
    operatorOutputs(this, {
      CacheId: [this.cache.replicationGroup.ref, 'The replication group of the cache'],
      DeadLetterUrl: [this.queue.deadLetterQueue.queueUrl, 'The dead-letter queue of the workers'],
    });
  }
}

/** The name of the sessions table, the same in every Region. */
export function sessionTableName({ name }: Plan): string {
  return `${name}-sessions`;
}

/** The Regions that hold live data, in order of preference. */
function regionsWithData({ regions }: Plan): string[] {
  return regions.filter(({ service }) => service !== undefined).map(({ region }) => region);
}

function membership(
  plan: Plan,
  database: DatabasePlan,
  secondaryRegions: readonly string[],
): GlobalMembership {
  switch (database.membership) {
    case 'single':
      return GlobalMembership.none();
    case 'primary':
      return GlobalMembership.primary({ secondaryRegions, keyAliasName: plan.name });
    case 'secondary':
      return GlobalMembership.secondary({
        sourceRegion: primaryRegion(plan),
        writeForwarding: database.writeForwarding,
      });
  }
}

function primaryRegion({ regions }: Plan): string {
  const primary = regions.find(({ service }) => service?.database.membership === 'primary');
  if (primary === undefined) throw new Error('a secondary database needs a primary in the plan');
  return primary.region;
}
