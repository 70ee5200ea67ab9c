/** Options of `GlobalMembership.primary`. */
export interface PrimaryMembershipOptions {
  /** The Regions of the secondary clusters: those to which the master user's secret is replicated. */
  readonly secondaryRegions: readonly string[];

  /**
   * The name, without `alias/`, of the KMS key in each of these Regions that encrypts the replica
   * of the secret. The keys have to exist before this stack is deployed.
   */
  readonly keyAliasName: string;
}

/** Options of `GlobalMembership.secondary`. */
export interface SecondaryMembershipOptions {
  /**
   * The Region in which the global database was created, as a name. CloudFormation needs it to copy
   * encrypted storage from there.
   *
   * Leave it as it is when another Region becomes the primary: a change replaces the cluster
   * (https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-rds-dbcluster.html).
   */
  readonly sourceRegion: string;

  /**
   * Whether a session on this cluster's reader endpoint may write: Aurora forwards the statement to
   * the writer, over its own connection to the other Region.
   * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database-write-forwarding.html
   *
   * @default false - who writes connects to the writer, and every other session is read-only
   */
  readonly writeForwarding?: boolean;
}

/**
 * What a cluster is to a global database when it is created.
 *
 * Which cluster has the writer is a state that changes with every switchover; CloudFormation is
 * never told. The membership says what the template of a Region has to contain, and stays as it is.
 */
export class GlobalMembership {
  /** A cluster of its own. It can become the primary of a global database later. */
  static none(): GlobalMembership {
    return new GlobalMembership('none', {});
  }

  /** The cluster with which the global database begins, and the Region that rotates the secret. */
  static primary(options: PrimaryMembershipOptions): GlobalMembership {
    return new GlobalMembership('primary', { primary: options });
  }

  /** A cluster that replicates the primary's. */
  static secondary(options: SecondaryMembershipOptions): GlobalMembership {
    return new GlobalMembership('secondary', { secondary: options });
  }

  /** Which of the three it is. */
  readonly role: 'none' | 'primary' | 'secondary';

  /** What the primary has to know of the others; undefined elsewhere. */
  readonly primary: PrimaryMembershipOptions | undefined;

  /** What a secondary has to know of the primary; undefined elsewhere. */
  readonly secondary: SecondaryMembershipOptions | undefined;

  private constructor(
    role: GlobalMembership['role'],
    options: { primary?: PrimaryMembershipOptions; secondary?: SecondaryMembershipOptions },
  ) {
    this.role = role;
    this.primary = options.primary;
    this.secondary = options.secondary;
  }
}
