import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  prefixFor,
  subnetLayout,
  survivingAddresses,
  whyNotCidr,
} from '../../../constructs/network/subnet-layout.ts';

// The tests reckon with ranges of addresses, not with the functions of the code under test.
interface Range {
  readonly first: number;
  readonly last: number;
}

function range(cidr: string): Range {
  const [address = '', prefix] = cidr.split('/');
  const first = Buffer.from(address.split('.').map(Number)).readUInt32BE();
  return { first, last: first + 2 ** (32 - Number(prefix)) - 1 };
}

/** What AWS leaves of a subnet. */
function usable(cidr: string): number {
  const { first, last } = range(cidr);
  return last - first + 1 - 5;
}

const prefixes = fc.integer({ min: 16, max: 22 });
const azCounts = fc.integer({ min: 2, max: 6 });
const cidrs = fc
  .record({ prefix: prefixes, address: fc.integer({ min: 0, max: 2 ** 32 - 1 }) })
  .map(({ prefix, address }) => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(address - (address % 2 ** (32 - prefix)));
    return `${[...bytes].join('.')}/${prefix}`;
  });

describe('for 2 to 6 AZs and any block from /16 to /22', () => {
  test('there is a subnet of each kind in each AZ', () => {
    fc.assert(
      fc.property(cidrs, azCounts, (cidr, azCount) => {
        const layout = subnetLayout(cidr, azCount);
        for (const subnets of [layout.private, layout.public, layout.isolated]) {
          expect(subnets).toHaveLength(azCount);
        }
      }),
    );
  });

  test('no two subnets overlap', () => {
    fc.assert(
      fc.property(cidrs, azCounts, (cidr, azCount) => {
        const layout = subnetLayout(cidr, azCount);
        const ranges = [...layout.private, ...layout.public, ...layout.isolated]
          .map(range)
          .sort((a, b) => a.first - b.first);
        ranges.slice(1).forEach(({ first }, i) => {
          expect(first).toBeGreaterThan(ranges[i]?.last ?? Number.NaN);
        });
      }),
    );
  });

  test('every subnet is a block of its own inside the VPC', () => {
    fc.assert(
      fc.property(cidrs, azCounts, (cidr, azCount) => {
        const vpc = range(cidr);
        for (const subnet of Object.values(subnetLayout(cidr, azCount)).flat()) {
          expect(misaligned(subnet)).toBe(false);
          expect(range(subnet).first).toBeGreaterThanOrEqual(vpc.first);
          expect(range(subnet).last).toBeLessThanOrEqual(vpc.last);
        }
      }),
    );
  });

  test('every subnet is large enough for a load balancer', () => {
    fc.assert(
      fc.property(cidrs, azCounts, (cidr, azCount) => {
        for (const subnet of Object.values(subnetLayout(cidr, azCount)).flat()) {
          expect(usable(subnet)).toBeGreaterThanOrEqual(27);
        }
      }),
    );
  });

  test('the survivors of any one AZ hold the peak whenever it is accepted', () => {
    fc.assert(
      fc.property(cidrs, azCounts, fc.integer({ min: 1, max: 40_000 }), (cidr, azCount, peak) => {
        const prefix = Number(cidr.split('/')[1]);
        const needed = prefixFor(peak, azCount);
        const accepted = needed !== undefined && prefix <= needed;
        const subnets = subnetLayout(cidr, azCount).private;
        const holdsWithout = subnets.map(
          (lost) =>
            subnets
              .filter((subnet) => subnet !== lost)
              .reduce((sum, subnet) => sum + usable(subnet), 0) >= peak,
        );
        expect(holdsWithout).toEqual(subnets.map(() => accepted));
      }),
    );
  });
});

test('the survivors’ addresses are those of their private subnets', () => {
  fc.assert(
    fc.property(cidrs, azCounts, (cidr, azCount) => {
      const [, ...survivors] = subnetLayout(cidr, azCount).private;
      expect(survivingAddresses(cidr, azCount)).toBe(
        survivors.reduce((sum, subnet) => sum + usable(subnet), 0),
      );
    }),
  );
});

test('a /16 over three AZs leaves a quarter free', () => {
  expect(subnetLayout('10.0.0.0/16', 3)).toEqual({
    private: ['10.0.0.0/19', '10.0.64.0/19', '10.0.128.0/19'],
    public: ['10.0.32.0/20', '10.0.96.0/20', '10.0.160.0/20'],
    isolated: ['10.0.48.0/20', '10.0.112.0/20', '10.0.176.0/20'],
  });
});

test('a fourth AZ can be added without moving a subnet', () => {
  const [three, four] = [subnetLayout('10.0.0.0/16', 3), subnetLayout('10.0.0.0/16', 4)];
  expect(four.private.slice(0, 3)).toEqual(three.private);
  expect(four.public.slice(0, 3)).toEqual(three.public);
  expect(four.isolated.slice(0, 3)).toEqual(three.isolated);
});

test.each([
  // 2 * (4096 / 8 - 5) = 1014 addresses in the two survivors of a /20
  { peak: 1014, azCount: 3, prefix: 20 },
  { peak: 1015, azCount: 3, prefix: 19 },
  { peak: 1, azCount: 2, prefix: 24 },
  { peak: 1, azCount: 6, prefix: 22 },
  { peak: 16_379, azCount: 2, prefix: 16 },
])('$peak addresses in $azCount AZs need a /$prefix', ({ peak, azCount, prefix }) => {
  expect(prefixFor(peak, azCount)).toBe(prefix);
});

test('no VPC holds more than its largest block does', () => {
  expect(prefixFor(16_380, 2)).toBeUndefined();
});

test.each([
  ['10.0.0.0', "must be an IPv4 block such as '10.0.0.0/16'"],
  ['fd00::/56', "must be an IPv4 block such as '10.0.0.0/16'"],
  ['10.0.256.0/20', "must be an IPv4 block such as '10.0.0.0/16'"],
  ['10.0.0.0/15', 'must be a block from /16 to /28'],
  ['10.0.0.0/29', 'must be a block from /16 to /28'],
  ['10.0.1.0/16', "must begin where its block does, at '10.0.0.0/16'"],
  ['203.0.113.9/28', "must begin where its block does, at '203.0.113.0/28'"],
])('%s %s', (cidr, why) => {
  expect(whyNotCidr(cidr)).toBe(why);
});

test('any aligned block is one that a VPC can have', () => {
  fc.assert(
    fc.property(cidrs, (cidr) => {
      expect(whyNotCidr(cidr)).toBeUndefined();
    }),
  );
});

/** Whether a block begins elsewhere than at a multiple of its size. */
function misaligned(cidr: string): boolean {
  const { first, last } = range(cidr);
  return first % (last - first + 1) !== 0;
}
