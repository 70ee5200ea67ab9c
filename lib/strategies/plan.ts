import type { RegionRequirements, Requirements } from '../config/requirements.ts';

/**
 * What is to be built, as plain data: the requirements as they are, and what a strategy makes of
 * them. The stacks read it; nothing that reads it asks which strategy wrote it.
 */
export interface Plan extends Omit<Requirements, 'regions' | 'deployments'> {
  /** How DNS chooses among the Regions that hold the service. */
  readonly routing: RoutingMode;
  /** How a change reaches the instances. */
  readonly deployments: DeploymentPlan;
  /** The Regions whose buckets do not exist yet, so that nothing can replicate to them. */
  readonly bucketsToCome: readonly string[];
  /** One record for each Region, in order of preference. */
  readonly regions: readonly RegionPlan[];
}

/** In which order Regions are deployed, and for how long each is watched. */
export type DeploymentPlan = Requirements['deployments'] & {
  /**
   * The Regions that hold the service, one after the other: whichever users would miss least comes
   * first, and when it fails the others are left as they are.
   */
  readonly order: readonly string[];
};

/**
 * `alias`: there is one Region to answer with. `failover`: the first healthy one in order.
 * `latency`: the healthy one that is nearest to the client.
 */
export type RoutingMode = 'alias' | 'failover' | 'latency';

/** What one Region holds, and what is done there when another is lost. */
export interface RegionPlan extends Omit<RegionRequirements, 'name'> {
  /** The Region's name, such as `eu-west-1`. */
  readonly region: string;
  /** What it is for, until the first switchover. */
  readonly role: RegionRole;
  /** The service with its state; absent where a Region holds nothing but copies of backups. */
  readonly service?: ServicePlan;
  /** What is done here, in order, when a Region that serves is lost. */
  readonly recovery: readonly RecoveryStep[];
}

/** `primary` serves and owns the writer; `active` serves; `standby` takes over. */
export type RegionRole = 'primary' | 'active' | 'standby';

/** The service in one Region, with its state. */
export interface ServicePlan {
  /**
   * The share of the peak that it carries when another Region is lost, without launching anything:
   * 0 to 1. Where several Regions share the traffic, it is what those that are left carry together.
   */
  readonly share: number;
  /** Instances behind the load balancer. */
  readonly compute: Capacity;
  /** Instances that consume this Region's queue. */
  readonly workers: Capacity;
  /** The Aurora cluster. */
  readonly database: DatabasePlan;
  /** Nodes in each shard of the cache, the primary included. */
  readonly cacheNodes: number;
  /** What is kept in case of mistakes, and where. */
  readonly backup: BackupPlan;
}

/**
 * Backups undo what replication carries along, mistakes and deletions, and where nothing is
 * replicated they are all that is left of a lost Region.
 */
export interface BackupPlan {
  /** The Regions that get a copy of each backup. */
  readonly copyTo: readonly string[];
  /** How many minutes of writes the copies may lack: it decides how often backups are taken. */
  readonly objectiveMinutes: number;
}

/** The bounds of an Auto Scaling group, in instances. */
export interface Capacity {
  /** What runs at any time. */
  readonly minimum: number;
  /** What may run while instances are replaced, or after a failover. */
  readonly maximum: number;
}

/** The Aurora cluster of one Region. */
export interface DatabasePlan {
  /** `single`: a cluster of its own. `primary` and `secondary`: members of the Global Database. */
  readonly membership: 'single' | 'primary' | 'secondary';
  /** Database instances, the writer included; 0: storage without compute. */
  readonly instances: number;
  /** The ARN of the snapshot that the cluster was, or is to be, created from. */
  readonly restoreFrom?: string;
  /** Whether this Region's readers accept writes and forward them to the writer. */
  readonly writeForwarding: boolean;
}

/**
 * The steps of a Regional recovery. `redeploy`: the templates are deployed with this Region first.
 * `restore-backup`: the newest copy becomes the database. `promote-database`: the secondary becomes
 * the writer. `scale-compute`: instances are launched up to the full peak. `shift-traffic`: DNS
 * answers with this Region.
 */
export type RecoveryStep =
  | 'redeploy'
  | 'restore-backup'
  | 'promote-database'
  | 'scale-compute'
  | 'shift-traffic';
