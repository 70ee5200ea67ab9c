import { closeSync, openSync, readSync, statSync } from 'node:fs';

/** The first bytes of a file: none of what is no file, or cannot be read. */
export function beginningOf(file: string, length: number): Buffer {
  try {
    if (!statSync(file).isFile()) return Buffer.alloc(0);
    const opened = openSync(file, 'r');
    try {
      const start = Buffer.alloc(length);
      return start.subarray(0, readSync(opened, start));
    } finally {
      closeSync(opened);
    }
  } catch {
    return Buffer.alloc(0);
  }
}
