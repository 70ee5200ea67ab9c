// Loaded into each Node of a measured command, by NODE_OPTIONS: writes what the process took.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const { BENCH_USAGE = '.' } = process.env;
process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const usage = { cpu: (userCPUTime + systemCPUTime) / 1e6, peak: maxRSS };
  writeFileSync(join(BENCH_USAGE, `${process.pid}.json`), JSON.stringify(usage));
});
