import { regions } from './regions.ts';
import type { AlertsConfig, DomainConfig, EvenkeelConfig, RegionConfig } from './types.ts';

/** The config with every default filled in: what the strategies read. */
export interface Requirements
  extends Omit<Required<EvenkeelConfig>, 'regions' | 'domain' | 'account' | 'alerts'> {
  readonly alerts: Required<AlertsConfig>;
  readonly account: string | undefined;
  readonly regions: readonly RegionRequirements[];
  readonly domain: DomainRequirements;
}

export interface RegionRequirements extends Required<Omit<RegionConfig, 'databaseSnapshot'>> {
  readonly databaseSnapshot: string | undefined;
}

export interface DomainRequirements extends Omit<Required<DomainConfig>, 'hostedZoneId'> {
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
