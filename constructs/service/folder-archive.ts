import { createHash } from 'node:crypto';
import {
  closeSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  readSync,
} from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** A folder as one file, which is the same wherever and whenever it is made of the same content. */
export type Archive = MadeArchive | FinishedArchive;

interface MadeArchive {
  /** A gzipped tar. */
  readonly content: Buffer;
  /** The SHA-256 of `content`, in hexadecimal. */
  readonly sha256: string;
}

interface FinishedArchive {
  /** The path of a gzipped tar. */
  readonly file: string;
  /** The SHA-256 of the file, in hexadecimal. */
  readonly sha256: string;
}

const BLOCK = 512;
const CHUNK = 2 ** 20;

/**
 * Archives a folder with everything in it: in the order of the names, owned by root, without times,
 * and with no more of the modes than whether a file can be executed.
 *
 * @throws Error when it holds anything but files, folders and symbolic links
 */
export function archiveOf(folder: string): MadeArchive {
  return archive(entriesBelow(folder, ''));
}

/** Archives one file, which anybody may read. */
export function archiveOfFile(name: string, text: string): MadeArchive {
  return archive(entry({ path: name, type: '0', mode: 0o644, content: Buffer.from(text) }));
}

/** An archive that is there already. It may be large, and is never in memory as a whole. */
export function finishedArchive(file: string): FinishedArchive {
  const hash = createHash('sha256');
  const chunk = Buffer.allocUnsafe(CHUNK);
  const opened = openSync(file, 'r');
  try {
    for (let read = readSync(opened, chunk); read > 0; read = readSync(opened, chunk)) {
      hash.update(chunk.subarray(0, read));
    }
  } finally {
    closeSync(opened);
  }
  return { file, sha256: hash.digest('hex') };
}

function archive(entries: readonly Buffer[]): MadeArchive {
  const end = Buffer.alloc(2 * BLOCK);
  const content = gzipSync(Buffer.concat([...entries, end]));
  // The byte that names the operating system on which it was made: unknown.
  content[9] = 255;
  return { content, sha256: createHash('sha256').update(content).digest('hex') };
}

function entriesBelow(folder: string, parent: string): Buffer[] {
  return readdirSync(join(folder, parent))
    .sort()
    .flatMap((name) => {
      const path = parent === '' ? name : `${parent}/${name}`;
      const found = lstatSync(join(folder, path));
      if (found.isDirectory()) {
        return [
          ...entry({ path: `${path}/`, type: '5', mode: 0o755 }),
          ...entriesBelow(folder, path),
        ];
      }
      if (found.isSymbolicLink()) {
        return entry({ path, type: '2', mode: 0o777, link: readlinkSync(join(folder, path)) });
      }
      if (found.isFile()) {
        const mode = found.mode & 0o100 ? 0o755 : 0o644;
        return entry({ path, type: '0', mode, content: readFileSync(join(folder, path)) });
      }
      throw new Error(
        `${join(folder, path)} is not a file, a folder or a link: take it out of the folder`,
      );
    });
}

interface Entry {
  readonly path: string;
  /** A letter of the format: `0` a file, `2` a link, `5` a folder, `x` what is said of the next. */
  readonly type: '0' | '2' | '5' | 'x';
  readonly mode: number;
  readonly link?: string;
  readonly content?: Buffer;
}

/**
 * A header, after the one that says what does not fit into it, and the content.
 * https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html#tag_20_94_13
 */
function entry({ path, type, mode, link = '', content = Buffer.alloc(0) }: Entry): Buffer[] {
  const long = record('path', path) + record('linkpath', link);
  const header = Buffer.alloc(BLOCK);
  const put = (text: string, offset: number, length: number) =>
    Buffer.from(text).subarray(0, length).copy(header, offset);
  const octal = (value: number, length: number) =>
    `${value.toString(8).padStart(length - 1, '0')}\0`;
  put(path, 0, 100);
  put(octal(mode, 8), 100, 8);
  put(octal(0, 8), 108, 8);
  put(octal(0, 8), 116, 8);
  put(octal(content.length, 12), 124, 12);
  put(octal(0, 12), 136, 12);
  put(' '.repeat(8), 148, 8);
  put(type, 156, 1);
  put(link, 157, 100);
  put('ustar\x0000', 257, 8);
  const sum = header.reduce((total, byte) => total + byte, 0);
  put(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 8);
  const padding = Buffer.alloc((BLOCK - (content.length % BLOCK)) % BLOCK);
  const before =
    long === '' ? [] : entry({ path: 'long', type: 'x', mode: 0o644, content: Buffer.from(long) });
  return [...before, header, content, padding];
}

/** `LENGTH KEY=VALUE`, where the length counts itself; nothing for what fits into the header. */
function record(key: string, value: string): string {
  if (Buffer.byteLength(value) <= 100) return '';
  const rest = Buffer.byteLength(` ${key}=${value}\n`);
  const digits = `${rest + `${rest}`.length}`.length;
  return `${rest + digits} ${key}=${value}\n`;
}
