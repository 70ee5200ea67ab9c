import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const source = join(import.meta.dirname, '../lib/workload');
const programs = ['server', 'worker'];

/** Where the sample's programs are, as `workload.folder` of the sample config names it. */
export const workloadFolder = '.workload';

/**
 * Makes a folder that runs anywhere with Node alone: the programs of the sample, each in one file
 * with the libraries it uses.
 */
export async function buildWorkload(folder: string): Promise<void> {
  const { build } = await import('esbuild');
  // Beside it, so that the one before stays when this one fails.
  const made = mkdtempSync(`${folder}-`);
  try {
    await build({
      entryPoints: programs.map((name) => join(source, `${name}.ts`)),
      outdir: made,
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
    rmSync(folder, { recursive: true, force: true });
    // A temporary folder is for its owner alone.
    chmodSync(made, 0o755);
    renameSync(made, folder);
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
}

/** Whether there is something to bundle that is newer than the bundle. */
function isStale(folder: string): boolean {
  // Whoever has put another program into its place may have removed it.
  if (!existsSync(source)) return false;
  const bundles = programs.map((name) => join(folder, `${name}.mjs`));
  if (!bundles.every((file) => existsSync(file))) return true;
  const changed = (file: string) => statSync(file).mtimeMs;
  const made = Math.min(...bundles.map(changed));
  const sources = readdirSync(source, { recursive: true, encoding: 'utf8' });
  const lock = join(import.meta.dirname, '../package-lock.json');
  return [source, ...sources.map((name) => join(source, name)), lock, import.meta.filename].some(
    (file) => changed(file) > made,
  );
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      output: { type: 'string', default: workloadFolder },
      'if-stale': { type: 'boolean', default: false },
    },
  });
  if (!values['if-stale'] || isStale(values.output)) {
    await buildWorkload(values.output);
    // What `cdk synth` prints may be read by a program.
    console.error(`built ${values.output}`);
  }
}
