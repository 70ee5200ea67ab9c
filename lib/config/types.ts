import type { StageName } from './stages.ts';
import type { WorkloadConfig } from './workload.ts';

/** What the owner declares about a service, whichever strategy carries it. */
export interface ServiceConfig {
  /**
   * The service's name: the first part of every stack name and of every derived resource name.
   * 3 to 20 lower-case letters, digits and single hyphens, starting with a letter.
   */
  readonly name: string;

  /**
   * What it is for: `production`, or `development`, which is cheap and can be deleted without a
   * trace, and survives less. docs/development.md lists all that is off in it.
   *
   * For a deployment of its own, under a name of its own: where it is put over one that runs in
   * production, the deletion protection and the stacks of other Regions are gone with the deployment.
   * @default 'production'
   */
  readonly stage?: StageName;

  /**
   * The Regions in order of preference: the first one serves, or serves first. Strategies with one
   * Region use the first and leave the rest alone.
   *
   * The order is for good once it is deployed: roles swap by a switchover, and templates in which
   * they are swapped would replace what holds the data. Add Regions at the end, as
   * docs/runbooks/add-a-region.md says.
   *
   * With more than two, the recovery plan switches between the first two, since one holds no more;
   * docs/strategies.md says how the others are left and joined.
   */
  readonly regions: readonly RegionConfig[];

  /** Where the service is reached. */
  readonly domain: DomainConfig;

  /**
   * What runs on the instances: docs/application.md leads from a folder to a first request.
   * @default - a responder for health checks to try the architecture out, and nothing that consumes
   *   the queue; each synthesis says so
   */
  readonly workload?: WorkloadConfig;

  /**
   * What is to be in the database: docs/application.md says how two versions of a schema live side
   * by side.
   * @default - it begins empty; with a `workload`, the user `app` is made all the same
   */
  readonly database?: DatabaseConfig;

  /** How many instances carry the peak of the traffic with none to spare: 1 to 500. */
  readonly peakInstances: number;

  /**
   * The EC2 instance type that `peakInstances` counts.
   * @default 'm7g.large', in development 't4g.small'
   */
  readonly instanceType?: string;

  /**
   * The instance class of every Aurora instance, the same in all Regions, since any of them may
   * become the writer. Without the `db.` prefix.
   * @default 'r7g.large', in development 't4g.medium'
   */
  readonly databaseInstanceType?: string;

  /**
   * The node type of the cache, without the `cache.` prefix.
   * @default 'r7g.large', in development 't4g.micro'
   */
  readonly cacheNodeType?: string;

  /**
   * How many worker instances keep up with the queue at the peak, with none to spare: 1 to 500.
   * @default 1
   */
  readonly peakWorkers?: number;

  /**
   * The share of the peak that a warm standby Region carries without launching anything: above 0,
   * at most 1.
   * @default 0.5
   */
  readonly standbyFraction?: number;

  /** What the service promises; each is held against what the strategy can reach. */
  readonly objectives: ObjectivesConfig;

  /**
   * Who is told when something is wrong.
   * @default - nobody, and each synthesis warns of it
   */
  readonly alerts?: AlertsConfig;

  /**
   * How long a change to the service is watched before it goes on.
   * @default - ten minutes after the first instance, and ten after the last, in each Region
   */
  readonly deployments?: DeploymentsConfig;

  /**
   * The account that all stacks are deployed to, 12 digits.
   * @default - whichever account the credentials of `cdk deploy` belong to
   */
  readonly account?: string;

  /**
   * Tags for every resource.
   * @default - none
   */
  readonly tags?: Readonly<Record<string, string>>;
}

/** One Region, and what differs from the checked-in table for it. */
export interface RegionConfig {
  /** For example `eu-west-1`. */
  readonly name: string;

  /**
   * The Availability Zones to spread over, by the names that the account sees.
   * @default - three from the table in `lib/config/regions.ts`
   */
  readonly availabilityZones?: readonly string[];

  /**
   * Accepts two Availability Zones. With two, losing one leaves a single zone without any
   * redundancy for as long as the event lasts, and each zone must hold the whole peak.
   * @default false
   */
  readonly acceptTwoAvailabilityZones?: boolean;

  /**
   * The VPC's IPv4 range, /16 to /22. Ranges of different Regions must not overlap, so that the
   * Regions can be peered later.
   * @default - the Region's own /16 from the table in `lib/config/regions.ts`
   */
  readonly cidr?: string;

  /**
   * The snapshot that this Region's database is created from, by its ARN: how a cold Region gets
   * its data back. Leave it here for good afterwards, since without it CloudFormation would replace
   * the database with an empty one.
   * @default - the database begins empty, or as a replica
   */
  readonly databaseSnapshot?: string;

  /**
   * A VPC that is there already, with its subnets: docs/existing.md says what it has to have. It comes
   * with its zones, so `availabilityZones` is given beside it, and with its range, so `cidr` is not.
   * @default - a VPC of the architecture's own
   */
  readonly vpc?: VpcConfig;

  /**
   * A certificate of ACM that is there already, in this Region, by its ARN. It has to cover
   * `domain.recordName` and the Region's own name below it, such as `eu-west-1.app.example.com`.
   * @default - a certificate of the architecture's own, validated through the hosted zone
   */
  readonly certificateArn?: string;
}

/**
 * An existing VPC. Each list of subnets has one for each of the Region's `availabilityZones`, in
 * their order.
 */
export interface VpcConfig {
  /** For example `vpc-0123456789abcdef0`. */
  readonly id: string;
  /** Its IPv4 range, /16 to /28: connections to its endpoints are allowed by it. */
  readonly cidr: string;
  /** The subnets of the load balancer: they route to an internet gateway. */
  readonly publicSubnetIds: readonly string[];
  /** The subnets of the instances: they have a way out, each best one of its own zone. */
  readonly privateSubnetIds: readonly string[];
  /** The subnets of the database and the cache: those of the instances again, if there are no others. */
  readonly isolatedSubnetIds: readonly string[];
  /**
   * The NAT gateways whose alarms are wanted, in the order of the zones; none if it has none, or if
   * others watch them.
   */
  readonly natGatewayIds: readonly string[];
}

/** What is in the database. */
export interface DatabaseConfig {
  /**
   * A folder of SQL files, relative to where `cdk` runs. They are applied in the order of their
   * names, each once and in a transaction of its own, where the writer is, and before any instance
   * is replaced; one that fails, or has changed since it was applied, stops the deployment.
   *
   * They run as the master user. The user `app`, as whom instances connect, reads and writes rows of
   * the tables in the schema `public`.
   * @default - none
   */
  readonly migrations?: string;
}

/** The DNS name of the service. */
export interface DomainConfig {
  /** The public hosted zone, for example `example.com`. */
  readonly zoneName: string;

  /**
   * The hosted zone's id, for example `Z0123456789ABCDEFGHIJ`. Without it only the stack
   * that creates the zone can be synthesized; see `createHostedZone`.
   */
  readonly hostedZoneId?: string;

  /**
   * Whether a stack of the architecture owns the hosted zone, with Route 53 accelerated recovery. Deploy it
   * first, point the registrar at its name servers, and then set `hostedZoneId`: certificates are
   * validated through the zone, so the rest cannot be deployed before the zone answers.
   * @default false
   */
  readonly createHostedZone?: boolean;

  /** The service's name in the zone, for example `app.example.com`. */
  readonly recordName: string;

  /**
   * For what Route 53 leaves a Region, where another one can answer. `shallow`: its instances do not
   * answer. `serving`: they answer, and what they depend on does not, such as the database.
   *
   * `serving` helps where the other Region has all that it takes to serve: with `active-active`, or
   * for reads. A standby without a writer fails the same check until it is promoted, and while all
   * Regions fail it Route 53 answers as if none did. Canaries page for both.
   *
   * @default 'shallow' - what is wrong behind the instances is left to a person and the recovery plan
   */
  readonly healthCheck?: 'shallow' | 'serving';
}

/** The service's objectives. */
export interface ObjectivesConfig {
  /** The share of time in which the service answers, in percent, for example 99.95. */
  readonly availabilityPercent: number;

  /**
   * What the loss of a whole Region may cost. The templates are held against it when they are
   * synthesized: what they miss is an error.
   * @default - nothing is promised
   */
  readonly regionLoss?: RecoveryObjective;
}

/**
 * How long alarms watch a deployment in each Region: whole minutes, 10 to 720 each. Alarms need five
 * minutes to see a fault and dead letters ten, so less would watch nothing; CloudFormation gives an
 * update 36 hours, and instances have to be replaced in between.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatepolicy.html
 */
export interface DeploymentsConfig {
  /**
   * How long the first new instance serves beside the old ones before the others follow.
   * @default 10
   */
  readonly checkpointMinutes?: number;
  /**
   * How long all instances are new before the deployment counts as successful, and the next Region
   * follows.
   * @default 10
   */
  readonly bakeMinutes?: number;
}

/** Who is told, by severity. */
export interface AlertsConfig {
  /**
   * Who is woken. A chat wakes nobody, so a list of chat channels alone is warned of.
   * @default - nobody
   */
  readonly page?: readonly AlertRecipient[];
  /**
   * Who is told for working hours.
   * @default - nobody
   */
  readonly ticket?: readonly AlertRecipient[];
  /**
   * Where the runbooks can be read, as an address that works at three in the morning: alarms link
   * to their sections.
   * @default 'docs/runbooks', the place in the repository
   */
  readonly runbooks?: string;
}

/**
 * An e-mail address, an HTTPS endpoint, or a chat channel. The address of an endpoint goes into
 * templates, so one that looks as if it held a key, as those of PagerDuty and Opsgenie do, is refused:
 * keep it in a secret.
 */
export type AlertRecipient = string | EndpointRecipient | SlackRecipient | TeamsRecipient;

/**
 * An HTTPS endpoint of which whoever knows the address can raise alerts. CloudFormation reads the
 * address when it deploys, and neither the template nor its logs have it:
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-secretsmanager.html
 */
export interface EndpointRecipient {
  /** Where its address is. */
  readonly endpoint: {
    /**
     * The name of a secret of Secrets Manager that is the address and nothing else, in every Region of
     * the config and in us-east-1. CloudFormation does not notice when its value changes: keep a new
     * address under a new name.
     */
    readonly secret: string;
  };
}

/**
 * A channel of Slack. The workspace has to be authorized once, in the console:
 * https://docs.aws.amazon.com/chatbot/latest/adminguide/slack-setup.html
 */
export interface SlackRecipient {
  /** Which channel it is. */
  readonly slack: {
    /** As the console shows it after the authorization, for example `T0123456789`. */
    readonly workspaceId: string;
    /** The last part of the link to the channel, for example `C0123456789`. */
    readonly channelId: string;
  };
}

/**
 * A channel of Microsoft Teams. The team has to be authorized once, in the console:
 * https://docs.aws.amazon.com/chatbot/latest/adminguide/teams-setup.html
 */
export interface TeamsRecipient {
  /** Which channel it is. */
  readonly teams: {
    /** `tenantId` in the link to the channel. */
    readonly tenantId: string;
    /** `groupId` in the link to the channel. */
    readonly teamId: string;
    /** The part of the link after `/channel/`, as it stands there: `19%3a…%40thread.tacv2`. */
    readonly channelId: string;
  };
}

/** How long a recovery may take and how much it may lose. */
export interface RecoveryObjective {
  /** Recovery time objective: minutes from the failure until the service answers again. */
  readonly rtoMinutes: number;
  /** Recovery point objective: minutes of acknowledged writes that may be lost. */
  readonly rpoMinutes: number;
}
