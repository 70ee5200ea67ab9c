import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { describe, expect, test } from 'vitest';
import { AURORA_CLASSES, CACHE_NODE_TYPES, EC2_TYPES } from '../../lib/config/instance-table.ts';
import {
  cacheNodeType,
  databaseInstanceType,
  instanceType,
  unlistedTypes,
} from '../../lib/config/instance-types.ts';

const problemOf = (check: typeof instanceType, value: unknown) => check('key', value)[0];

const typesIn = (table: Readonly<Record<string, string>>) =>
  Object.entries(table).flatMap(([family, sizes]) =>
    sizes.split(' ').map((size) => `${family}.${size}`),
  );

/** Whether the CDK can tell which image it takes. */
function isRead(type: string): boolean {
  try {
    return new ec2.InstanceType(type).architecture !== undefined;
  } catch {
    return false;
  }
}

describe('an instance type', () => {
  const listed = typesIn(EC2_TYPES);

  test('may be each that there is, unless no group can launch it', () => {
    const refused = listed.filter((type) => problemOf(instanceType, type) !== undefined);
    expect(refused).toEqual(listed.filter((type) => /^mac/.test(type) || !isRead(type)));
    expect(listed.length - refused.length).toBeGreaterThan(1200);
  });

  test('may be of every family that CDK knows and a group can launch', () => {
    const families = Object.values(ec2.InstanceClass)
      .map((family) => ec2.InstanceType.of(family, ec2.InstanceSize.LARGE).toString())
      // CDK gives two families no name but its own; one is of databases, and one of UltraServers.
      .filter((type) => !/^(parallel5-extended|x2g|trn2u|mac|u-|u\d)/.test(type))
      .map((type) => type.replace(/\.large$/, ''));
    const unknown = families.filter(
      (family) =>
        !Object.hasOwn(EC2_TYPES, family) &&
        problemOf(instanceType, `${family}.large`) !== undefined,
    );
    expect(unknown).toEqual([]);
  });

  test.each(['m12g.large', 'c9gb.large', 'r8i-flex.2xlarge'])(
    'may be of a family of the future: %s',
    (type) => expect(problemOf(instanceType, type)).toBeUndefined(),
  );

  test.each([
    ['mac2.metal', 'an instance type that starts without a Dedicated Host, and runs Amazon Linux'],
    [
      'mac-m5.metal',
      'an instance type that starts without a Dedicated Host, and runs Amazon Linux',
    ],
    ['u-6tb1.56xlarge', 'an instance type from whose name the CDK can tell the processor'],
    ['u7inh-32tb.480xlarge', 'an instance type from whose name the CDK can tell the processor'],
    ['p6-b200.48xlarge', 'an instance type from whose name the CDK can tell the processor'],
  ])('may not be one that no group can launch: %s', (type, expected) => {
    expect(problemOf(instanceType, type)).toMatchObject({ expected });
  });

  test('of an older generation is known in full: what is not in the table is not there', () => {
    expect(problemOf(instanceType, 'm5.micro')).toMatchObject({
      remedy:
        'choose one of its sizes: large, xlarge, 2xlarge, 4xlarge, 8xlarge, 12xlarge, 16xlarge, 24xlarge, metal',
    });
    expect(problemOf(instanceType, 'm3g.large')).toBeDefined();
  });

  test.each([
    ['m7g.lrage', 'did you mean m7g.large?'],
    ['m7g.2xlrage', 'did you mean m7g.2xlarge?'],
    ['mg7.large', 'did you mean m7g.large?'],
    ['M7G.Large', 'did you mean m7g.large?'],
    [' m7g.large', 'did you mean m7g.large?'],
    ['db.m7g.large', 'did you mean m7g.large?'],
    ['m7glarge', 'write family and size with a dot between them'],
    [
      'm7g',
      'choose one of its sizes: medium, large, xlarge, 2xlarge, 4xlarge, 8xlarge, 12xlarge, 16xlarge, metal',
    ],
    ['m77g.large', 'write family and size with a dot between them'],
    ['q7g.large', 'write family and size with a dot between them'],
    ['m7g.1xlarge', 'did you mean m7g.xlarge?'],
    ['m7g.large.large', 'did you mean m7g.large?'],
    ['', 'write family and size with a dot between them'],
    [7, 'write family and size with a dot between them'],
    [null, 'write family and size with a dot between them'],
  ])('is not %j', (value, remedy) => {
    expect(problemOf(instanceType, value)).toEqual({
      key: 'key',
      value,
      expected: 'an EC2 instance type, such as m7g.large',
      remedy,
    });
  });
});

describe('a database instance type', () => {
  test.each(['r7g.large', 'r8gd.48xlarge', 't4g.medium', 'x2g.16xlarge', 'r6id.24xlarge'])(
    'may be %s',
    (type) => expect(problemOf(databaseInstanceType, type)).toBeUndefined(),
  );

  test.each([
    ['db.r7g.large', 'did you mean r7g.large?'],
    ['m7g.large', `choose one of ${Object.keys(AURORA_CLASSES).join(', ')}`],
    [
      'r7g.metal',
      'choose one of its sizes: large, xlarge, 2xlarge, 4xlarge, 8xlarge, 12xlarge, 16xlarge',
    ],
    ['r7g.lareg', 'did you mean r7g.large?'],
  ])('is not %s', (value, remedy) => {
    expect(problemOf(databaseInstanceType, value)).toMatchObject({
      expected: 'an instance class of Aurora PostgreSQL without db., such as r7g.large',
      remedy,
    });
  });
});

describe('a cache node type', () => {
  test.each(['r7g.large', 'm7g.xlarge', 't4g.micro', 'c7gn.16xlarge', 'r6gd.2xlarge'])(
    'may be %s',
    (type) => expect(problemOf(cacheNodeType, type)).toBeUndefined(),
  );

  test.each([
    ['cache.r7g.large', 'did you mean r7g.large?'],
    ['x2gd.large', `choose one of ${Object.keys(CACHE_NODE_TYPES).join(', ')}`],
    ['t4g.nano', expect.any(String)],
  ])('is not %s', (value, remedy) => {
    expect(problemOf(cacheNodeType, value)).toMatchObject({
      expected: 'a node type of ElastiCache without cache., such as r7g.large',
      remedy,
    });
  });
});

test('classes and node types may be each that there is', () => {
  const refused = [
    ...typesIn(AURORA_CLASSES).filter((type) => problemOf(databaseInstanceType, type)),
    ...typesIn(CACHE_NODE_TYPES).filter((type) => problemOf(cacheNodeType, type)),
  ];
  expect(refused).toEqual([]);
});

test('what may have come after the table is told apart from what is in it', () => {
  const listed = {
    instanceType: 'm7g.large',
    databaseInstanceType: 'r7g.large',
    cacheNodeType: 'r7g.large',
  };
  expect(unlistedTypes(listed)).toEqual([]);
  for (const key of Object.keys(listed) as (keyof typeof listed)[]) {
    expect(unlistedTypes({ ...listed, [key]: 'r9g.large' })).toEqual([{ key, type: 'r9g.large' }]);
  }
});
