import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp } from '../lib/stacks/index.ts';
import { planFor } from '../lib/strategies/index.ts';
import { configUnder, documented } from './sample.ts';

/** Writes the page that `evenkeel report` makes of the sample with each strategy, to be looked at. */
const root = join(import.meta.dirname, '..');
const reports = join(root, 'docs/reports');

mkdirSync(reports, { recursive: true });
for (const { name: strategy } of documented) {
  const outdir = mkdtempSync(join(tmpdir(), 'evenkeel-reports-'));
  try {
    createApp(planFor(configUnder(strategy)), { analyticsReporting: false, outdir }).synth();
    const output = join(reports, `${strategy}.html`);
    const command = [join(root, 'bin/evenkeel.ts'), 'report', outdir, '--output', output];
    execFileSync(process.execPath, command, { stdio: 'inherit' });
  } finally {
    rmSync(outdir, { recursive: true });
  }
}
