import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { architectures, fetchRuntime, hasRuntime, runtimeFile, runtimePackage } from './runtime.ts';
import { buildWorkload, workloadFolder } from './workload.ts';

/**
 * Makes what the config names of the sample, after `npm ci` in a clone, so that a synthesis needs no
 * network. What fails is said, and fails nothing: all else works without it.
 */
async function prepare(): Promise<void> {
  const { folder, runtime } = await declared();
  if (folder === workloadFolder) {
    await attempt('npm run workload', () => buildWorkload(workloadFolder));
  }
  for (const arch of architectures) {
    if (runtime !== runtimeFile(arch) || hasRuntime(arch)) continue;
    console.log(`fetching ${runtimePackage(arch)} for the instances: 50 MB, once`);
    await attempt(`npm run runtime -- --arch ${arch}`, () => fetchRuntime(arch));
  }
}

/** What the config of the clone runs; nothing of one that cannot be read, of which the synthesis tells. */
async function declared(): Promise<{ folder?: unknown; runtime?: unknown }> {
  try {
    const { default: config } = await import(pathToFileURL(resolve('evenkeel.config.ts')).href);
    return config.workload ?? {};
  } catch {
    return {};
  }
}

async function attempt(command: string, make: () => unknown): Promise<void> {
  try {
    await make();
  } catch (error) {
    console.error(`${(error as Error).message}; before a synthesis, run ${command}`);
  }
}

// npm also asks for it before it packs, which takes none of it.
if (!['pack', 'publish'].includes(process.env.npm_command ?? '')) await prepare();
