/** What the architecture needs to know about a Region without asking AWS. */
export interface RegionFacts {
  /** The Region's Availability Zones by name, in the order in which they are taken. */
  readonly availabilityZones: readonly string[];
  /** The Region's /16 unless the config says otherwise. Bound to the Region, not to its place in the config, since places swap. */
  readonly cidr: string;
  /** Whether an account has to enable it before anything can be deployed there. */
  readonly isOptIn: boolean;
}

/**
 * The letters of each Region's Availability Zones, in the order in which they are taken. A zone
 * that new accounts do not get, or that lacks current instance types (`us-east-1e`), is left out;
 * an account that sees others names them in its config.
 *
 * The place in this list also gives the Region its default address range: add Regions at the end.
 *
 * Regions of the commercial partition, from
 * https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html and
 * https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-availability-zones.html
 * (read 2026-11-21). China and GovCloud are not in it: global tables, Global Databases and
 * Route 53 health checks do not cross partitions.
 */
const zoneLetters: readonly (readonly [region: string, letters: string])[] = [
  ['us-east-1', 'abcdf'],
  ['us-east-2', 'abc'],
  ['us-west-1', 'ac'],
  ['us-west-2', 'abcd'],
  ['af-south-1', 'abc'],
  ['ap-east-1', 'abc'],
  ['ap-south-1', 'abc'],
  ['ap-south-2', 'abc'],
  ['ap-northeast-1', 'acd'],
  ['ap-northeast-2', 'abcd'],
  ['ap-northeast-3', 'abc'],
  ['ap-southeast-1', 'abc'],
  ['ap-southeast-2', 'abc'],
  ['ap-southeast-3', 'abc'],
  ['ap-southeast-4', 'abc'],
  ['ap-southeast-5', 'abc'],
  ['ap-southeast-7', 'abc'],
  ['ca-central-1', 'abd'],
  ['ca-west-1', 'abc'],
  ['eu-central-1', 'abc'],
  ['eu-central-2', 'abc'],
  ['eu-north-1', 'abc'],
  ['eu-south-1', 'abc'],
  ['eu-south-2', 'abc'],
  ['eu-west-1', 'abc'],
  ['eu-west-2', 'abc'],
  ['eu-west-3', 'abc'],
  ['il-central-1', 'abc'],
  ['me-central-1', 'abc'],
  ['me-south-1', 'abc'],
  ['mx-central-1', 'abc'],
  ['sa-east-1', 'abc'],
  ['ap-east-2', 'abc'],
  ['ap-southeast-6', 'abc'],
];

/**
 * The Regions that every account has. The list is closed: those launched after 20 March 2019 have to
 * be enabled for an account first.
 * https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html
 */
const everyAccountHas: ReadonlySet<string> = new Set(
  [
    'us-east-1 us-east-2 us-west-1 us-west-2 ca-central-1 sa-east-1',
    'eu-central-1 eu-west-1 eu-west-2 eu-west-3 eu-north-1',
    'ap-south-1 ap-northeast-1 ap-northeast-2 ap-northeast-3 ap-southeast-1 ap-southeast-2',
  ].flatMap((line) => line.split(' ')),
);

/** The Regions that the architecture can be deployed to. */
export const regions: ReadonlyMap<string, RegionFacts> = new Map(
  zoneLetters.map(([region, letters], index) => [
    region,
    {
      availabilityZones: [...letters].map((letter) => `${region}${letter}`),
      cidr: `10.${index}.0.0/16`,
      isOptIn: !everyAccountHas.has(region),
    },
  ]),
);
