import { readFileSync, writeFileSync } from 'node:fs';
import type { ModuleRun, RunResult } from './modules.ts';

// Run by Node and not by vitest, so that modules are loaded as users load them. Each is evaluated
// anew, with an environment of its own; what it imports is loaded once, which is most of the time
// that processes of their own would take.
const [input = '', output = ''] = process.argv.slice(2);
const runs: readonly ModuleRun[] = JSON.parse(readFileSync(input, 'utf8'));
const results: RunResult[] = [];
for (const [index, { module, env }] of runs.entries()) {
  const written = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    process[stream].write = (chunk: string | Uint8Array) => {
      written[stream] += Buffer.from(chunk as string).toString('utf8');
      return true;
    };
  }
  Object.assign(process.env, env);
  process.exitCode = 0;
  try {
    await import(`${module}?run=${index}`);
    // Where an app of the CDK synthesizes, unless it has done so by itself.
    for (const listener of process.listeners('beforeExit')) listener.call(process, 0);
  } catch (error) {
    console.error(error);
    process.exitCode = 1;
  }
  process.removeAllListeners('beforeExit');
  results.push({ status: Number(process.exitCode), ...written });
}
writeFileSync(output, JSON.stringify(results));
process.exit(0);
