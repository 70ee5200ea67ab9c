import { existsSync } from 'node:fs';
import { fetchRuntime, hasRuntime } from '../../scripts/runtime.ts';
import { buildWorkload, workloadFolder } from '../../scripts/workload.ts';

/** Makes what the sample runs, as `npm ci` does where the config of the clone is still the sample. */
export async function setup(): Promise<void> {
  if (!existsSync(workloadFolder)) await buildWorkload(workloadFolder);
  if (!hasRuntime('arm64')) fetchRuntime('arm64');
}
