import { readFileSync } from 'node:fs';

/**
 * How a connection is secured: TLS whose certificate and host name are checked, always, except
 * on the way to this very machine, where a server for trying things out has no certificate.
 *
 * @param caFile certificates to trust. Aurora's are signed by authorities that no system knows:
 *   https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/UsingWithRDS.SSL.html
 */
export function tls(host: string, caFile?: string) {
  if (host === 'localhost' || host.startsWith('127.')) return undefined;
  return { servername: host, ...(caFile && { ca: readFileSync(caFile, 'utf8') }) };
}
