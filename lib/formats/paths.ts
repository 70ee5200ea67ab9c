import { isAbsolute, relative, sep } from 'node:path';

/** A path as seen from a folder if it is below that, else as it is; with slashes on every system. */
export function relativePath(root: string, path: string): string {
  const below = isAbsolute(path) ? relative(root, path) : path;
  const isBelow = below !== '' && !below.startsWith('..') && !isAbsolute(below);
  return (isBelow ? below : path).split(sep).join('/');
}
