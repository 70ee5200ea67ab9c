import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Whether there is a folder, whatever the path is: longer than any, or with characters that none has. */
export function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/**
 * What is in a folder besides SQL files, which would be left out in silence: other files, and folders.
 * Names that begin with a dot are no part of it.
 *
 * @returns undefined when it is not a folder
 */
export function notSqlIn(folder: string): string[] | undefined {
  if (!isFolder(folder)) return undefined;
  return readdirSync(folder)
    .filter((name) => !name.startsWith('.'))
    .filter((name) => !name.endsWith('.sql') || isFolder(join(folder, name)))
    .sort();
}
