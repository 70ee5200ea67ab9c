import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';

/**
 * Builds what is published: each entry point as an ES module and as CommonJS, since a CDK app is
 * either, with the declarations beside both. What users have anyway stays outside.
 */
const entryPoints = { index: 'index.ts' };
const external = ['aws-cdk-lib', 'constructs', 'cdk-nag'];
const common = {
  entryPoints,
  bundle: true,
  platform: 'node',
  target: 'node22',
  external,
  // Stack traces of users name constructs, so names stay as they are.
  keepNames: true,
  logLevel: 'warning',
} as const;

rmSync('dist', { recursive: true, force: true });
execFileSync(process.execPath, [
  'node_modules/typescript/bin/tsc',
  '--project',
  'tsconfig.build.json',
]);
mkdirSync('dist/cjs', { recursive: true });
cpSync('dist/esm', 'dist/cjs', { recursive: true });
writeFileSync('dist/cjs/package.json', '{ "type": "commonjs" }\n');
await build({ ...common, format: 'esm', splitting: true, outdir: 'dist/esm' });
await build({ ...common, format: 'cjs', outdir: 'dist/cjs' });
