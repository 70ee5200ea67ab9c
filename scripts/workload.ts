import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';

const source = join(import.meta.dirname, '../lib/workload');

/**
 * Makes a folder that runs anywhere with Node alone: the programs of the sample, each in one file
 * with the libraries it uses.
 */
export async function buildWorkload(folder: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  await build({
    entryPoints: ['server', 'worker'].map((name) => join(source, `${name}.ts`)),
    outdir: folder,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    minifySyntax: true,
    minifyWhitespace: true,
    outExtension: { '.js': '.mjs' },
    logLevel: 'warning',
    // `pg` asks for a native client where somebody has installed one.
    external: ['pg-native'],
    // A bundled CommonJS package asks for `require`, which ES modules do not have.
    banner: {
      js: "import { createRequire as $createRequire } from 'node:module';const require = $createRequire(import.meta.url);",
    },
  });
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { output: { type: 'string', default: '.workload' } } });
  await buildWorkload(values.output);
  console.log(`built ${values.output}`);
}
