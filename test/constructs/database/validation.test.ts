import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Lazy } from 'aws-cdk-lib/core';
import { describe, expect, test } from 'vitest';
import {
  AuroraCapacity,
  type AuroraClusterProps,
  GlobalMembership,
} from '../../../constructs/database/index.ts';
import { clusterIn, FIRST, primary, provisioned, SECOND, secondary } from './support.ts';

const acu = (minAcu: number, maxAcu: number) =>
  AuroraCapacity.serverlessV2({ minAcu, maxAcu, count: 2 });
const burstable = AuroraCapacity.provisioned(
  ec2.InstanceType.of(ec2.InstanceClass.T4G, ec2.InstanceSize.LARGE),
  2,
);
const NAME = `'name' must be up to 40 lower-case letters, digits and single hyphens, beginning with a letter and not ending with a hyphen, got`;
const COUNT = `the count of 'capacity' must be an integer up to 16, the writer and 15 readers, got`;
const MIN = `'minAcu' must be a multiple of 0.5 from 0.5 to 256, got`;
const MAX = `'maxAcu' must be a multiple of 0.5 from 1 to 256, got`;
const BURSTABLE = `'capacity' must not be burstable in a global database, got 'db.t4g.large': Aurora accepts memory-optimized classes there, for example db.r7g.large`;
const POSITION = `'regionPosition' must be an integer from 0 to 10, the index of this Region in the list of all of them, got`;

describe('a cluster', () => {
  test.each<[string, Partial<AuroraClusterProps>, string]>([
    ['a capital', { name: 'Shop' }, `${NAME} 'Shop'`],
    ['a digit in front', { name: '1shop' }, `${NAME} '1shop'`],
    ['two hyphens', { name: 'web--shop' }, `${NAME} 'web--shop'`],
    ['a hyphen at the end', { name: 'shop-' }, `${NAME} 'shop-'`],
    ['41 characters', { name: 's'.repeat(41) }, `${NAME} '${'s'.repeat(41)}'`],
    [
      'no instance where it serves',
      { capacity: provisioned(0) },
      `the count of 'capacity' must be at least 1, got 0: only a secondary cluster can do without an instance`,
    ],
    ['a negative count', { capacity: provisioned(-1) }, `${COUNT} -1`],
    ['half an instance', { capacity: provisioned(1.5) }, `${COUNT} 1.5`],
    ['17 instances', { capacity: provisioned(17) }, `${COUNT} 17`],
    ['capacity that pauses', { capacity: acu(0, 8) }, `${MIN} 0`],
    ['a third of an ACU', { capacity: acu(1.3, 8) }, `${MIN} 1.3`],
    ['too little at the most', { capacity: acu(0.5, 0.5) }, `${MAX} 0.5`],
    ['too much at the most', { capacity: acu(1, 256.5) }, `${MAX} 256.5`],
    [
      'less than the least',
      { capacity: acu(9, 8) },
      `'minAcu' must not exceed 'maxAcu', got 9 and 8`,
    ],
    ['credits to run out of', { capacity: burstable, membership: primary() }, BURSTABLE],
    ['a twelfth Region', { regionPosition: 11 }, `${POSITION} 11`],
    ['a negative position', { regionPosition: -1 }, `${POSITION} -1`],
    [
      'no other Region',
      { membership: GlobalMembership.primary({ secondaryRegions: [], keyAliasName: 'shop' }) },
      `'secondaryRegions' must name at least 1 Region, got none: use GlobalMembership.none() while there is no other`,
    ],
    [
      'itself as another Region',
      { membership: GlobalMembership.primary({ secondaryRegions: [FIRST], keyAliasName: 'shop' }) },
      `'secondaryRegions' must not contain the Region of the primary, got 'eu-west-1'; remove it`,
    ],
    [
      'a Region twice',
      {
        membership: GlobalMembership.primary({
          secondaryRegions: [SECOND, SECOND],
          keyAliasName: 'shop',
        }),
      },
      `'secondaryRegions' must name each Region once, got eu-central-1, eu-central-1`,
    ],
    [
      'an alias with its prefix',
      {
        membership: GlobalMembership.primary({
          secondaryRegions: [SECOND],
          keyAliasName: 'alias/shop',
        }),
      },
      `'keyAliasName' must be the alias of each secondary Region's key, without 'alias/', got 'alias/shop'`,
    ],
    [
      'itself as its source',
      { membership: secondary() },
      `'sourceRegion' must be a different Region from that of the secondary, got 'eu-west-1'`,
    ],
  ])('fails for %s', (_, props, message) => {
    expect(() => clusterIn(FIRST, props)).toThrow(`Data-eu-west-1/Database:\n  - ${message}`);
  });

  test('fails in a network of one AZ', () => {
    expect(() => clusterIn(FIRST, {}, { zones: ['a'] })).toThrow(
      `'vpcSubnets' must select subnets in at least 2 Availability Zones, got 1 (eu-west-1a): left out, it selects the isolated subnets of 'vpc'; select others, or pass a VPC over more zones`,
    );
  });

  test('fails once with all mistakes', () => {
    expect(() => clusterIn(FIRST, { name: 'Shop', regionPosition: 11 })).toThrow(
      `Data-eu-west-1/Database:\n  - ${NAME} 'Shop'\n  - ${POSITION} 11`,
    );
  });

  test.each<[string, string, Partial<AuroraClusterProps>]>([
    ['the longest name', FIRST, { name: 's'.repeat(40) }],
    ['the most instances', FIRST, { capacity: provisioned(16) }],
    ['burstable instances on its own', FIRST, { capacity: burstable }],
    ['no instance as a secondary', SECOND, { capacity: provisioned(0), membership: secondary() }],
    ['the least capacity', FIRST, { capacity: acu(0.5, 1) }],
    ['the most capacity', FIRST, { capacity: acu(256, 256) }],
    [
      'capacity that is not known yet',
      FIRST,
      { capacity: acu(Lazy.number({ produce: () => 1 }), 8) },
    ],
  ])('accepts %s', (_, region, props) => {
    expect(() => clusterIn(region, props)).not.toThrow();
  });
});

describe('a proxy', () => {
  test('fails without an instance to connect to', () => {
    const { database } = clusterIn(SECOND, { capacity: provisioned(0), membership: secondary() });
    expect(() => database.addProxy('Proxy', { users: ['shop_app'] })).toThrow(
      'the cluster of a proxy must have at least 1 instance, got 0',
    );
  });

  test('fails without a user to connect as', () => {
    expect(() => clusterIn(FIRST).database.addProxy('Proxy', { users: [] })).toThrow(
      `'users' must name at least 1 database user, got none`,
    );
  });
});
