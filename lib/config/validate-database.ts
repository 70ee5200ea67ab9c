import {
  type Check,
  isFields,
  notSqlIn,
  object,
  optional,
  sqlProblems,
} from '../validation/index.ts';

const migrations: Check = (key, value) => {
  const found = typeof value === 'string' ? notSqlIn(value) : undefined;
  if (found === undefined) {
    const expected = 'a folder of SQL files that is there, seen from where cdk runs';
    return [{ key, value, expected, remedy: 'make it first, or correct the path' }];
  }
  const expected = 'SQL files alone, such as 0001_orders.sql';
  const remedy = 'rename it if it is one, or move it elsewhere';
  return [...found.map((name) => ({ name, expected, remedy })), ...sqlProblems(`${value}`)].map(
    ({ name, ...problem }) => ({ key, value: `${value}/${name}`, ...problem }),
  );
};

/** Every mistake in what is to be in the database. */
export const database: Check = (key, value) =>
  isFields(value)
    ? object({ migrations: optional(migrations) })(key, value)
    : [{ key, value, expected: 'an object', remedy: "write { migrations: 'migrations' }" }];
