/** What is no statement, however much it looks like one: comments, texts, names and bodies. */
const NO_STATEMENT =
  /--[^\n]*|\/\*[\s\S]*?\*\/|e'(?:[^'\\]|\\.|'')*'|'(?:[^']|'')*'|"(?:[^"]|"")*"|\$(\w*)\$[\s\S]*?\$\1\$/gi;
const UNFIT = [
  'begin|start\\s+transaction|commit|end|abort|rollback(?!\\s+to\\b)',
  '(?:create|drop)\\s+(?:unique\\s+)?index\\s+concurrently|reindex\\b[^;]*\\bconcurrently|vacuum',
].join('|');
const FIRST_UNFIT = new RegExp(`(?<=^|;)\\s*(${UNFIT})\\b`, 'i');

/**
 * The first statement that has no place in a transaction, since it begins or ends one, or cannot be
 * in any, and its line. What is in the body of a function is none; with a body between `BEGIN ATOMIC`
 * and `END`, nothing is found.
 *
 * https://www.postgresql.org/docs/17/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY
 */
export function unfitForTransaction(
  sql: string,
): { readonly statement: string; readonly line: number } | undefined {
  const blank = (text: string) => text.replaceAll(/[^\n]/g, ' ');
  const statements = sql.replaceAll(NO_STATEMENT, blank);
  if (/\bbegin\s+atomic\b/i.test(statements)) return undefined;
  const found = FIRST_UNFIT.exec(statements);
  const statement = found?.[1];
  if (found === null || statement === undefined) return undefined;
  const before = statements.slice(0, found.index + found[0].length - statement.length);
  return {
    statement: statement.replaceAll(/\s+/g, ' ').toUpperCase(),
    line: before.split('\n').length,
  };
}
