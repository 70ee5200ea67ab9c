import { Token } from 'aws-cdk-lib/core';

/**
 * What ElastiCache puts before the suffix that the owner chooses, by the Region in which the Global
 * Datastore was created: the table of
 * https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Redis-Global-Datastores-CLI.html
 */
const prefixes: Readonly<Record<string, string>> = {
  'ap-east-1': 'knjmp',
  'ap-northeast-1': 'quwsw',
  'ap-northeast-2': 'lfqnh',
  'ap-northeast-3': 'nlapn',
  'ap-south-1': 'erpgt',
  'ap-southeast-1': 'vlqxn',
  'ap-southeast-2': 'vbgxd',
  'ca-central-1': 'bxodz',
  'eu-central-1': 'iudkw',
  'eu-west-1': 'gxeiz',
  'eu-west-2': 'okuqm',
  'eu-west-3': 'fgjhi',
  'sa-east-1': 'juxlw',
  'us-east-1': 'ldgnf',
  'us-east-2': 'fpkhr',
  'us-west-1': 'virxk',
  'us-west-2': 'sgaui',
};

/**
 * What a cache is to a Global Datastore: the primary member, which takes the writes, or a secondary
 * member in another Region, which replicates them and is read only.
 *
 * ElastiCache never fails over to another Region by itself; a secondary is promoted by a call to
 * `FailoverGlobalReplicationGroup`:
 * https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Redis-Global-Datastores-Console.html
 */
export class GlobalDatastoreMember {
  /**
   * The member that creates the Global Datastore.
   *
   * @param suffix the name of the Global Datastore: ElastiCache puts the prefix of the Region before it
   */
  static primary(suffix: string): GlobalDatastoreMember {
    return new GlobalDatastoreMember('primary', suffix);
  }

  /**
   * A member that joins the Global Datastore of another Region.
   *
   * The Global Datastore is named without a reference to the primary's stack, so it must exist when
   * the secondary is created, and never again after that.
   *
   * @param suffix the suffix that the primary member was given
   * @param createdIn the Region in which the primary member created the Global Datastore; it stays
   *   part of the name after a failover, so never change it
   * @throws Error when AWS publishes no prefix for the Region
   */
  static secondary(suffix: string, createdIn: string): GlobalDatastoreMember {
    return new GlobalDatastoreMember('secondary', suffix, globalDatastoreId(suffix, createdIn));
  }

  /** The part of the Global Datastore that this cache is. */
  readonly role: 'primary' | 'secondary';
  /** The name of the Global Datastore as its owner chose it. */
  readonly suffix: string;
  /** The full identifier of the Global Datastore, where another Region created it. */
  readonly globalDatastoreId?: string;

  private constructor(
    role: GlobalDatastoreMember['role'],
    suffix: string,
    globalDatastoreId?: string,
  ) {
    this.role = role;
    this.suffix = suffix;
    this.globalDatastoreId = globalDatastoreId;
  }
}

function globalDatastoreId(suffix: string, region: string): string {
  const prefix = prefixes[region];
  if (prefix === undefined) {
    const got = Token.isUnresolved(region)
      ? 'a Region that is not known before deployment'
      : region;
    throw new Error(
      `'createdIn' must be a Region whose Global Datastore prefix AWS publishes ` +
        `(${Object.keys(prefixes).join(', ')}), got ${got}: create the Global Datastore in another Region`,
    );
  }
  return `${prefix}-${suffix}`;
}
