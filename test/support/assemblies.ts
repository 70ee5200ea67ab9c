import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createApp } from '../../lib/stacks/index.ts';
import type { Plan } from '../../lib/strategies/index.ts';
import { cdkContext } from './app.ts';

/**
 * The folder with the cloud assembly of a plan, which nobody may change: no plan is synthesized twice
 * in one run of the tests, whichever process asks for it. `share-syntheses.ts` makes the place.
 */
export function assemblyOf(plan: Plan, context: Record<string, unknown> = {}): string {
  const shared = process.env.EVENKEEL_SHARED_SYNTHESES;
  if (shared === undefined) throw new Error('assemblies are shared by the tests of one run alone');
  const key = createHash('sha256').update(JSON.stringify([plan, context]));
  const folder = join(shared, key.digest('hex'));
  if (existsSync(folder)) return folder;
  const outdir = mkdtempSync(`${folder}-`);
  createApp(plan, {
    analyticsReporting: false,
    // Where every construct is in the tree is in no template.
    treeMetadata: false,
    context: { ...cdkContext, ...context },
    outdir,
  }).synth();
  try {
    // Renamed, so that nobody reads a part of it.
    renameSync(outdir, folder);
  } catch (error) {
    // Another process was first.
    if (!existsSync(folder)) throw error;
    rmSync(outdir, { recursive: true });
  }
  return folder;
}
