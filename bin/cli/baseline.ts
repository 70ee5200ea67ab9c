import { existsSync } from 'node:fs';
import { readText } from '../../lib/assembly/index.ts';
import type { Report } from '../../lib/review/reports/report.ts';
import { writeWhole } from './output.ts';

/** What was found when the baseline was written: later reports are about what is new since. */
export interface Baseline {
  /** Of findings, as reports have them. Undefined: there is no baseline yet, and it is to be written. */
  readonly fingerprints: ReadonlySet<string> | undefined;
}

const MAX_BYTES = 64 * 1024 * 1024;

/** Reads a baseline, if the file is there; what is wrong with it goes to `mistakes`. */
export function readBaseline(path: string, mistakes: string[]): Baseline {
  if (!existsSync(path)) return { fingerprints: undefined };
  const content = readText(path, MAX_BYTES);
  const found = 'text' in content ? parse(content.text) : undefined;
  if (found !== undefined) return { fingerprints: new Set(found) };
  mistakes.push(
    `--baseline ${path} is not a baseline, expected what --baseline wrote: name another file to write a new one`,
  );
  return { fingerprints: new Set() };
}

function parse(text: string): readonly string[] | undefined {
  try {
    const { fingerprints } = JSON.parse(text);
    const isList = Array.isArray(fingerprints) && fingerprints.every((x) => typeof x === 'string');
    return isList ? fingerprints : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Writes what a report finds as the baseline, in an order that keeps its changes small.
 *
 * @returns what went wrong, or undefined
 */
export function writeBaseline(path: string, { findings }: Report): string | undefined {
  const fingerprints = findings
    .filter(({ status }) => status === 'fail' || status === 'unknown')
    .map(({ fingerprint }) => fingerprint)
    .toSorted();
  return writeWhole(path, `${JSON.stringify({ version: 1, fingerprints }, null, 2)}\n`);
}
