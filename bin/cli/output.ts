import { renameSync, rmSync, writeFileSync } from 'node:fs';

/**
 * Writes a whole file or nothing: readers never see half of it, and a run that fails leaves what
 * was there.
 *
 * @returns what went wrong, or undefined
 */
export function writeWhole(path: string, content: string): string | undefined {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    writeFileSync(temporary, content);
    renameSync(temporary, path);
    return undefined;
  } catch (error) {
    rmSync(temporary, { force: true });
    return `${path} cannot be written: ${error instanceof Error ? error.message : error}`;
  }
}
