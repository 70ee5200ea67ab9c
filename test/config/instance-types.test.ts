import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { describe, expect, test } from 'vitest';
import {
  cacheNodeType,
  databaseInstanceType,
  instanceType,
} from '../../lib/config/instance-types.ts';

const problemOf = (check: typeof instanceType, value: unknown) => check('key', value)[0];

describe('an instance type', () => {
  const families = Object.values(ec2.InstanceClass)
    .map((family) => ec2.InstanceType.of(family, ec2.InstanceSize.LARGE).toString())
    // CDK gives two families no name but its own.
    .filter((type) => !type.startsWith('parallel5-extended'))
    // No group launches a Mac, and CDK does not read the names of high-memory instances.
    .filter((type) => !/^(?:mac|u-|u\d)/.test(type));
  const sizes = Object.values(ec2.InstanceSize).map((size) =>
    ec2.InstanceType.of(ec2.InstanceClass.M7G, size).toString(),
  );

  test('may be of every family and size that CDK knows', () => {
    const all = [...new Set([...families, ...sizes])];
    expect(all.length).toBeGreaterThan(150);
    expect(all.filter((type) => problemOf(instanceType, type) !== undefined)).toEqual([]);
  });

  test.each(['m12g.large', 'c9gb.large', 'r8i-flex.2xlarge'])(
    'may be of a family of the future: %s',
    (type) => expect(problemOf(instanceType, type)).toBeUndefined(),
  );

  test.each(['mac2.metal', 'u-6tb1.56xlarge', 'u7in-16tb.224xlarge'])(
    'may not be one that no group can launch: %s',
    (type) => expect(problemOf(instanceType, type)).toBeDefined(),
  );

  test.each([
    ['m7g.lrage', 'did you mean m7g.large?'],
    ['m7g.2xlrage', 'did you mean m7g.2xlarge?'],
    ['mg7.large', 'did you mean m7g.large?'],
    ['M7G.Large', 'did you mean m7g.large?'],
    [' m7g.large', 'did you mean m7g.large?'],
    ['db.m7g.large', 'did you mean m7g.large?'],
    ['m7glarge', 'write family and size with a dot between them'],
    ['m7g', 'write family and size with a dot between them'],
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
    ['m7g.large', 'choose one such as r7g.large'],
    ['r7g.metal', 'choose one such as r7g.large'],
    ['r7g.lareg', 'did you mean r7g.large?'],
  ])('is not %s', (value, remedy) => {
    expect(problemOf(databaseInstanceType, value)).toMatchObject({
      expected: 'an instance class of Aurora without db., such as r7g.large, of the series r, t, x',
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
    ['x2g.large', 'choose one such as r7g.large'],
    ['t4g.nano', expect.any(String)],
  ])('is not %s', (value, remedy) => {
    expect(problemOf(cacheNodeType, value)).toMatchObject({
      expected:
        'a node type of ElastiCache without cache., such as r7g.large, of the series c, m, r, t',
      remedy,
    });
  });
});
