import { type Check, nearest, type Problem } from '../validation/index.ts';
import { AURORA_CLASSES, CACHE_NODE_TYPES, EC2_TYPES } from './instance-table.ts';

type Table = Readonly<Record<string, string>>;

/** What a kind of instance may be, for messages and for the check. */
interface Kind {
  readonly what: string;
  readonly example: string;
  /** The sizes of each family. */
  readonly table: Table;
  /** Why a type that exists cannot be taken, and what to do. */
  readonly excluded?: (type: string) => Pick<Problem, 'expected' | 'remedy'> | undefined;
}

const ec2: Kind = {
  what: 'an EC2 instance type',
  example: 'm7g.large',
  table: EC2_TYPES,
  excluded: (type) => {
    // https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-mac-instances.html
    if (type.startsWith('mac')) {
      return {
        expected: 'an instance type that starts without a Dedicated Host, and runs Amazon Linux',
        remedy: 'choose one such as m7g.large',
      };
    }
    // The pattern by which `ec2.InstanceType` tells the processor, and with it the image.
    if (/^[a-z]+\d{1,2}[a-z-]*\.[a-z0-9-]+$/.test(type)) return undefined;
    return {
      expected: 'an instance type from whose name the CDK can tell the processor',
      remedy: 'choose one such as r8i.96xlarge or m7g.large',
    };
  },
};

const aurora: Kind = {
  what: 'an instance class of Aurora PostgreSQL without db.',
  example: 'r7g.large',
  table: AURORA_CLASSES,
};

const elastiCache: Kind = {
  what: 'a node type of ElastiCache without cache.',
  example: 'r7g.large',
  table: CACHE_NODE_TYPES,
};

export const instanceType = checkOf(ec2);
export const databaseInstanceType = checkOf(aurora);
export const cacheNodeType = checkOf(elastiCache);

/** The types of a config that its checks let through although the table does not have them. */
export function unlistedTypes(config: {
  readonly instanceType: string;
  readonly databaseInstanceType: string;
  readonly cacheNodeType: string;
}): { readonly key: keyof typeof config; readonly type: string }[] {
  const kinds = { instanceType: ec2, databaseInstanceType: aurora, cacheNodeType: elastiCache };
  return (['instanceType', 'databaseInstanceType', 'cacheNodeType'] as const)
    .filter((key) => !isListed(kinds[key], config[key]))
    .map((key) => ({ key, type: config[key] }));
}

function checkOf(kind: Kind): Check {
  return (key, value) => {
    const excluded = typeof value === 'string' && isFormed(value) && kind.excluded?.(value);
    if (excluded) return [{ key, value, ...excluded }];
    if (typeof value === 'string' && (isListed(kind, value) || mayBeNew(kind, value))) return [];
    const { what, example } = kind;
    return [
      { key, value, expected: `${what}, such as ${example}`, remedy: remedyFor(kind, value) },
    ];
  };
}

/** Whether it is made as names of types are, of any series. */
function isFormed(type: string): boolean {
  return isListed(ec2, type) || /^(mac|u)[\w-]*\.\w+$/.test(type);
}

function sizesOf({ table }: Kind, family: string): readonly string[] {
  return Object.hasOwn(table, family) ? (table[family]?.split(' ') ?? []) : [];
}

function isListed(kind: Kind, type: string): boolean {
  const [family = '', size = '', ...more] = type.split('.');
  return more.length === 0 && sizesOf(kind, family).includes(size);
}

/**
 * Whether a type can have come after the table: families and sizes are added to the two newest
 * generations of a series, and names are made by one rule.
 * https://docs.aws.amazon.com/ec2/latest/instancetypes/instance-type-names.html
 */
function mayBeNew(kind: Kind, type: string): boolean {
  const [family = '', size = '', ...more] = type.split('.');
  const [, series = '', generation = ''] = /^([a-z]+)(1?\d)[a-z]{0,4}(-flex)?$/.exec(family) ?? [];
  const families = Object.keys(kind.table);
  const newest = Math.max(
    ...families.map((other) => Number(new RegExp(`^${series}(\\d+)`).exec(other)?.[1] ?? 0)),
  );
  const sizes = new Set(families.flatMap((other) => sizesOf(kind, other)));
  return (
    more.length === 0 &&
    series !== '' &&
    newest > 0 &&
    Number(generation) >= newest - 1 &&
    sizes.has(size)
  );
}

function remedyFor(kind: Kind, value: unknown): string {
  if (typeof value !== 'string') return 'write family and size with a dot between them';
  const near = correct(kind, value);
  if (near !== undefined) return `did you mean ${near}?`;
  const sizes = sizesOf(kind, value.split('.')[0] ?? '');
  if (sizes.length > 0) return `choose one of its sizes: ${sizes.join(', ')}`;
  const isOther = isListed(ec2, value) || mayBeNew(ec2, value);
  return isOther
    ? `choose one of ${Object.keys(kind.table).join(', ')}`
    : 'write family and size with a dot between them';
}

/** What was probably meant: a slip in the size, in the case, or in the order of a family's letters. */
function correct(kind: Kind, value: string): string | undefined {
  const plain = value
    .trim()
    .toLowerCase()
    .replace(/^(?:db|cache)\./, '');
  const [family = '', size = ''] = plain.split('.');
  const families = [family, family.replace(/^([a-z])([a-z]+)(\d)$/, '$1$3$2')];
  const candidates = families.flatMap((one) => {
    const near = nearest(size, sizesOf(kind, one));
    return [size, near].map((either) => `${one}.${either ?? ''}`);
  });
  return candidates.find((candidate) => isListed(kind, candidate));
}
