// Passwords for Aurora and Valkey: tokens of IAM, each of which is valid for 15 minutes. A token ends with
// the credentials that signed it, so both clients ask for those of the moment.
import { fromNodeProviderChain } from '@aws-sdk/credential-providers';
import { Signer } from '@aws-sdk/rds-signer';
import { Sha256 } from '@smithy/core/checksum';
import { SignatureV4 } from '@smithy/signature-v4';

/** A token is given out for 10 of its 15 minutes. */
const RENEWED_AFTER = 600_000;

const credentials = fromNodeProviderChain();

/** Keeps what `make` gives for ten minutes: Aurora slows down whoever comes with many different ones. */
function renewed(make) {
  let token;
  let madeAt = 0;
  return () => {
    if (token === undefined || performance.now() - madeAt > RENEWED_AFTER) {
      madeAt = performance.now();
      token = make();
      token.catch(() => {
        token = undefined;
      });
    }
    return token;
  };
}

/** The password of a database user, for one endpoint. Aurora asks for it when a connection begins. */
export function databaseToken({ region, host, port = 5432, user }) {
  const signer = new Signer({ region, hostname: host, port, username: user, credentials });
  return renewed(() => signer.getAuthToken());
}

/** The password of a cache user, for the replication group with this id. */
export function cacheToken({ region, id, user }) {
  const signer = new SignatureV4({ service: 'elasticache', region, credentials, sha256: Sha256 });
  return renewed(async () => {
    const { query } = await signer.presign(
      {
        method: 'GET',
        protocol: 'https:',
        hostname: id,
        path: '/',
        query: { Action: 'connect', User: user },
        headers: { host: id },
      },
      { expiresIn: 900 },
    );
    const parameters = Object.entries(query).map(
      ([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`,
    );
    return `${id}/?${parameters.join('&')}`;
  });
}
