import {
  type Declaration,
  matchesPath,
  type Recovery,
  type ResourceGraph,
  type ResourceNode,
  type Role,
  type Stage,
} from '../assembly/index.ts';
import { STRATEGY_SHORTHANDS, type StrategyShorthand } from './shorthands.ts';

/** What matters about a service when a Region is lost. */
export interface Properties {
  /**
   * Whether other Regions hold the data as it is written.
   *
   * @default - what `strategy` stands for
   */
  readonly liveData?: boolean;
  /**
   * Whether several Regions answer clients at the same time.
   *
   * @default - what `strategy` stands for
   */
  readonly sharedTraffic?: boolean;
  /**
   * What brings the service back.
   *
   * @default - what `strategy` stands for
   */
  readonly recovery?: Recovery;
}

/** How many instances or tasks carry the peak, with none to spare. */
export interface Peak {
  /**
   * Whose they are: the path of a construct, or a logical ID, with `*` for any name and `**` for any
   * path.
   */
  readonly resource: string;
  /** A whole number. */
  readonly instances: number;
}

/**
 * What is known about a service beside its templates. What was not declared is undefined, and never
 * guessed: rules that need it do not apply.
 */
export interface Profile extends Properties {
  readonly stage: Stage;
  /** The Regions of the service with their roles, as declared; else those of the stacks, without. */
  readonly regions: readonly ProfileRegion[];
  readonly peaks: readonly Peak[];
  readonly floors: Floors;
  readonly objectives: Objectives;
}

export interface ProfileRegion {
  readonly name: string;
  /** Undefined: not declared, and never guessed. */
  readonly role: Role | undefined;
}

/** The least that is enough. */
export interface Floors {
  /** Availability Zones of everything that serves. */
  readonly availabilityZones: number;
  /** Instances or tasks that must be left in a group when one of its Availability Zones is lost. */
  readonly capacityAfterZoneLoss: number;
  /**
   * The share of the peak that Regions which take over carry at once; where no peak is declared, of
   * the minimum of the Region that they take over from.
   */
  readonly standbyFraction: number;
  /** Days for which backups are kept. */
  readonly backupRetentionDays: number;
  /** Aurora capacity units below which a serverless database starts cold. */
  readonly serverlessCapacityUnits: number;
}

/** What the service promises; undefined: nothing is promised, and rules about it do not apply. */
export interface Objectives {
  /** Recovery time objective: the longest that the service is away when its Region is lost. */
  readonly rtoSeconds: number | undefined;
  /** Recovery point objective: the most that was written and is lost with the Region. */
  readonly rpoSeconds: number | undefined;
  /** Time in which an impaired target has to be noticed; undefined: nothing is promised. */
  readonly detectionSeconds: number | undefined;
  /** The longest that one request takes. */
  readonly requestSeconds: number;
}

/** What an owner may declare; all of it is optional. */
export interface ProfileOptions extends Properties {
  /**
   * What the service is for. The report says once that it is judged as `development`, and which rules
   * were left out.
   *
   * @default 'production' - all rules apply
   */
  readonly stage?: Stage;
  /**
   * A name for what happens when a Region is lost: it stands for `liveData`, `sharedTraffic`,
   * `recovery` and `floors.standbyFraction`, and what is declared beside it counts instead.
   *
   * @default - undeclared: rules that depend on it do not apply, and the coverage says so
   */
  readonly strategy?: StrategyShorthand;
  /**
   * The Regions of the service, and what each is for.
   *
   * @default - the Regions of the stacks, with a role only if there is just one: `primary`
   */
  readonly regions?: readonly { readonly name: string; readonly role?: Role }[];
  /**
   * What the peak takes: Regions that take over are held against it.
   *
   * @default - unknown: they are held against what the Region runs that they take over from
   */
  readonly peaks?: readonly Peak[];
  /**
   * The least that is enough.
   *
   * @default - 2 Availability Zones, 1 instance left when one is lost, 7 days of backups, 1 Aurora
   *   capacity unit, and the share of the primary's minimum that `strategy` stands for: half for
   *   `warm-standby`, all for `active-active`, else none
   */
  readonly floors?: Partial<Floors>;
  /**
   * What the service promises.
   *
   * @default - no RTO, no RPO and no time in which an impaired target is noticed, which is held
   *   against the load balancer's default of two checks, 30 seconds apart; 5 seconds for a request,
   *   the least that AWS recommends for the deregistration delay, for services that answer within a
   *   second
   *   (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/load-balancer-connection-draining.html)
   */
  readonly objectives?: Partial<Objectives>;
}

/** What a cloud assembly declares, as options: what is declared beside it counts instead. */
export function withDeclaration<T extends ProfileOptions>(
  options: T,
  declaration: Declaration | undefined,
): T {
  if (declaration === undefined) return options;
  const { strategy, floors, objectives } = options;
  const { stage, regions, liveData, sharedTraffic, recovery, peaks, standbyFraction } = declaration;
  const { rtoMinutes, rpoMinutes } = declaration.objectives?.regionLoss ?? {};
  return {
    ...defined({ stage, regions, peaks }),
    // The name of a strategy says all of it anew.
    ...(strategy === undefined && defined({ liveData, sharedTraffic, recovery })),
    ...options,
    floors: { ...(strategy === undefined && defined({ standbyFraction })), ...floors },
    objectives: {
      ...(rtoMinutes !== undefined && { rtoSeconds: rtoMinutes * 60 }),
      ...(rpoMinutes !== undefined && { rpoSeconds: rpoMinutes * 60 }),
      ...objectives,
    },
  };
}

function defined<T extends object>(values: T): Partial<T> {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Partial<T>;
}

/**
 * The profile of what was declared, completed with defaults and with what templates say for sure.
 *
 * Roles are never guessed: which of two Regions is the primary one changes with each switchover.
 */
export function createProfile(options: ProfileOptions, graph: ResourceGraph): Profile {
  const { strategy, floors, objectives } = options;
  const implied = strategy && STRATEGY_SHORTHANDS[strategy];
  const serving = servingRegions(graph);
  return {
    stage: options.stage ?? 'production',
    liveData: options.liveData ?? implied?.liveData,
    sharedTraffic: options.sharedTraffic ?? implied?.sharedTraffic,
    recovery: options.recovery ?? implied?.recovery,
    regions:
      options.regions?.map(({ name, role }) => ({ name, role })) ??
      serving.map((name) => ({ name, role: serving.length === 1 ? 'primary' : undefined })),
    peaks: options.peaks ?? [],
    floors: {
      // Two zones survive the loss of one, if each carries the whole load.
      availabilityZones: floors?.availabilityZones ?? 2,
      capacityAfterZoneLoss: floors?.capacityAfterZoneLoss ?? 1,
      standbyFraction: floors?.standbyFraction ?? implied?.standbyFraction ?? 0,
      // A week leaves time to notice damage that a weekend and a holiday hid.
      backupRetentionDays: floors?.backupRetentionDays ?? 7,
      // Below this, a database that takes over starts with an empty cache and little memory.
      serverlessCapacityUnits: floors?.serverlessCapacityUnits ?? 1,
    },
    objectives: {
      rtoSeconds: objectives?.rtoSeconds,
      rpoSeconds: objectives?.rpoSeconds,
      detectionSeconds: objectives?.detectionSeconds,
      // What the guide of ECS takes for a service whose requests end within a second.
      requestSeconds: objectives?.requestSeconds ?? 5,
    },
  };
}

/** Types that a request passes through: where there is none of them, nothing is served from. */
const SERVING_TYPES = [
  'AWS::ApiGateway::RestApi',
  'AWS::ApiGatewayV2::Api',
  'AWS::AutoScaling::AutoScalingGroup',
  'AWS::DynamoDB::GlobalTable',
  'AWS::DynamoDB::Table',
  'AWS::EC2::Instance',
  'AWS::EC2::VPC',
  'AWS::ECS::Service',
  'AWS::EKS::Cluster',
  'AWS::ElastiCache::ReplicationGroup',
  'AWS::ElasticLoadBalancingV2::LoadBalancer',
  'AWS::RDS::DBCluster',
  'AWS::RDS::DBInstance',
  'AWS::SQS::Queue',
] as const;

/**
 * The Regions that a service runs in, sorted. A Region that holds but what belongs there for its
 * own sake, as records, certificates and metrics of Route 53 do in us-east-1, is none of them;
 * if there is no other, all are.
 */
function servingRegions(graph: ResourceGraph): readonly string[] {
  const serving = new Set(graph.resourcesOf(...SERVING_TYPES).map(({ region }) => region));
  const found = graph.regions.filter((region) => serving.has(region));
  return found.length > 0 ? found : graph.regions;
}

/** Whether something runs in the Regions that take over, before they do. */
export function computeStandsBy({ sharedTraffic, floors }: Profile): boolean {
  return sharedTraffic === true || floors.standbyFraction > 0;
}

/** What was declared to carry the peak, for a resource; undefined: nothing was. */
export function peakOf({ peaks }: Profile, node: ResourceNode): number | undefined {
  return peaks.find((peak) => isOf(peak, node))?.instances;
}

/** What was declared to carry the peak of resources that are not there, mostly by a misspelt name. */
export function unusedPeaks({ peaks }: Profile, graph: ResourceGraph): readonly Peak[] {
  return peaks.filter((peak) => !graph.nodes.some((node) => isOf(peak, node)));
}

function isOf({ resource }: Peak, { constructPath = '', logicalId, id }: ResourceNode): boolean {
  return [constructPath, logicalId, id].some((name) => matchesPath(resource, name));
}
