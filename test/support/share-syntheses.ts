import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

/**
 * Makes the folder by which the processes of one run share what they synthesize. Nothing in it
 * outlives the run, or an edit while tests are watched: it would be of other sources.
 */
export default function setup(project: TestProject): (() => void) | undefined {
  // Each project of the run calls this.
  if (process.env.EVENKEEL_SHARED_SYNTHESES !== undefined) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'evenkeel-syntheses-'));
  process.env.EVENKEEL_SHARED_SYNTHESES = folder;
  project.onTestsRerun(() => {
    for (const file of readdirSync(folder)) rmSync(join(folder, file), { recursive: true });
  });
  return () => rmSync(folder, { recursive: true });
}
