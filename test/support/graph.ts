import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load, type ResourceGraph } from '../../lib/assembly/index.ts';
import { createApp } from '../../lib/stacks/index.ts';
import { type EvenkeelConfig, planFor } from '../../lib/strategies/index.ts';
import { cdkContext } from './app.ts';

/** The templates of a config, read back by the code that knows nothing of what wrote them. */
export function graphOfConfig(config: EvenkeelConfig): ResourceGraph {
  const outdir = mkdtempSync(join(tmpdir(), 'evenkeel-graph-'));
  try {
    createApp(planFor(config), { context: cdkContext, analyticsReporting: false, outdir }).synth();
    return load([outdir]).graph;
  } finally {
    rmSync(outdir, { recursive: true });
  }
}
