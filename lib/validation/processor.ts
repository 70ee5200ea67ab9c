import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { constants, gunzipSync } from 'node:zlib';
import { beginningOf } from './beginning.ts';

/** The processors that instances have, by the names that Node gives them. */
export type Processor = 'arm64' | 'x64';

/** At byte 18 of an executable: https://www.man7.org/linux/man-pages/man5/elf.5.html */
const MACHINES: ReadonlyMap<number, Processor> = new Map([
  [62, 'x64'],
  [183, 'arm64'],
]);
const ELF = Buffer.from('\x7fELF');
/** As much of an archive as is looked at: a license may come before what is executed. */
const BEGINNING = 2 ** 18;
const BLOCK = 512;

/** For which processor an executable is; undefined of a script, and of what is not there. */
export function processorOf(file: string): Processor | undefined {
  return processorIn(beginningOf(file, 20));
}

/** The same for the executables below `bin`, in a folder or at the beginning of an archive. */
export function processorOfRuntime(path: string): Processor | undefined {
  const { bin, archive } = { bin: join(path, 'bin'), archive: beginningOf(path, BEGINNING) };
  const found =
    archive.length > 0
      ? executablesIn(archive).map(processorIn)
      : namesIn(bin).map((name) => processorOf(join(bin, name)));
  return found.find((processor) => processor !== undefined);
}

function processorIn(start: Buffer): Processor | undefined {
  return start.length >= 20 && start.subarray(0, 4).equals(ELF)
    ? MACHINES.get(start.readUInt16LE(18))
    : undefined;
}

/** What of an archive's files below `bin` its beginning holds. */
function executablesIn(archive: Buffer): Buffer[] {
  let tar: Buffer;
  try {
    tar = gunzipSync(archive, { finishFlush: constants.Z_SYNC_FLUSH });
  } catch {
    return [];
  }
  const found: Buffer[] = [];
  for (let at = 0; at + BLOCK < tar.length; ) {
    const text = (offset: number, length: number) =>
      tar.toString('latin1', at + offset, at + offset + length).replace(/\0.*/s, '');
    const size = Number.parseInt(text(124, 12), 8) || 0;
    if (/^(\.\/)?bin\/./.test(text(0, 100))) found.push(tar.subarray(at + BLOCK, at + BLOCK + 20));
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
  return found;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}
