import {
  existsSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type ResourceGraph, realFile } from '../../lib/assembly/index.ts';
import { oneLine } from '../../lib/formats/index.ts';
import type { ExitCode, Io } from './command.ts';
import type { Options } from './options.ts';

/**
 * Prints a report, or writes it to the file that `--output` names.
 *
 * @returns what went wrong, or undefined
 */
export function emit(text: string, output: string | undefined, io: Io): string | undefined {
  if (output !== undefined) return writeWhole(resolve(io.cwd, output), text);
  io.stdout.write(text);
  return undefined;
}

/** The options that name a file to read, beside those of which there may be several. */
const FILES = ['against', 'baseline', 'config', 'facts', 'objectives'];

/**
 * What is wrong with writing a report to a file: nothing that is read is replaced by what is found
 * in it.
 *
 * @returns none or one mistake
 */
export function outputMistakes(
  { values, lists, positionals }: Options,
  graph: ResourceGraph,
  io: Io,
): readonly string[] {
  const { output } = values;
  if (typeof output !== 'string') return [];
  const named = [...positionals, ...FILES.map((name) => values[name]), ...(lists.parameters ?? [])];
  const read = [...named, ...graph.stacks.map(({ template }) => template.file)];
  const realOf = (path: string) => realFile(resolve(io.cwd, path));
  const isRead = read.some((path) => typeof path === 'string' && realOf(path) === realOf(output));
  return isRead ? [`--output ${output} is a file that is read: name another one`] : [];
}

/** Tells everything that is wrong with the input of a command. */
export function refuse(command: string, problems: readonly string[], io: Io): ExitCode {
  for (const problem of problems) io.stderr.write(`evenkeel ${command}: ${oneLine(problem)}\n`);
  return 2;
}

/**
 * Writes a whole file or nothing: readers never see half of it, and a run that fails leaves what
 * was there. A link stays one, and a device or pipe is written to as it is.
 *
 * @returns what went wrong, or undefined
 */
export function writeWhole(path: string, content: string): string | undefined {
  const there = statIfThere(path);
  if (there?.isDirectory()) return `${path} cannot be written: it is a folder; name a file in it`;
  const target = there?.isFile() ? realpathSync(path) : path;
  const temporary = `${target}.${process.pid}.tmp`;
  try {
    if (there !== undefined && !there.isFile()) {
      writeFileSync(path, content);
      return undefined;
    }
    writeFileSync(temporary, content);
    renameSync(temporary, target);
    return undefined;
  } catch (error) {
    if (existsSync(temporary)) rmSync(temporary);
    return `${path} cannot be written: ${reasonOf(error as NodeJS.ErrnoException, dirname(target))}`;
  }
}

function statIfThere(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}

function reasonOf({ code, message }: NodeJS.ErrnoException, folder: string): string {
  switch (code) {
    case 'ENOENT':
      return `there is no folder ${folder}; make it first`;
    case 'ENOTDIR':
      return `${folder} is not a folder`;
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return `no permission to write in ${folder}`;
    case 'ENOSPC':
      return 'no space is left';
    default:
      return message;
  }
}
