/**
 * What a stage can do without. Each is `true` in production, which nothing weakens;
 * docs/development.md says what of the templates each of them takes away in development.
 */
export interface Safeguards {
  /** The Regions after the first, and with them all that recovers from the loss of a Region. */
  readonly otherRegions: boolean;
  /** A NAT gateway, and an address of each interface endpoint, in every Availability Zone. */
  readonly zonalWaysOut: boolean;
  /** Instances of a size that is not slow when it carries more than its share for long. */
  readonly fullSizes: boolean;
  /** What holds data, keys or logs cannot be deleted by mistake, and outlives its stack. */
  readonly protection: boolean;
  /** A vault, backups in it with their alarms, and tests that restore them. */
  readonly backups: boolean;
  /** Fault injection experiments, and the tags that allow them. */
  readonly drills: boolean;
  /** Canaries that call the service from where its users might be. */
  readonly canaries: boolean;
}

/** The name of a stage, as `stage` in the config takes it. */
export type StageName = 'production' | 'development';

/**
 * The stages by name, with what each has: the one list of what is off in development. Nothing else
 * asks which stage it is: it asks for a safeguard.
 */
export const stages: Readonly<Record<StageName, Safeguards>> = {
  production: {
    otherRegions: true,
    zonalWaysOut: true,
    fullSizes: true,
    protection: true,
    backups: true,
    drills: true,
    canaries: true,
  },
  development: {
    otherRegions: false,
    zonalWaysOut: false,
    fullSizes: false,
    protection: false,
    backups: false,
    drills: false,
    canaries: false,
  },
};

// Graviton, a current generation, and not burstable: a burstable instance that has spent its
// credits is slow just when the survivors of a failure carry more.
const full = {
  instanceType: 'm7g.large',
  databaseInstanceType: 'r7g.large',
  cacheNodeType: 'r7g.large',
};

// The same architecture of processor; t4g.medium is the smallest class that Aurora has of it.
// https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.DBInstanceClass.Types.html
const small = {
  instanceType: 't4g.small',
  databaseInstanceType: 't4g.medium',
  cacheNodeType: 't4g.micro',
};

/** The types of what runs, where the config does not name them. */
export function sizesWith({ fullSizes }: Safeguards): typeof full {
  return fullSizes ? full : small;
}
