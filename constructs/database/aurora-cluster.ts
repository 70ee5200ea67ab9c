import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as rds from 'aws-cdk-lib/aws-rds';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { Annotations, ArnFormat, Fn, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import type { aws_rds as interfaces } from 'aws-cdk-lib/interfaces';
import { Construct, type IConstruct } from 'constructs';
import { environmentOf } from '../inputs/resource.ts';
import { besideSnapshot, isDisposable, isRetained } from '../removal.ts';
import { selectedSubnets } from '../subnets.ts';
import { validateProps } from '../validation.ts';
import type { AuroraCapacity } from './aurora-capacity.ts';
import { auroraInstances } from './aurora-instances.ts';
import { AuroraProxy, type AuroraProxyOptions } from './aurora-proxy.ts';
import { auroraRules } from './aurora-rules.ts';
import { clusterResource } from './cluster-resource.ts';
import { databaseWindows } from './database-windows.ts';
import { GlobalMembership } from './global-membership.ts';
import { credentialsOf, MasterSecret } from './master-secret.ts';
import { clusterIdentifier, initialDatabaseName, masterSecretName } from './names.ts';
import { hasCidr } from './vpc-range.ts';

/** Properties of an {@link AuroraCluster}. */
export interface AuroraClusterProps {
  /**
   * The name of the database, the same in every Region, from which the names are derived by which
   * the Regions find each other: global cluster `NAME`, clusters `NAME-REGION`, the secret
   * `NAME/database/master`; and the name of the database in it. It cannot be changed.
   */
  readonly name: string;

  /**
   * The network, of this app or an existing one. The rotation of the master password reaches
   * Secrets Manager by an address in it, so an imported VPC has to come with its `vpcCidrBlock`,
   * unless `masterSecret` is given.
   */
  readonly vpc: ec2.IVpc;

  /**
   * The subnets of the instances, in two Availability Zones or more.
   *
   * @default - the isolated subnets of the VPC, in all of their Availability Zones: a database has
   *   no reason to reach the internet
   */
  readonly vpcSubnets?: ec2.SubnetSelection;

  /**
   * The customer managed key of this Region: for storage, snapshots, logs, secrets and performance
   * data. It cannot be changed. What its policy lacks for CloudWatch Logs is added, or, to an
   * imported key's, named in a warning.
   */
  readonly encryptionKey: kms.IKey;

  /** How many instances of which class. Class and engine version are equal in all Regions. */
  readonly capacity: AuroraCapacity;

  /**
   * Whether the cluster belongs to a global database, and as what.
   *
   * @default GlobalMembership.none() - one Region has the only copy outside its backups
   */
  readonly membership?: GlobalMembership;

  /**
   * The index of this Region in the list of all Regions of the database, from which the windows
   * for backups and maintenance follow: see {@link databaseWindows}. Best in a list that is sorted
   * by name, which is the same whichever Region comes first.
   *
   * @default 0 - the first, or only, Region
   */
  readonly regionPosition?: number;

  /**
   * How storage is billed: by request, or included in a higher price, which is cheaper once I/O is
   * more than about a quarter of the database's cost
   * (https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.Aurora_Fea_Regions_DB-eng.Feature.storage-type.html).
   *
   * @default rds.DBClusterStorageType.AURORA - pay for the requests that are made
   */
  readonly storageType?: rds.DBClusterStorageType;

  /**
   * The version of Aurora PostgreSQL: the same in every Region, or no switchover is possible.
   *
   * @default rds.AuroraPostgresEngineVersion.VER_17_7 - the long-term support release of the newest
   *   major version that has one: a global database is never upgraded automatically, and this is
   *   the minor version that forces the fewest upgrades on whoever has to do them by hand. Every
   *   Region that has global databases supports it
   */
  readonly engineVersion?: rds.AuroraPostgresEngineVersion;

  /**
   * The ARN of the snapshot that the cluster is created from: one of RDS, or a recovery point that
   * AWS Backup has copied to this Region. The master user gets a new password.
   *
   * Leave it there afterwards: to take it away replaces the cluster with an empty one
   * (https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-rds-dbcluster.html).
   *
   * @default - an empty database, or in a secondary the primary's data
   */
  readonly restoreFrom?: string;

  /**
   * An existing secret of the master user, in this Region, with the keys `username` and `password`:
   * the cluster takes both from it, or, restored from a snapshot, the password for the user that the
   * snapshot brings along. In a secondary, its replica. Its rotation and its replicas stay yours.
   *
   * It cannot be a secret that RDS manages, which a member of a global database does not have
   * (https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/rds-secrets-manager.html).
   *
   * @default - a secret of its own, replicated to the Regions of the membership and rotated every
   *   30 days
   */
  readonly masterSecret?: secretsmanager.ISecret;

  /**
   * What becomes of the database when it leaves the stack. Its secret, its logs and the global cluster,
   * of which there are no snapshots, are retained beside one; what a retained cluster stands on is
   * retained with it.
   *
   * `DESTROY` takes the deletion protection off cluster and global cluster, and deletes them without a
   * last snapshot, with their automated backups
   * (https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_DeleteCluster.html), the logs and
   * the secret: see {@link ReplicatedSecretProps.removalPolicy} for one with replicas. A global database
   * is taken down from its secondaries on: `docs/aurora-global-database.md`.
   *
   * @default RemovalPolicy.SNAPSHOT - with deletion protection, since nothing else here is as hard to
   *   make again
   */
  readonly removalPolicy?: RemovalPolicy;
}

const PORT = 5432;

/**
 * Defines an Aurora PostgreSQL cluster that outlives the loss of an Availability Zone and, as a
 * member of a global database, of a Region.
 *
 * It guarantees that
 *
 * - its instances are in different Availability Zones, and each is a fitting next writer: of one
 *   class, and in promotion tier 0 or 1, in which a Serverless v2 reader also has the writer's
 *   capacity
 *   (https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.AuroraHighAvailability.html);
 * - the storage has six copies in three Availability Zones, 35 days of point-in-time recovery, and
 *   a last snapshot when the cluster is deleted, which deletion protection forbids at first, unless
 *   `removalPolicy` says otherwise;
 * - data is encrypted with this Region's key, connections are encrypted or refused, IAM
 *   authentication works, and nobody reaches it before `connections` allows it;
 * - no two Regions of a database are backed up or maintained at the same time;
 * - the template names nothing of another Region by reference.
 *
 * It is the same cluster whatever its membership: which Region has the writer is a state of the
 * global database, not of a template. `docs/aurora-global-database.md` says what may be changed
 * after a switchover, and how it is taken down.
 *
 * @throws Error when `name` is not usable in all the names derived from it, when the subnets are in
 *   fewer than two Availability Zones, when the range of an imported VPC is needed and not known,
 *   when the capacity has values that Aurora does
 *   not accept, no instance although the cluster is no secondary, or burstable instances although
 *   it belongs to a global database, or when the membership names the stack's own Region as another
 */
export class AuroraCluster extends Construct implements interfaces.IDBClusterRef, ec2.IConnectable {
  /**
   * The ARN of the cluster of a Region, for whoever has to name it from another Region.
   *
   * @param scope a construct of the account that holds the database
   * @param name the {@link AuroraClusterProps.name} of the database
   * @param region the Region of the cluster
   */
  static clusterArn(scope: IConstruct, name: string, region: string): string {
    return Stack.of(scope).formatArn({
      service: 'rds',
      region,
      resource: 'cluster',
      resourceName: clusterIdentifier(name, region),
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
  }

  /** The cluster of this Region: its endpoints, metrics and grants. */
  readonly cluster: rds.IDatabaseCluster;

  /** Who may connect: nobody, until a consumer is allowed to. */
  readonly connections: ec2.Connections;

  /** The master user's secret as this Region reads it: the secret itself, or its replica. */
  readonly secret: secretsmanager.ISecret;

  /**
   * The host name that leads to the writer while this Region has it, and from the moment on at
   * which this Region gets it: whoever writes in a Region writes to that Region's endpoint, and
   * needs neither a change nor a way to another Region when the writer moves.
   *
   * Not the global writer endpoint: CloudFormation does not return it, see
   * `docs/aurora-global-database.md`.
   */
  readonly writerEndpoint: string;

  /** The host name that leads to the readers of this Region. */
  readonly readerEndpoint: string;

  /** The port of every endpoint. */
  readonly port: number = PORT;

  /** The name of the database in the cluster. */
  readonly databaseName: string;

  /** The account and the Region that the cluster is in. */
  readonly env = environmentOf(this);

  readonly #instances: readonly rds.CfnDBInstance[];
  readonly #network: { readonly vpc: ec2.IVpc; readonly vpcSubnets: ec2.SubnetSelection };

  constructor(scope: Construct, id: string, props: AuroraClusterProps) {
    super(scope, id);
    const { name, vpc, encryptionKey, capacity } = props;
    const { region } = Stack.of(this);
    const membership = props.membership ?? GlobalMembership.none();
    const regionPosition = props.regionPosition ?? 0;
    const removalPolicy = props.removalPolicy ?? RemovalPolicy.SNAPSHOT;
    const subnets = selectedSubnets(
      vpc,
      props.vpcSubnets ?? { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
    );
    const vpcSubnets = { subnets: subnets.subnets };
    validateProps(
      this,
      {
        name,
        capacity,
        membership,
        regionPosition,
        subnets,
        region,
        restoreFrom: props.restoreFrom,
        rotates: membership.role !== 'secondary' && props.masterSecret === undefined,
        cidrIsKnown: hasCidr(vpc),
      },
      auroraRules,
    );
    if (membership.role !== 'secondary' && capacity.count === 1) {
      // https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.AuroraHighAvailability.html
      Annotations.of(this).addWarningV2(
        'evenkeel:auroraWithoutReader',
        'a cluster of 1 instance has no reader to fail over to: Aurora creates another writer, ' +
          'which takes up to 10 minutes and needs the same Availability Zone; give it 2 or more',
      );
    }

    const windows = databaseWindows(regionPosition);
    const engine = rds.DatabaseClusterEngine.auroraPostgres({
      version: props.engineVersion ?? rds.AuroraPostgresEngineVersion.VER_17_7,
    });
    const securityGroup = new ec2.SecurityGroup(this, 'SecurityGroup', {
      vpc,
      description: `Aurora ${name}`,
      allowAllOutbound: false,
    });
    const generated =
      membership.role === 'secondary' || props.masterSecret !== undefined
        ? undefined
        : new MasterSecret(this, 'MasterSecret', {
            database: name,
            encryptionKey,
            membership,
            removalPolicy: besideSnapshot(removalPolicy),
          });
    const credentials =
      generated?.credentials ?? (props.masterSecret && credentialsOf(props.masterSecret));
    const cluster = clusterResource(this, {
      name,
      port: PORT,
      engine,
      storageType: props.storageType ?? rds.DBClusterStorageType.AURORA,
      capacity,
      membership,
      windows,
      encryptionKey,
      vpc,
      vpcSubnets,
      securityGroup,
      credentials: membership.role === 'secondary' ? undefined : credentials,
      restoreFrom: props.restoreFrom,
      removalPolicy,
    });
    const instances = auroraInstances(this, {
      cluster,
      capacity,
      availabilityZones: subnets.availabilityZones,
      windows,
      encryptionKey,
      removalPolicy: isRetained(removalPolicy) ? removalPolicy : RemovalPolicy.DESTROY,
    });

    if (membership.primary !== undefined) {
      // The global database is made from the cluster; the cluster does not join it by its
      // GlobalClusterIdentifier. To set that on a cluster that exists replaces it, so that no
      // single-Region cluster could become global.
      // The CDK has no L2 of a global cluster.
      const globalCluster = new rds.CfnGlobalCluster(this, 'Global', {
        globalClusterIdentifier: name,
        sourceDbClusterIdentifier: cluster.attrDbClusterArn,
        deletionProtection: !isDisposable(removalPolicy),
      });
      // To delete it is to cut the replication: not by the removal of a stack, unless asked for.
      globalCluster.applyRemovalPolicy(besideSnapshot(removalPolicy));
      globalCluster.node.addDependency(...instances);
    }

    this.databaseName = initialDatabaseName(name);
    this.readerEndpoint = cluster.attrReadEndpointAddress;
    // RDS describes no writer endpoint for a cluster that is secondary at the moment, but it has
    // one: the two differ by three characters.
    // https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Endpoints.Reader.html
    this.writerEndpoint = Fn.join('.cluster-', Fn.split('.cluster-ro-', this.readerEndpoint));
    this.cluster = rds.DatabaseCluster.fromDatabaseClusterAttributes(this, 'Cluster', {
      clusterIdentifier: cluster.ref,
      clusterResourceIdentifier: cluster.attrDbClusterResourceId,
      clusterEndpointAddress: this.writerEndpoint,
      readerEndpointAddress: this.readerEndpoint,
      port: PORT,
      engine,
      securityGroups: [securityGroup],
    });
    this.connections = this.cluster.connections;

    generated?.rotate({ cluster: this.cluster, instances, vpc, vpcSubnets });
    this.secret =
      props.masterSecret ??
      generated?.secret ??
      secretsmanager.Secret.fromSecretAttributes(this, 'MasterSecret', {
        secretPartialArn: Stack.of(this).formatArn({
          service: 'secretsmanager',
          resource: 'secret',
          resourceName: masterSecretName(name),
          arnFormat: ArnFormat.COLON_RESOURCE_NAME,
        }),
        encryptionKey,
      });
    this.#instances = instances;
    this.#network = { vpc, vpcSubnets };
  }

  /** How CDK constructs refer to the cluster. */
  get dbClusterRef(): interfaces.DBClusterReference {
    return this.cluster.dbClusterRef;
  }

  /**
   * Adds an RDS Proxy, for clients that open many connections or must not wait for DNS while a
   * reader becomes the writer. It needs an instance, also to be created.
   */
  addProxy(id: string, options: AuroraProxyOptions): AuroraProxy {
    const { cluster } = this;
    return new AuroraProxy(this, id, {
      ...options,
      ...this.#network,
      cluster,
      instances: this.#instances,
    });
  }
}
