import { createHash, createHmac, type Hash, type Hmac } from 'node:crypto';
import { fromNodeProviderChain } from '@aws-sdk/credential-providers';
import { SignatureV4 } from '@smithy/signature-v4';

/** Tokens are valid for 15 minutes; one is used for 10, so that none ends on its way. */
const VALID_SECONDS = 900;
export const RENEWAL_MILLISECONDS = 600_000;

/** The hash that the signature asks for, from Node's own crypto. */
class Sha256 {
  private readonly hash: Hash | Hmac;

  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.hash = secret === undefined ? createHash('sha256') : createHmac('sha256', bytes(secret));
  }

  update(data: Uint8Array): void {
    this.hash.update(data);
  }

  async digest(): Promise<Uint8Array> {
    return this.hash.digest();
  }

  reset(): void {
    throw new Error('a hash is used once');
  }
}

function bytes(data: string | ArrayBuffer | ArrayBufferView): string | Uint8Array {
  if (typeof data === 'string') return data;
  if (data instanceof ArrayBuffer) return new Uint8Array(data);
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}

interface Connection {
  /** `rds-db` or `elasticache`. */
  readonly service: string;
  readonly region: string;
  readonly host: string;
  readonly port?: number;
  readonly user: Readonly<Record<string, string>>;
}

const credentials = fromNodeProviderChain();

/**
 * A presigned request to connect, which servers take for a password.
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/UsingWithRDS.IAMDBAuth.html
 * https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth-iam.html
 */
async function sign({ service, region, host, port, user }: Connection): Promise<string> {
  const signer = new SignatureV4({ service, region, credentials, sha256: Sha256 });
  const authority = port === undefined ? host : `${host}:${port}`;
  const { query = {} } = await signer.presign(
    {
      method: 'GET',
      protocol: 'https:',
      hostname: host,
      path: '/',
      query: { Action: 'connect', ...user },
      headers: { host: authority },
    },
    { expiresIn: VALID_SECONDS },
  );
  const parameters = Object.entries(query).map(
    ([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`,
  );
  return `${authority}/?${parameters.join('&')}`;
}

/** Keeps what `make` gives for as long as it is good, and asks for it once at a time. */
function renewed(make: () => Promise<string>): () => Promise<string> {
  let token: Promise<string> | undefined;
  let madeAt = 0;
  return () => {
    if (token === undefined || performance.now() - madeAt > RENEWAL_MILLISECONDS) {
      madeAt = performance.now();
      token = make();
      token.catch(() => {
        token = undefined;
      });
    }
    return token;
  };
}

/** The password of a database user that IAM lets in: Aurora checks it when a connection begins. */
export function databaseToken(region: string, host: string, port: number, user: string) {
  return renewed(() => sign({ service: 'rds-db', region, host, port, user: { DBUser: user } }));
}

/** The password of a cache user that IAM lets in, for the replication group with this ID. */
export function cacheToken(region: string, id: string, user: string) {
  return renewed(() => sign({ service: 'elasticache', region, host: id, user: { User: user } }));
}
