import { realpathSync } from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';
import type { InputProblem } from '../problems.ts';
import { isFolder, leadsOut, readText } from './files.ts';

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
    return this.holds(path) ? readText(path, maxBytes) : { problem: leadsOut(basename(path)) };
  }
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
