import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { Annotations } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { shippedFile } from '../shipped.ts';

/** What the function of a schema consists of. */
export interface SchemaProgram {
  readonly code: lambda.Code;
  /** The SHA-256 of all migrations with their names: another text when one is another. */
  readonly digest: string;
}

/**
 * Puts the function together: its program, the certificates of Aurora's authorities, and the
 * migrations, which so come and go with it when a deployment is rolled back.
 *
 * @param migrations the folder with the SQL files, if there is one
 */
export function schemaProgram(scope: Construct, migrations: string | undefined): SchemaProgram {
  const files = sqlFiles(migrations);
  const folder = mkdtempSync(join(tmpdir(), 'evenkeel-'));
  try {
    writeFileSync(join(folder, 'index.js'), shippedFile('schema.js'));
    writeFileSync(join(folder, 'rds-ca.pem'), shippedFile('rds-ca.pem'));
    mkdirSync(join(folder, 'migrations'));
    for (const [name, sql] of files) writeFileSync(join(folder, 'migrations', name), sql);
    // The CDK copies it right away.
    const asset = new Asset(scope, 'Program', { path: folder });
    Annotations.of(asset.bucket).acknowledgeWarning(
      '@aws-cdk/aws-lambda:codeFromBucketObjectVersionNotSpecified',
      'the key follows from the content: another content is another key',
    );
    const code = lambda.Code.fromBucketV2(asset.bucket, asset.s3ObjectKey);
    return { code, digest: createHash('sha256').update(JSON.stringify(files)).digest('hex') };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function sqlFiles(folder: string | undefined): [name: string, sql: string][] {
  if (folder === undefined) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql') && !name.startsWith('.'))
    .sort()
    .map((name) => [name, readFileSync(join(folder, name), 'utf8')]);
}
