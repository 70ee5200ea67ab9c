import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import type * as kms from 'aws-cdk-lib/aws-kms';
import { RemovalPolicy, Stack, Token } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { isDisposable, noSnapshots } from '../removal.ts';
import { isAliasName, RegionalKey } from '../security/regional-key.ts';
import { isUnknown } from '../unknown.ts';
import { type ValidationRule, validateProps } from '../validation.ts';
import { GlobalTableConsistency } from './global-table-consistency.ts';

/** Properties of a {@link GlobalTable}. */
export interface GlobalTableProps {
  /** The name of the table, the same in every Region, by which other Regions' stacks know it. */
  readonly tableName: string;

  /**
   * The Regions that hold a replica, this stack's among them. One is enough.
   *
   * When the table is created, every Region's key must exist. Later, add or remove one Region in a
   * deployment and change nothing else with it, as CloudFormation demands:
   * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-globaltable.html
   */
  readonly regions: readonly string[];

  /** This Region's key. */
  readonly encryptionKey: kms.IKey;

  /**
   * The alias, without `alias/`, under which each other Region knows its own key: the replica there is
   * encrypted with it.
   *
   * @default - none: needed as soon as `regions` names another Region
   */
  readonly replicaKeyAlias?: string;

  /**
   * What a read in one Region knows of a write in another. It can never be changed.
   *
   * @default GlobalTableConsistency.eventual(): any number of Regions, the lowest latency, and items
   *   that expire
   */
  readonly consistency?: GlobalTableConsistency;

  /**
   * What becomes of the table when it leaves the stack. `DESTROY` takes the deletion protection off every
   * replica, and deletes them all. DynamoDB keeps a system backup of a table with point-in-time recovery
   * for 35 days
   * (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/PointInTimeRecovery_Howitworks.html#howitworks-pitr-deleting-table).
   *
   * @default RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE - all Regions lose the table with this stack; its
   *   name is fixed, and what a failed first deployment left behind would block the next one
   */
  readonly removalPolicy?: RemovalPolicy;
}

/** The names that the idempotency utility of Powertools for AWS Lambda has by default. */
const PARTITION_KEY = 'id';
const TIME_TO_LIVE = 'expiration';

const rulesIn = (stackRegion: string): ValidationRule<GlobalTableProps>[] => [
  {
    condition: ({ tableName }) => !isUnknown(tableName) && !/^[\w.-]{3,255}$/.test(tableName),
    message: ({ tableName }) =>
      `'tableName' must be 3 to 255 letters, digits, '_', '-' or '.', got '${tableName}'`,
  },
  {
    condition: () => Token.isUnresolved(stackRegion),
    message: () =>
      "the stack must have a Region, so that a table there can have replicas elsewhere, got none: set 'env'",
  },
  {
    condition: ({ regions }) => !Token.isUnresolved(stackRegion) && !regions.includes(stackRegion),
    message: ({ regions }) =>
      `'regions' must name the Region of this stack, ${stackRegion}, got ${regions.join(', ') || 'none'}`,
  },
  {
    condition: ({ regions }) => new Set(regions).size < regions.length,
    message: ({ regions }) => `'regions' must name each Region once, got ${regions.join(', ')}`,
  },
  {
    condition: ({ regions, replicaKeyAlias }) =>
      regions.length > 1 && (replicaKeyAlias === undefined || !isAliasName(replicaKeyAlias)),
    message: ({ replicaKeyAlias }) =>
      `'replicaKeyAlias' must be the alias of each other Region's key, without 'alias/', got ` +
      `${replicaKeyAlias === undefined ? 'none' : `'${replicaKeyAlias}'`}`,
  },
  {
    condition: ({ regions, consistency }) => consistency?.problemWith(regions) !== undefined,
    message: ({ regions, consistency }) => `'regions' ${consistency?.problemWith(regions)}`,
  },
  noSnapshots,
];

/**
 * Defines a table that every Region can read and write: for sessions, so that any server of any
 * Region can take the next request, and for idempotency keys, so that a retried request is recognised
 * wherever it arrives.
 *
 * An item is found by the string `id`. With eventual consistency it disappears after the time in
 * `expiration`, in seconds since 1970.
 *
 * It guarantees that
 *
 * - each Region of `regions` has a replica that takes writes, and goes on when the others are gone
 *   (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/V2globaltables_HowItWorks.html);
 * - each replica can be restored to any second of the last 35 days, cannot be deleted until its
 *   deletion protection is lifted, is encrypted with its own Region's key and outlives its stack;
 * - capacity follows the traffic on both sides of a failover, since it is on demand
 *   (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/on-demand-capacity-mode.html);
 * - no template refers to another Region: tables and keys there are named by derivation.
 *
 * It lives in one Region's stack. The others use {@link GlobalTable.inThisRegion}.
 *
 * @throws Error when a name cannot be one, when the Regions do not fit the consistency, or when a snapshot
 *   is asked for
 */
export class GlobalTable extends Construct {
  /**
   * The replica of the Region that `scope` is in, for its grants and metrics, without a reference to
   * the stack that defines the table.
   *
   * @param tableName the {@link GlobalTableProps.tableName} of the table
   * @param encryptionKey the key of this Region, which the grants cover as well
   */
  static inThisRegion(
    scope: Construct,
    id: string,
    tableName: string,
    encryptionKey: kms.IKey,
  ): dynamodb.ITableV2 {
    return dynamodb.TableV2.fromTableAttributes(scope, id, { tableName, encryptionKey });
  }

  /** The replica in the Region of this stack. Its grants cover the key as well. */
  readonly table: dynamodb.TableV2;

  constructor(scope: Construct, id: string, props: GlobalTableProps) {
    super(scope, id);
    const { region: stackRegion } = Stack.of(this);
    validateProps(this, props, rulesIn(stackRegion));
    const { tableName, regions, encryptionKey, replicaKeyAlias = '' } = props;
    const consistency = props.consistency ?? GlobalTableConsistency.eventual();
    const others = regions.filter((region) => region !== stackRegion);

    this.table = new dynamodb.TableV2(this, 'Resource', {
      tableName,
      partitionKey: { name: PARTITION_KEY, type: dynamodb.AttributeType.STRING },
      // Strongly consistent tables have no time to live.
      timeToLiveAttribute: consistency.strong ? undefined : TIME_TO_LIVE,
      billing: dynamodb.Billing.onDemand(),
      encryption: dynamodb.TableEncryptionV2.customerManagedKey(
        encryptionKey,
        Object.fromEntries(
          others.map((region) => [region, RegionalKey.aliasArn(this, region, replicaKeyAlias)]),
        ),
      ),
      // Replicas take both over, as they do all that is not said of them.
      pointInTimeRecoverySpecification: {
        pointInTimeRecoveryEnabled: true,
        recoveryPeriodInDays: 35,
      },
      deletionProtection: !isDisposable(props.removalPolicy),
      replicas: others.map((region) => ({ region })),
      multiRegionConsistency: consistency.strong
        ? dynamodb.MultiRegionConsistency.STRONG
        : undefined,
      witnessRegion: consistency.witnessRegion,
      removalPolicy: props.removalPolicy ?? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
  }
}
