import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elasticache from 'aws-cdk-lib/aws-elasticache';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import { ArnFormat, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import type { aws_elasticache as interfaces } from 'aws-cdk-lib/interfaces';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import {
  type CacheNodes,
  type IValkeyCache,
  shardsOf,
  worstOf,
} from '../inputs/replication-group.ts';
import { environmentOf } from '../inputs/resource.ts';
import { besideSnapshot, isRetained } from '../removal.ts';
import { admit, logGroups } from '../security/key-users.ts';
import { selectedSubnets } from '../subnets.ts';
import { validateProps } from '../validation.ts';
import type { GlobalDatastoreMember } from './global-datastore.ts';
import { addIamUser } from './iam-user.ts';
import { rules } from './rules.ts';

/** Properties of a {@link ValkeyCache}. */
export interface ValkeyCacheProps {
  /** The network that holds the nodes. */
  readonly vpc: ec2.IVpc;

  /**
   * The subnets of the nodes, in two Availability Zones at least.
   *
   * @default - the isolated subnets of every Availability Zone: a cache needs no way out
   */
  readonly vpcSubnets?: ec2.SubnetSelection;

  /**
   * This Region's key, for the nodes' storage, the snapshots and the logs. What its policy lacks for
   * CloudWatch Logs is added, or, to an imported key's, named in a warning.
   */
  readonly encryptionKey: kms.IKey;

  /**
   * The size of every node, without the `cache.` in front of it.
   *
   * @default m7g.large, the smallest current size that is not burstable (its network and CPU are the
   *   same on the worst day) and may become a member of a Global Datastore
   */
  readonly instanceType?: ec2.InstanceType;

  /**
   * How many shards hold the keys. More than one turns cluster mode on, and the clients must then
   * speak the cluster protocol. One cannot become more without replacing the cache; any higher
   * number can change without interruption.
   *
   * @default 1, the mode that every client library speaks
   */
  readonly shards?: number;

  /**
   * How many replicas each shard has, in other Availability Zones than its primary, from 1 to 5.
   *
   * @default 1: the loss of an Availability Zone leaves a node that can become the primary. With 2 it
   *   leaves a replica as well
   */
  readonly replicasPerShard?: number;

  /**
   * When AWS may patch nodes each week, as `ddd:hh:mm-ddd:hh:mm` in UTC, an hour at least.
   *
   * Patching fails over to a replica, which the clients notice: give each Region a window of its own.
   *
   * @default 'wed:03:00-wed:04:00': a quiet hour in the middle of the week, when people are at work on
   *   the day before and after
   */
  readonly maintenanceWindow?: string;

  /**
   * When the daily snapshot starts, as `hh:mm-hh:mm` in UTC, an hour at least, outside of the
   * maintenance window.
   *
   * @default '01:00-02:00', before the maintenance window, so that each patch has a snapshot behind it
   */
  readonly snapshotWindow?: string;

  /**
   * Makes the cache a member of a Global Datastore.
   *
   * Give each member the same `instanceType` and `shards`: a secondary takes them over from the
   * primary, so they are left out of its template.
   *
   * @default - an independent cache, which the service in its Region fills by itself
   */
  readonly globalDatastore?: GlobalDatastoreMember;

  /**
   * What becomes of the cache when it leaves the stack. Logs, of which there are no snapshots, are
   * retained beside one; what a retained cache stands on is retained with it. `DESTROY` deletes the
   * cache, its snapshots with it, and its logs
   * (https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Replication.DeletingRepGroup.html). A member of a Global Datastore can be deleted only when
   * it belongs to none any more: disassociate the secondaries first
   * (https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_DeleteGlobalReplicationGroup.html).
   *
   * @default RemovalPolicy.SNAPSHOT - what was in memory can be brought back; of a member of a Global
   *   Datastore, RemovalPolicy.RETAIN, since other Regions hang on it
   */
  readonly removalPolicy?: RemovalPolicy;
}

/** What identifies a cache of another app, and how its nodes are arranged. */
export interface ValkeyCacheAttributes extends CacheNodes {
  /** The id of the replication group. */
  readonly replicationGroupId: string;
}

/** NIST 800-53 r5 as AWS Config checks it (`elasticache-redis-cluster-automatic-backup-check`). */
const SNAPSHOT_DAYS = 15;
const PORT = 6379;

/**
 * Defines an ElastiCache for Valkey cache that survives the loss of an Availability Zone.
 *
 * It guarantees that
 *
 * - every shard has a primary and a replica in different Availability Zones, and a replica becomes
 *   the primary without anybody's help, usually within seconds
 *   (https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoFailover.html). Replication is
 *   asynchronous, so writes that were acknowledged just before can be lost;
 * - nobody connects without TLS, nor without an IAM identity that {@link ValkeyCache.grantConnect} allowed: there
 *   is no password to leak or rotate
 *   (https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth-iam.html);
 * - data, snapshots and logs are encrypted with the given key;
 * - snapshots are kept for 15 days, and a last one is taken when the stack is deleted; a member of a
 *   Global Datastore is retained instead. `removalPolicy` says otherwise;
 * - slow commands and the engine's log are kept for a year.
 *
 * @throws Error when a prop is out of its range, or when the subnets are all in one Availability Zone
 */
export class ValkeyCache extends Construct implements IValkeyCache, ec2.IConnectable {
  /** A cache of another app, with what alarms rest on: its template is not there to be read. */
  static fromValkeyCacheAttributes(
    scope: Construct,
    id: string,
    { replicationGroupId, ...nodes }: ValkeyCacheAttributes,
  ): IValkeyCache {
    return Object.assign(
      elasticache.CfnReplicationGroup.fromReplicationGroupId(scope, id, replicationGroupId),
      { nodes },
    );
  }

  /** The replication group. */
  readonly replicationGroup: elasticache.CfnReplicationGroup;

  /** Decides who reaches the nodes: at first, nobody. */
  readonly connections: ec2.Connections;

  /** Host name that clients connect to: the primary's, or with several shards the configuration endpoint. */
  readonly endpointAddress: string;

  /**
   * Host name that spreads reads over the replicas, which lag behind the primary. With several
   * shards there is none: cluster clients find the replicas themselves.
   */
  readonly readerEndpointAddress?: string;

  /** The port of all endpoints. */
  readonly port: number = PORT;

  /** The Valkey user that clients authenticate as, with a token that they sign by IAM. */
  readonly userName: string;

  /** How the nodes are arranged, from which their names follow. */
  readonly nodes: CacheNodes;

  /** The account and the Region that the cache is in. */
  readonly env = environmentOf(this);

  constructor(scope: Construct, id: string, props: ValkeyCacheProps) {
    super(scope, id);
    const subnets = selectedSubnets(
      props.vpc,
      props.vpcSubnets ?? { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
    );
    validateProps(this, { ...props, subnets }, rules);

    const { globalDatastore } = props;
    const instanceType =
      props.instanceType ?? ec2.InstanceType.of(ec2.InstanceClass.M7G, ec2.InstanceSize.LARGE);
    const shards = props.shards ?? 1;
    const replicasPerShard = props.replicasPerShard ?? 1;
    const clusterMode = shards > 1;
    const secondary = globalDatastore?.role === 'secondary';
    const removalPolicy =
      props.removalPolicy ?? (globalDatastore ? RemovalPolicy.RETAIN : RemovalPolicy.SNAPSHOT);
    const beside = besideSnapshot(removalPolicy, RemovalPolicy.RETAIN);
    this.nodes = { clusterMode, shards, replicasPerShard };

    const securityGroup = new ec2.SecurityGroup(this, 'SecurityGroup', {
      vpc: props.vpc,
      description: 'Nodes of the Valkey cache',
      allowAllOutbound: false,
    });
    this.connections = new ec2.Connections({
      securityGroups: [securityGroup],
      defaultPort: ec2.Port.tcp(PORT),
    });

    // L1s, here and below: the CDK has no L2s of ElastiCache.
    const subnetGroup = new elasticache.CfnSubnetGroup(this, 'SubnetGroup', {
      description: 'Subnets of the Valkey cache',
      subnetIds: subnets.subnets.map(({ subnetId }) => subnetId),
    });
    const { user, group } = addIamUser(this);
    this.userName = user.userName;

    const common: elasticache.CfnReplicationGroupProps = {
      replicationGroupDescription: this.node.path,
      port: PORT,
      multiAzEnabled: true,
      automaticFailoverEnabled: true,
      autoMinorVersionUpgrade: true,
      kmsKeyId: props.encryptionKey.keyArn,
      cacheSubnetGroupName: subnetGroup.ref,
      securityGroupIds: [securityGroup.securityGroupId],
      userGroupIds: [group.ref],
      snapshotRetentionLimit: SNAPSHOT_DAYS,
      snapshotWindow: props.snapshotWindow ?? '01:00-02:00',
      preferredMaintenanceWindow: props.maintenanceWindow ?? 'wed:03:00-wed:04:00',
      logDeliveryConfigurations: [
        this.deliverLog('SlowLog', 'slow-log', props.encryptionKey, beside),
        this.deliverLog('EngineLog', 'engine-log', props.encryptionKey, beside),
      ],
      ...(clusterMode
        ? { replicasPerNodeGroup: replicasPerShard }
        : { numCacheClusters: 1 + replicasPerShard }),
    };
    const parameterGroup = secondary ? undefined : this.addParameters(clusterMode);
    this.replicationGroup = new elasticache.CfnReplicationGroup(this, 'Resource', {
      ...common,
      // A secondary takes over from the primary what the API would reject here:
      // https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Redis-Global-Datastores-Getting-Started.html
      ...(parameterGroup === undefined
        ? { globalReplicationGroupId: globalDatastore?.globalDatastoreId }
        : {
            engine: 'valkey',
            engineVersion: '8.2',
            cacheNodeType: `cache.${instanceType}`,
            cacheParameterGroupName: parameterGroup.ref,
            numNodeGroups: clusterMode ? shards : undefined,
            transitEncryptionEnabled: true,
            transitEncryptionMode: 'required',
            atRestEncryptionEnabled: true,
          }),
    });
    this.replicationGroup.applyRemovalPolicy(removalPolicy);
    if (isRetained(removalPolicy)) {
      for (const part of [subnetGroup, securityGroup, user, group, parameterGroup]) {
        part?.applyRemovalPolicy(removalPolicy);
      }
    }
    // Without this, another number of shards replaces the cache:
    // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatepolicy.html
    if (clusterMode) this.replicationGroup.cfnOptions.updatePolicy = { useOnlineResharding: true };

    this.endpointAddress = clusterMode
      ? this.replicationGroup.attrConfigurationEndPointAddress
      : this.replicationGroup.attrPrimaryEndPointAddress;
    if (!clusterMode) this.readerEndpointAddress = this.replicationGroup.attrReaderEndPointAddress;

    if (globalDatastore?.role === 'primary') {
      this.addGlobalDatastore(globalDatastore.suffix, beside);
    }
    this.acknowledgeFindings(secondary);
    if (globalDatastore === undefined) {
      acknowledge(
        this.replicationGroup,
        'the cache of another Region is one of its own, which the service there fills from the database',
        'HA-REG-8',
      );
    }
  }

  /** How CDK constructs refer to the replication group. */
  get replicationGroupRef(): interfaces.ReplicationGroupReference {
    return this.replicationGroup.replicationGroupRef;
  }

  /**
   * Lets `grantee` connect to this cache as {@link ValkeyCache.userName}.
   *
   * The network has to let it through as well: see {@link ValkeyCache.connections}.
   */
  grantConnect(grantee: iam.IGrantable): iam.Grant {
    const arn = (resource: string, resourceName: string) =>
      Stack.of(this).formatArn({
        service: 'elasticache',
        resource,
        resourceName,
        arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      });
    return iam.Grant.addToPrincipal({
      grantee,
      actions: ['elasticache:Connect'],
      resourceArns: [
        arn('replicationgroup', this.replicationGroup.ref),
        arn('user', this.userName),
      ],
    });
  }

  /**
   * A metric of the nodes, on the node on which it is highest.
   * https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.html
   *
   * An alarm takes ten metrics, and so a cache of up to ten nodes; `CacheAlarms` watches each shard by
   * itself.
   *
   * @param metricName as ElastiCache calls it, such as `EngineCPUUtilization`
   * @param options by default the maximum of each minute
   */
  metric(metricName: string, options?: cloudwatch.MetricOptions): cloudwatch.MathExpression {
    const nodes = shardsOf(this).flatMap((shard) => shard.nodes);
    return worstOf({ name: '', nodes }, metricName, options);
  }

  private addParameters(clusterMode: boolean): elasticache.CfnParameterGroup {
    return new elasticache.CfnParameterGroup(this, 'ParameterGroup', {
      cacheParameterGroupFamily: 'valkey8',
      description: 'Parameters of the Valkey cache',
      properties: {
        'cluster-enabled': clusterMode ? 'yes' : 'no',
        // Room for the copy-on-write of snapshots and of new replicas, so that neither swaps:
        // https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/redis-memory-management.html
        'reserved-memory-percent': '25',
      },
    });
  }

  private deliverLog(
    id: string,
    logType: string,
    encryptionKey: kms.IKey,
    removalPolicy: RemovalPolicy,
  ) {
    admit(this, encryptionKey, logGroups);
    const logGroup = new logs.LogGroup(this, id, {
      encryptionKey,
      // PCI DSS 3.2.1, requirement 10.7: a year of audit trail.
      retention: logs.RetentionDays.ONE_YEAR,
      removalPolicy,
    });
    return {
      logType,
      logFormat: 'json',
      destinationType: 'cloudwatch-logs',
      destinationDetails: { cloudWatchLogsDetails: { logGroup: logGroup.logGroupName } },
    };
  }

  private addGlobalDatastore(suffix: string, removalPolicy: RemovalPolicy): void {
    new elasticache.CfnGlobalReplicationGroup(this, 'GlobalDatastore', {
      globalReplicationGroupIdSuffix: suffix,
      globalReplicationGroupDescription: this.node.path,
      automaticFailoverEnabled: true,
      members: [
        {
          replicationGroupId: this.replicationGroup.ref,
          replicationGroupRegion: Stack.of(this).region,
          role: 'PRIMARY',
        },
      ],
    }).applyRemovalPolicy(removalPolicy);
  }

  private acknowledgeFindings(secondary: boolean): void {
    acknowledge(
      this.replicationGroup,
      'clients authenticate by IAM as a user of the group (RBAC), which excludes an AUTH token',
      'AwsSolutions-AEC6',
    );
    if (!secondary) return;
    acknowledge(
      this.replicationGroup,
      'a secondary member takes over engine and encryption from the primary, where both rules hold',
      'AwsSolutions-AEC3',
      'AwsSolutions-AEC5',
    );
  }
}
