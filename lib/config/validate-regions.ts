import type { Problem } from '../validation/index.ts';
import {
  type Check,
  type CidrBlock,
  check,
  type Fields,
  fieldProblems,
  formatCidr,
  isFields,
  optional,
  overlap,
  parseCidr,
  startOf,
  suggestion,
  text,
  truth,
} from '../validation/index.ts';
import { regions as knownRegions } from './regions.ts';
import { certificateArn, existingProblems } from './validate-existing.ts';

/** Every mistake in the list of Regions: in each one, and between them. */
export function regionsProblems(regions: readonly unknown[]): Problem[] {
  return [
    ...regions.flatMap((region, index) => {
      const key = `regions[${index}]`;
      return isFields(region)
        ? [
            ...fieldProblems(key, region, regionChecks),
            ...zoneProblems(key, region),
            ...snapshotProblems(key, region),
            ...existingProblems(key, region),
          ]
        : [{ key, value: region, expected: 'an object', remedy: "write { name: 'eu-west-1' }" }];
    }),
    ...duplicateProblems(regions),
    ...overlapProblems(regions),
  ];
}

const regionChecks: Readonly<Record<string, Check>> = {
  name: (key, value) =>
    typeof value === 'string' && knownRegions.has(value)
      ? []
      : [
          {
            key,
            value,
            expected: 'an AWS Region of the commercial partition',
            remedy:
              (typeof value === 'string' && suggestion(value, knownRegions.keys())) ||
              'see lib/config/regions.ts for the Regions',
          },
        ],
  availabilityZones: optional(
    check(
      (value) => Array.isArray(value) && value.every((zone) => typeof zone === 'string'),
      'a list of Availability Zone names',
      'leave it out to take three from lib/config/regions.ts',
    ),
  ),
  acceptTwoAvailabilityZones: optional(truth),
  databaseSnapshot: optional(
    text(
      /^arn:aws:rds:[a-z0-9-]+:\d{12}:cluster-snapshot:\S+$/,
      'the ARN of a cluster snapshot in the commercial partition',
      'take it from the recovery points of the vault: docs/runbooks/restore.md',
    ),
  ),
  // Its keys are checked with what is beside it.
  vpc: () => [],
  certificateArn: optional(certificateArn),
  cidr: (key, value) => {
    if (value === undefined) return [];
    const range = rangeOf(value);
    const reserved = range && reservedRanges.find(({ block }) => overlap(block, range));
    if (range !== undefined && reserved === undefined) return [];
    const expected =
      reserved === undefined
        ? 'an IPv4 range of /16 to /22 that starts on its own boundary'
        : `a range outside of ${formatCidr(reserved.block)}, which is for ${reserved.use}`;
    const remedy = 'write it like 10.1.0.0/16, or leave it out to take the Region’s own';
    return [{ key, value, expected, remedy }];
  },
};

/**
 * Ranges in which no instance can have an address.
 * https://www.iana.org/assignments/iana-ipv4-special-registry/iana-ipv4-special-registry.xhtml
 * https://www.rfc-editor.org/rfc/rfc5771
 */
const reservedRanges: readonly { readonly block: CidrBlock; readonly use: string }[] = [
  { block: { address: 0, prefix: 8 }, use: '“this network”' },
  { block: { address: 127 * 2 ** 24, prefix: 8 }, use: 'loopback' },
  { block: { address: 169 * 2 ** 24 + 254 * 2 ** 16, prefix: 16 }, use: 'link-local addresses' },
  { block: { address: 224 * 2 ** 24, prefix: 4 }, use: 'multicast' },
  { block: { address: 240 * 2 ** 24, prefix: 4 }, use: 'future use' },
];

/** A range that a Region can have, as numbers. */
function rangeOf(value: unknown): CidrBlock | undefined {
  const range = typeof value === 'string' ? parseCidr(value) : undefined;
  if (range === undefined || range.prefix < 16 || range.prefix > 22) return undefined;
  return startOf(range) === range.address ? range : undefined;
}

/** A cluster is restored from a snapshot of its own Region: others are copied there first. */
function snapshotProblems(key: string, { name, databaseSnapshot }: Fields): Problem[] {
  const region = /^arn:aws:rds:([a-z0-9-]+):/.exec(String(databaseSnapshot))?.[1];
  if (region === undefined || region === name || typeof name !== 'string') return [];
  return [
    {
      key: `${key}.databaseSnapshot`,
      value: databaseSnapshot,
      expected: `a snapshot in ${name}`,
      remedy: 'copy it there first, or give the copy that the vault of this Region holds',
    },
  ];
}

function zoneProblems(key: string, region: Fields): Problem[] {
  const name = region.name;
  const facts = typeof name === 'string' ? knownRegions.get(name) : undefined;
  const zones = region.availabilityZones ?? facts?.availabilityZones;
  if (facts === undefined || !Array.isArray(zones)) return [];
  const zonesKey = `${key}.availabilityZones`;
  const foreign = zones
    .filter((zone) => typeof zone === 'string' && !new RegExp(`^${name}[a-z]$`).test(zone))
    .map((zone) => ({
      key: zonesKey,
      value: zone,
      expected: `the name of an Availability Zone in ${name}`,
      remedy: `use names such as ${facts.availabilityZones[0]}`,
    }));
  const distinct = new Set(zones).size;
  if (distinct < zones.length) {
    return [
      ...foreign,
      {
        key: zonesKey,
        value: zones,
        expected: 'each Availability Zone once',
        remedy: 'remove the repeated ones',
      },
    ];
  }
  if (distinct > 6) {
    return [
      ...foreign,
      {
        key: zonesKey,
        value: zones,
        expected: 'at most six Availability Zones, as many as any Region has',
        remedy: 'remove some: three survive the loss of one',
      },
    ];
  }
  const accepted = region.acceptTwoAvailabilityZones === true;
  if (distinct >= 3 || (distinct === 2 && accepted)) return foreign;
  return [
    ...foreign,
    {
      key: zonesKey,
      value: zones,
      expected: 'three or more Availability Zones',
      remedy:
        distinct === 2
          ? 'add one, or set acceptTwoAvailabilityZones to true: each zone then holds the whole ' +
            'peak, and nothing is redundant while one is impaired'
          : 'add zones: with fewer than two there is nothing to fail over to',
    },
  ];
}

function duplicateProblems(regions: readonly unknown[]): Problem[] {
  const names = regions.map((region) => (isFields(region) ? region.name : undefined));
  return names.flatMap((name, index) => {
    const first = names.indexOf(name);
    return name === undefined || first === index
      ? []
      : [
          {
            key: `regions[${index}].name`,
            value: name,
            expected: 'each Region once',
            remedy: `remove it: regions[${first}] is the same Region`,
          },
        ];
  });
}

function overlapProblems(regions: readonly unknown[]): Problem[] {
  const ranges = regions.map((region) => {
    if (!isFields(region)) return undefined;
    const name = region.name;
    const cidr =
      (isFields(region.vpc) ? region.vpc.cidr : region.cidr) ??
      (typeof name === 'string' ? knownRegions.get(name)?.cidr : undefined);
    const range = rangeOf(cidr);
    return range && { name, cidr, range };
  });
  return ranges.flatMap((later, index) =>
    ranges.slice(0, index).flatMap((earlier, first) =>
      later && earlier && later.name !== earlier.name && overlap(later.range, earlier.range)
        ? [
            {
              key: `regions[${index}].cidr`,
              value: later.cidr,
              expected: `a range that does not overlap with ${earlier.cidr} of regions[${first}]`,
              remedy: 'choose another, or leave it out: Regions that overlap can never be peered',
            },
          ]
        : [],
    ),
  );
}
