import { accessSync, constants, lstatSync, readdirSync, readlinkSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { beginningOf } from './beginning.ts';

/** What is wrong, and what to do. */
interface Finding {
  readonly value: string;
  readonly expected: string;
  readonly remedy: string;
}

/** It is read as a whole when it is archived, and fetched by each instance when it starts. */
const MOST_BYTES = 1024 ** 3;

/** Folders that an instance has as well. */
const OF_THE_SYSTEM = /^\/(usr|bin|sbin|lib|lib64|etc|dev|proc)\//;

/** What of a folder would not be on an instance as it is here, or not at all. */
export function notArchivable(folder: string): Finding[] {
  const findings: Finding[] = [];
  let bytes = 0;
  const visit = (parent: string) => {
    for (const name of readdirSync(join(folder, parent)).sort()) {
      const path = join(parent, name);
      const finding = name.includes('\uFFFD') ? ENCODING : findingOf(folder, path);
      if (finding !== undefined) {
        findings.push({ value: join(folder, path), ...finding });
        continue;
      }
      const found = lstatSync(join(folder, path));
      if (found.isDirectory()) visit(path);
      else bytes += found.size;
    }
  };
  visit('');
  if (bytes > MOST_BYTES) {
    findings.push({
      value: `${folder}, ${(bytes / 1024 ** 3).toFixed(1)} GiB`,
      expected: 'at most 1 GiB in a folder',
      remedy: 'take out what the program does not need at its start; keep data in a bucket',
    });
  }
  return findings;
}

const ENCODING = { expected: 'a name in UTF-8', remedy: 'rename it' };

function findingOf(folder: string, path: string): Omit<Finding, 'value'> | undefined {
  const found = lstatSync(join(folder, path));
  if (found.isSymbolicLink()) {
    const target = readlinkSync(join(folder, path));
    if (OF_THE_SYSTEM.test(target)) return undefined;
    const within = relative(resolve(folder), resolve(folder, dirname(path), target));
    if (!isAbsolute(target) && within !== '..' && !within.startsWith('../')) return undefined;
    const expected = `a link to something in the folder, not to ${target}`;
    return { expected, remedy: 'put a copy in its place: what it leads to is not on an instance' };
  }
  if (!found.isFile() && !found.isDirectory()) {
    return { expected: 'files, folders and links', remedy: 'take it out of the folder' };
  }
  try {
    accessSync(join(folder, path), constants.R_OK);
    return undefined;
  } catch {
    return { expected: 'a file that you may read', remedy: 'change its mode, or take it out' };
  }
}

/** Whether there is a file that begins as gzip's do. */
export function isGzip(path: string): boolean {
  return beginningOf(path, 2).equals(GZIP);
}

/** https://www.rfc-editor.org/rfc/rfc1952#section-2.3.1 */
const GZIP = Buffer.from([0x1f, 0x8b]);

/** After the name of an interpreter: the file that it runs. */
const SCRIPT = /^[\w./-]+\.(cjs|jar|js|mjs|php|pl|py|rb|sh|ts)$/;

/** Whether what a command names is not in the folder, or cannot be run. */
export function programProblem(
  folder: string,
  command: string,
): Omit<Finding, 'value'> | undefined {
  const [program = '', script = ''] = command.trim().split(/\s+/);
  if (/^[\w.-][\w./-]*\/[\w./-]+$/.test(program)) {
    const found = lstatSync(join(folder, program), { throwIfNoEntry: false });
    // What a link leads to may be there on an instance only, as the Python of an environment is.
    if (found?.isSymbolicLink()) return undefined;
    if (!found?.isFile()) return missing(folder, program);
    if ((found.mode & 0o100) !== 0) return undefined;
    return {
      expected: `${join(folder, program)} to be executable`,
      remedy: `run chmod +x ${join(folder, program)}`,
    };
  }
  if (!SCRIPT.test(script) || isAbsolute(script)) return undefined;
  const found = statSync(join(folder, script), { throwIfNoEntry: false });
  return found?.isFile() ? undefined : missing(folder, script);
}

function missing(folder: string, name: string): Omit<Finding, 'value'> {
  return { expected: `a file ${name} in ${folder}`, remedy: 'add it, or correct the command' };
}
