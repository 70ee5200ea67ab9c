import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';

/**
 * Builds what is published: each entry point as an ES module and as CommonJS, since a CDK app is
 * either, with the declarations beside both. What users have anyway stays outside.
 */
const entryPoints = ['index.ts', 'lib/review/index.ts'];
const external = ['aws-cdk-lib', 'constructs', 'cdk-nag'];
// A bundled CommonJS package asks for `require`, which ES modules do not have.
const requireForCommonJs =
  "import { createRequire as $createRequire } from 'node:module';const require = $createRequire(import.meta.url);";
const common = {
  entryPoints,
  outbase: '.',
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
const esm = {
  format: 'esm',
  splitting: true,
  outdir: 'dist/esm',
  banner: { js: requireForCommonJs },
} as const;
await build({ ...common, ...esm, entryPoints: [...entryPoints, 'bin/evenkeel.ts'] });
await build({ ...common, format: 'cjs', outdir: 'dist/cjs' });
