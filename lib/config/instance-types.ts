import { type Check, nearest } from '../validation/index.ts';

/** What a kind of instance may be, for messages and for the check. */
interface Kind {
  readonly example: string;
  /** Letters that a family begins with, before its generation. */
  readonly series: readonly string[];
  readonly sizes: readonly string[];
}

const MULTIPLES = [2, 3, 4, 6, 8, 9, 10, 12, 16, 18, 24, 32, 48, 56, 96, 112, 224, 480].map(
  (times) => `${times}xlarge`,
);
const SIZES = ['micro', 'small', 'medium', 'large', 'xlarge', ...MULTIPLES];

/**
 * Series and sizes change once in years, families several times a year, so that families are
 * judged by their form: https://docs.aws.amazon.com/ec2/latest/instancetypes/instance-type-names.html
 */
const EC2: Kind = {
  example: 'm7g.large',
  // Groups launch no Macs, which need hosts of their own, and the CDK does not read the names of
  // high-memory instances (u-6tb1.metal).
  series: 'a c d dl f g gr h hpc i im inf is m p r t trn vt x z'.split(' '),
  sizes: ['nano', ...SIZES, 'metal', ...[16, 24, 32, 48, 96].map((size) => `metal-${size}xl`)],
};

/** https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.DBInstanceClass.Types.html */
const AURORA: Kind = { example: 'r7g.large', series: ['r', 't', 'x'], sizes: SIZES };

/** https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheNodes.SupportedTypes.html */
const ELASTICACHE: Kind = { example: 'r7g.large', series: ['c', 'm', 'r', 't'], sizes: SIZES };

export const instanceType = checkOf(EC2, 'an EC2 instance type');
export const databaseInstanceType = checkOf(AURORA, 'an instance class of Aurora without db.');
export const cacheNodeType = checkOf(ELASTICACHE, 'a node type of ElastiCache without cache.');

function checkOf(kind: Kind, what: string): Check {
  return (key, value) => {
    if (typeof value === 'string' && isOf(kind, value)) return [];
    const near = typeof value === 'string' ? correct(kind, value) : undefined;
    const series = kind === EC2 ? '' : `, of the series ${kind.series.join(', ')}`;
    const isOther = typeof value === 'string' && isOf(EC2, value);
    const otherwise = isOther
      ? `choose one such as ${kind.example}`
      : 'write family and size with a dot between them';
    return [
      {
        key,
        value,
        expected: `${what}, such as ${kind.example}${series}`,
        remedy: near ? `did you mean ${near}?` : otherwise,
      },
    ];
  };
}

function isOf({ series, sizes }: Kind, value: string): boolean {
  const [family = '', size = '', ...more] = value.split('.');
  // Series, generation, what is special about it; a dash and more, as in m7i-flex.
  const letters = /^([a-z]+?)(?:1?\d[a-z]{0,4}(?:-[a-z0-9]+)?)$/.exec(family)?.[1];
  return more.length === 0 && series.includes(letters ?? '') && sizes.includes(size);
}

/** What was probably meant: a slip in the size, in the case, or in the order of a family's letters. */
function correct(kind: Kind, value: string): string | undefined {
  const plain = value
    .trim()
    .toLowerCase()
    .replace(/^(?:db|cache)\./, '');
  const [family = '', size = ''] = plain.split('.');
  const families = [family, family.replace(/^([a-z])([a-z]+)(\d)$/, '$1$3$2')];
  const near = nearest(size, kind.sizes);
  const candidates = families.flatMap((one) =>
    [size, near].map((either) => `${one}.${either ?? ''}`),
  );
  return candidates.find((candidate) => isOf(kind, candidate));
}
