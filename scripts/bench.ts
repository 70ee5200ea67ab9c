import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readBenchOptions } from './bench/options.ts';
import {
  limitMissed,
  type Row,
  readResult,
  recorded,
  shown,
  worseThan,
  writeResult,
} from './bench/result.ts';
import { benches } from './bench/rows.ts';

/**
 * Measures commands against each other, in alternating pairs in one run, since absolute times say
 * more about the machine than about the command. Prints each figure's median with its spread, what
 * misses its limit, and what is worse than in the result that is committed.
 */
const options = readBenchOptions(process.argv.slice(2));
if ('problems' in options) {
  for (const problem of options.problems) console.error(`bench: ${problem}`);
  console.error('Run npm run bench -- --help for all options.');
  process.exitCode = 2;
} else if ('help' in options) process.stdout.write(options.help);
else {
  const { runs, only, record } = options;
  process.chdir(join(import.meta.dirname, '..'));
  const out = mkdtempSync(join(tmpdir(), 'evenkeel-bench-'));
  const rows: Row[] = [];
  try {
    for (const [name, run] of Object.entries(benches(out))) {
      if (!name.includes(only)) continue;
      const row = { name, figures: await run(runs) };
      rows.push(row);
      print(row);
    }
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
  for (const worse of worseThan(readResult(), rows)) console.log(`worse than before: ${worse}`);
  if (record) writeResult(rows);
}

function print({ name, figures }: Row): void {
  console.log(`${name}: median (lowest to highest)`);
  for (const figure of figures) {
    const missed = limitMissed(figure);
    if (missed !== undefined) process.exitCode = 1;
    const remark = missed === undefined ? '' : `, ${missed}`;
    console.log(`  ${figure.name.padEnd(40)}${shown(recorded(figure))}${remark}`);
  }
}
