import { accessSync, constants, existsSync, lstatSync, readdirSync, readlinkSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { beginningOf } from './beginning.ts';
import { OF_THE_SYSTEM } from './system-folders.ts';

/** What is wrong, and what to do. */
interface Finding {
  readonly value: string;
  readonly expected: string;
  readonly remedy: string;
}

/** It is read as a whole when it is archived, and fetched by each instance when it starts. */
const MOST_BYTES = 1024 ** 3;

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
  if (basename(path) === '.git') {
    const expected = 'a folder without .git, which holds all that ever was in it';
    return { expected, remedy: 'build the program into a folder of its own, and name that' };
  }
  // What a synthesis writes would be in the next one, and so on, and every release another one.
  if (found.isDirectory() && existsSync(join(folder, path, 'cdk.out'))) {
    const expected = 'a folder without what cdk writes';
    return { expected, remedy: 'name the folder that has the program alone, or another --output' };
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
