import { regions } from './regions.ts';
import type {
  AlertsConfig,
  DeploymentsConfig,
  DomainConfig,
  EvenkeelConfig,
  RegionConfig,
} from './types.ts';

/** The config with every default filled in: what the strategies read. */
export interface Requirements
  extends Omit<
    Required<EvenkeelConfig>,
    'regions' | 'domain' | 'account' | 'alerts' | 'deployments'
  > {
  /** Who is told, with where the runbooks are. */
  readonly alerts: Required<AlertsConfig>;
  /** For how long a deployment is watched. */
  readonly deployments: Required<DeploymentsConfig>;
  /** The AWS account, 12 digits; `undefined`: that of the credentials at deployment. */
  readonly account: string | undefined;
  /** The Regions in order of preference. */
  readonly regions: readonly RegionRequirements[];
  /** Under which name the service answers. */
  readonly domain: DomainRequirements;
}

/** What one Region is given, with every default filled in. */
export interface RegionRequirements extends Required<Omit<RegionConfig, 'databaseSnapshot'>> {
  /** The ARN of the snapshot that its database is created from; `undefined`: an empty one. */
  readonly databaseSnapshot: string | undefined;
}

/** The name of the service, with every default filled in. */
export interface DomainRequirements extends Omit<Required<DomainConfig>, 'hostedZoneId'> {
  /** The hosted zone that exists already; `undefined`: it is defined, or found by name. */
  readonly hostedZoneId: string | undefined;
}

/**
 * Three Availability Zones: losing one leaves two, which are still redundant, and costs half of the
 * peak in spare capacity, where two zones cost the whole of it.
 * https://aws.amazon.com/builders-library/static-stability-using-availability-zones/
 */
const zonesPerRegion = 3;

/** Fills in the defaults of a valid config. */
export function requirementsOf(config: EvenkeelConfig): Requirements {
  return {
    // Graviton, a current generation, and not burstable: a burstable instance that has spent its
    // credits is slow just when the survivors of a failure carry more.
    instanceType: 'm7g.large',
    databaseInstanceType: 'r7g.large',
    cacheNodeType: 'r7g.large',
    peakWorkers: 1,
    standbyFraction: 0.5,
    tags: {},
    ...config,
    account: config.account,
    regions: config.regions.map(regionRequirements),
    alerts: { page: [], ticket: [], runbooks: 'docs/runbooks', ...config.alerts },
    // Twice what alarms on requests need, so that a fault which grows slowly is seen as well.
    deployments: { checkpointMinutes: 10, bakeMinutes: 10, ...config.deployments },
    domain: { createHostedZone: false, hostedZoneId: undefined, ...config.domain },
  };
}

function regionRequirements(region: RegionConfig): RegionRequirements {
  const facts = regions.get(region.name);
  return {
    availabilityZones: facts?.availabilityZones.slice(0, zonesPerRegion) ?? [],
    cidr: facts?.cidr ?? '',
    acceptTwoAvailabilityZones: false,
    databaseSnapshot: undefined,
    ...region,
  };
}
