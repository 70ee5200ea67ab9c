import { realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';
import type { InputProblem } from '../problems.ts';
import { readText } from './files.ts';

/**
 * The folders that whoever runs a review has given. Templates and manifests are often somebody
 * else's: what they name, by a path or by a link, is read from these folders and from nowhere else.
 */
export class Boundary {
  readonly #folders: readonly string[];
  readonly #files: ReadonlySet<string>;

  /** @param paths what was given; of a file, its folder is given with it */
  constructor(paths: readonly string[]) {
    this.#folders = paths.map((path) => real(isFolder(path) ? path : dirname(path)));
    this.#files = new Set(paths.map(real));
  }

  /** Whether a path leads to a place inside, all links followed. */
  holds(path: string): boolean {
    const place = real(path);
    return (
      this.#files.has(place) ||
      this.#folders.some((folder) => `${place}${sep}`.startsWith(join(folder, sep)))
    );
  }

  /** A file's text; nothing of a file outside is read, nor is its path repeated. */
  readText(path: string, maxBytes: number): { text: string } | { problem: InputProblem } {
    return this.holds(path) ? readText(path, maxBytes) : { problem: outside(path) };
  }
}

/** What a file outside is: a part of the input that is not seen. */
function outside(path: string): InputProblem {
  return {
    code: 'not-visible',
    severity: 'warning',
    file: basename(path),
    found: 'a path that leads out of the folders given',
    expected: 'a file inside one of them',
    fix: 'pass its folder as well, if it is part of the architecture',
  };
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** The real path of what is there; of what is not, that of the folder in which it would be. */
function real(path: string): string {
  const absolute = resolve(path);
  try {
    return realpathSync(absolute);
  } catch {
    const parent = dirname(absolute);
    return parent === absolute ? absolute : join(real(parent), basename(absolute));
  }
}
