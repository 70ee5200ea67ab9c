/**
 * The names by which the Regions of one database find each other's parts, derived from the name of
 * the database: a stack can name what is in another Region without a reference to its stack.
 */

/** The identifier of the cluster of `region`. */
export function clusterIdentifier(database: string, region: string): string {
  return `${database}-${region}`;
}

/** The name of the master user's secret, and of its replicas. */
export function masterSecretName(database: string): string {
  return `${database}/database/master`;
}

/** The database inside the cluster: PostgreSQL takes no hyphens without quotes. */
export function initialDatabaseName(database: string): string {
  return database.replaceAll('-', '_');
}
