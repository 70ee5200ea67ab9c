import {
  type Dirent,
  readdirSync,
  readFileSync,
  realpathSync,
  type Stats,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { MAX_FILES } from '../limits.ts';
import { compare, type InputProblem } from '../problems.ts';

/** A file or folder that could not be read, as a problem. */
export function unreadable(path: string, error: unknown): InputProblem {
  const code = (error as NodeJS.ErrnoException).code ?? String(error);
  const words: Record<string, string> = {
    ENOENT: 'nothing',
    EACCES: 'no permission to read it',
    EPERM: 'no permission to read it',
    ELOOP: 'a loop of symbolic links',
    ENOTDIR: 'a file where a folder should be',
    EISDIR: 'a folder',
    ENXIO: 'neither a file nor a folder',
    ENAMETOOLONG: 'a path that is too long',
  };
  const isPath = ['ENOENT', 'ENAMETOOLONG'].includes(code);
  return {
    code: 'unreadable',
    severity: 'error',
    file: path,
    found: words[code] ?? `the system error ${code}`,
    expected: code === 'EISDIR' ? 'a file' : 'a readable file or folder',
    fix: isPath
      ? 'check the path'
      : code === 'EISDIR'
        ? 'name a file in it'
        : 'check the permissions and links',
  };
}

/** What leads out of the folders given is a part of the input that is not seen. */
export function leadsOut(path: string): InputProblem {
  return {
    code: 'not-visible',
    severity: 'warning',
    file: path,
    found: 'a path that leads out of the folders given',
    expected: 'a file inside one of them',
    fix: 'pass its folder as well, if it is part of the architecture',
  };
}

function tooLarge(file: string, bytes: number, maxBytes: number): InputProblem {
  return {
    code: 'too-large',
    severity: 'error',
    file,
    found: `${bytes} bytes`,
    expected: `at most ${maxBytes} bytes (CloudFormation accepts templates of 1 MB)`,
    fix: 'split it into nested stacks',
  };
}

/** A file's text, or why there is none. Files beyond `maxBytes` are not read. */
export function readText(
  path: string,
  maxBytes: number,
): { text: string } | { problem: InputProblem } {
  try {
    const stats = statSync(path);
    if (!stats.isFile()) {
      const code = stats.isDirectory() ? 'EISDIR' : 'ENXIO';
      return { problem: unreadable(path, { code }) };
    }
    if (stats.size > maxBytes) return { problem: tooLarge(path, stats.size, maxBytes) };
    return { text: readFileSync(path, 'utf8') };
  } catch (error) {
    return { problem: unreadable(path, error) };
  }
}

/** What is below a folder: template-like files, cloud assemblies, and what was left out. */
export interface Listing {
  readonly files: string[];
  readonly assemblies: string[];
  readonly skipped: { readonly path: string; readonly reason: string }[];
  readonly problems: InputProblem[];
}

const TEMPLATE_NAME = /\.(?:json|ya?ml|template|cfn)$/i;

/**
 * Walks a folder in a fixed order, following symbolic links that stay inside, each real folder once.
 */
export function listFolder(
  root: string,
  isAssembly: (folder: string) => boolean,
  isInside: (path: string) => boolean,
): Listing {
  const listing: Listing = { files: [], assemblies: [], skipped: [], problems: [] };
  const visited = new Set<string>();
  let seen = 0;
  const pending = [root];
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    let entries: Dirent[];
    try {
      const real = realpathSync(folder);
      if (visited.has(real)) {
        listing.skipped.push({ path: folder, reason: 'a link to a folder that was read' });
        continue;
      }
      visited.add(real);
      if (isAssembly(folder)) {
        listing.assemblies.push(folder);
        continue;
      }
      entries = readdirSync(folder, { withFileTypes: true });
    } catch (error) {
      listing.problems.push(unreadable(folder, error));
      continue;
    }
    const folders: string[] = [];
    for (const item of entries.toSorted((a, b) => compare(a.name, b.name))) {
      const path = join(folder, item.name);
      seen += 1;
      if (item.name.startsWith('.') || item.name === 'node_modules') {
        listing.skipped.push({ path, reason: 'hidden or installed' });
      } else if (item.isSymbolicLink() && !isInside(path)) {
        listing.problems.push(leadsOut(path));
      } else if (leadsToFolder(item, path)) folders.push(path);
      else if (TEMPLATE_NAME.test(item.name)) listing.files.push(path);
      else listing.skipped.push({ path, reason: 'not JSON or YAML by its name' });
    }
    if (seen > MAX_FILES) {
      listing.problems.push({
        code: 'too-many',
        severity: 'error',
        file: root,
        found: `more than ${MAX_FILES} files`,
        expected: 'a folder of templates',
        fix: 'pass a narrower path',
      });
      break;
    }
    pending.push(...folders.toReversed());
  }
  return listing;
}

/** A link that leads nowhere counts as a file: reading it says what is wrong. */
function leadsToFolder(item: Dirent, path: string): boolean {
  return item.isSymbolicLink() ? isFolder(path) : item.isDirectory();
}

/** A file under its real name, or as it is called if it is not on disk. */
export function realFile(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return file;
  }
}

/** Whether a path leads to a folder; what cannot be looked at does not, for whatever reason. */
export function isFolder(path: string): boolean {
  return statsOf(path)?.isDirectory() ?? false;
}

/** What is at a path; undefined if nothing is, or if it cannot be looked at. */
export function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}
