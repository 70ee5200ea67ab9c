import type { Check } from '../validation/index.ts';

/**
 * How no name of what a service has may begin: parameters not like AWS's own
 * (https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html), buckets
 * not like those that Amazon S3 keeps for itself
 * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html; a name has single
 * hyphens, so that `xn--` cannot be one).
 */
const reservedBeginnings = ['aws', 'ssm', 'sthree-', 'amzn-s3-demo-'];

/**
 * What no database can be called without quotes, or at all: the words that PostgreSQL reserves
 * (https://www.postgresql.org/docs/current/sql-keywords-appendix.html), and the databases that
 * Aurora has already. The name of the database is the service's, and cannot be changed later.
 * https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html
 */
const reservedWords: ReadonlySet<string> = new Set(
  (
    'all analyse analyze and any array as asc asymmetric authorization binary both case cast check ' +
    'collate collation column concurrently constraint create cross current_catalog current_date ' +
    'current_role current_schema current_time current_timestamp current_user default deferrable ' +
    'desc distinct do else end except false fetch for foreign freeze from full grant group having ' +
    'ilike in initially inner intersect into is isnull join lateral leading left like limit ' +
    'localtime localtimestamp natural not notnull null offset on only or order outer overlaps ' +
    'placing primary references returning right select session_user similar some symmetric ' +
    'system_user table tablesample then to trailing true union unique user using variadic verbose ' +
    'when where window with database postgres rdsadmin template0 template1'
  ).split(' '),
);

/** Every resource's name begins with the service's, and its database is called like it. */
export const serviceName: Check = (key, value) => {
  if (typeof value !== 'string' || !/^(?=.{3,20}$)[a-z](-?[a-z0-9])*$/.test(value)) {
    return [
      {
        key,
        value,
        expected: '3 to 20 lower-case letters, digits and single hyphens, starting with a letter',
        remedy: 'choose a short name: every stack and derived resource name starts with it',
      },
    ];
  }
  const beginning = reservedBeginnings.find((reserved) => `${value}-`.startsWith(reserved));
  if (beginning !== undefined) {
    return [
      {
        key,
        value,
        expected: `a name that does not begin with ${beginning}, which AWS keeps for its own`,
        remedy: 'choose another: parameters and buckets begin with it',
      },
    ];
  }
  // The CDK looks names up in plain objects, which have this one from the start.
  if (value === 'constructor') {
    return [
      {
        key,
        value,
        expected:
          'a name other than constructor, which the CDK takes for one that is there already',
        remedy: 'choose another, such as constructor-service',
      },
    ];
  }
  if (!reservedWords.has(value.replaceAll('-', '_'))) return [];
  return [
    {
      key,
      value,
      expected: 'a name that is not a reserved word of the database',
      remedy: `choose another, such as ${value.slice(0, 12)}-service: the database is called like it`,
    },
  ];
};
