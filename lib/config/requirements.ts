import { regions } from './regions.ts';
import { type Safeguards, sizesWith, stages } from './stages.ts';
import type {
  AlertsConfig,
  DeploymentsConfig,
  DomainConfig,
  RegionConfig,
  ServiceConfig,
} from './types.ts';
import type { ChecksConfig, WorkloadConfig, WorkloadSettings } from './workload.ts';

/**
 * The config with every default filled in: what the strategies read. What has no default may still
 * be missing.
 */
export interface Requirements
  extends Required<Omit<ServiceConfig, 'account' | 'workload' | 'database'>>,
    Pick<ServiceConfig, 'account' | 'database'> {
  /** What runs on the instances; without it, what the architecture is tried out with. */
  readonly workload?: WorkloadRequirements;
  /** Who is told, with where the runbooks are. */
  readonly alerts: Required<AlertsConfig>;
  /** For how long a deployment is watched. */
  readonly deployments: Required<DeploymentsConfig>;
  /** The Regions in order of preference. */
  readonly regions: readonly RegionRequirements[];
  /** Under which name the service answers. */
  readonly domain: DomainRequirements;
  /** What its stage has, and what it does without. */
  readonly safeguards: Safeguards;
}

/** What one Region is given, with every default filled in. */
export interface RegionRequirements
  extends Required<Omit<RegionConfig, 'databaseSnapshot' | 'vpc' | 'certificateArn'>>,
    Pick<RegionConfig, 'databaseSnapshot' | 'vpc' | 'certificateArn'> {}

/** What runs on the instances, with every default filled in. */
export type WorkloadRequirements = WorkloadConfig &
  Required<Omit<WorkloadSettings, 'metricsNamespace'>> & {
    /** Where it is asked how it is. */
    readonly checks: Required<ChecksConfig>;
  };

/** The name of the service, with every default filled in. */
export interface DomainRequirements
  extends Required<Omit<DomainConfig, 'hostedZoneId'>>,
    Pick<DomainConfig, 'hostedZoneId'> {}

const defaults = {
  stage: 'production' as const,
  peakWorkers: 1,
  standbyFraction: 0.5,
  tags: {},
  alerts: {},
  deployments: {},
};

const alertsDefaults = { page: [], ticket: [], runbooks: 'docs/runbooks' };

// Twice what alarms on requests need, so that a fault which grows slowly is seen as well.
const deploymentsDefaults = { checkpointMinutes: 10, bakeMinutes: 10 };

const domainDefaults = { createHostedZone: false, healthCheck: 'shallow' } as const;

// What the console gives an instance, and enough for one that installs something first.
const workloadDefaults = { environment: {}, secrets: [], traces: false, startupMinutes: 5 };

/**
 * Three Availability Zones: losing one leaves two, which are still redundant, and costs half of the
 * peak in spare capacity, where two zones cost the whole of it.
 * https://aws.amazon.com/builders-library/static-stability-using-availability-zones/
 */
const zonesPerRegion = 3;

function regionDefaults({ name, vpc }: RegionConfig) {
  const facts = regions.get(name);
  return {
    availabilityZones: facts?.availabilityZones.slice(0, zonesPerRegion) ?? [],
    cidr: vpc?.cidr ?? facts?.cidr ?? '',
    acceptTwoAvailabilityZones: false,
  };
}

function withWorkloadDefaults(workload: WorkloadConfig): WorkloadRequirements {
  const { checks } = workload;
  return {
    ...workloadDefaults,
    ...workload,
    checks: { serving: checks.shallow, ...checks },
  };
}

/** Fills in the defaults of a valid config. */
export function requirementsOf({ workload, ...config }: ServiceConfig): Requirements {
  const safeguards = stages[config.stage ?? defaults.stage];
  return {
    ...defaults,
    ...sizesWith(safeguards),
    ...config,
    safeguards,
    ...(workload && { workload: withWorkloadDefaults(workload) }),
    regions: config.regions.map((region) => ({ ...regionDefaults(region), ...region })),
    alerts: { ...alertsDefaults, ...config.alerts },
    deployments: { ...deploymentsDefaults, ...config.deployments },
    domain: { ...domainDefaults, ...config.domain },
  };
}
