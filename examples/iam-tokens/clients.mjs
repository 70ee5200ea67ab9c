// Clients for Aurora and Valkey whose passwords are tokens of IAM. `node clients.mjs` asks both, with
// the variables that docs/application.md lists.
import { readFileSync } from 'node:fs';
import { Valkey } from 'iovalkey';
import pg from 'pg';
import { cacheToken, databaseToken } from './tokens.mjs';

/** A pool that takes the token of the moment for each new connection. */
export function openDatabase(environment = process.env) {
  const [host, port = 5432] = environment.DATABASE_WRITER_ENDPOINT.split(':');
  const user = environment.DATABASE_USER;
  const pool = new pg.Pool({
    host,
    port: Number(port),
    database: environment.DATABASE_NAME,
    user,
    password: databaseToken({ region: environment.AWS_REGION, host, port: Number(port), user }),
    // Aurora's authorities are in no system, and not in Node either.
    ssl: { servername: host, ca: readFileSync(environment.DATABASE_CA_FILE, 'utf8') },
    connectionTimeoutMillis: 2000,
    // After a failover connections lead to a server that was the writer: none is kept for long.
    maxLifetimeSeconds: 900,
  });
  // An idle connection that the server ends leaves the pool; unheard, it would end the program.
  pool.on('error', () => {});
  return pool;
}

/** A client that connects anew with the token of the moment, and shows it in time. */
export async function openCache(environment = process.env) {
  const [host, port = 6379] = environment.CACHE_ENDPOINT.split(':');
  const { AWS_REGION: region, CACHE_ID: id, CACHE_USER: user } = environment;
  const token = cacheToken({ region, id, user });
  const cache = new Valkey({
    host,
    port: Number(port),
    username: user,
    password: await token(),
    tls: { servername: host },
    maxRetriesPerRequest: 1,
    // It would ask for an IPv6 address at the next attempt, and the cache has none.
    familyFallback: { enabled: false },
  });
  const renew = async () => {
    const password = await token();
    if (password === cache.options.password) return;
    // Read anew at each connection.
    cache.options.password = password;
    // ElastiCache cuts a connection after 12 hours, unless it has shown a new token.
    if (cache.status === 'ready') await cache.auth(user, password);
  };
  const timer = setInterval(() => renew().catch(console.error), 60_000).unref();
  cache.on('end', () => clearInterval(timer));
  cache.on('error', (error) => console.error(error.message));
  return cache;
}

if (import.meta.main) {
  const database = openDatabase();
  const { rows } = await database.query('select current_user as user, now()');
  console.log(rows[0]);
  await database.end();
  const cache = await openCache();
  console.log(await cache.ping());
  cache.disconnect();
}
