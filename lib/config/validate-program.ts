import { join } from 'node:path';
import {
  type Check,
  executablesIn,
  interpreterProblem,
  isFolder,
  isGzip,
  notArchivable,
  programProblem,
  text,
} from '../validation/index.ts';

const line = text(
  /^[^\n\0]{1,2048}$/,
  'a command of one line and at most 2,048 characters',
  "write it like 'node server.mjs'",
);

/** Outside of quotes: what makes several commands of one, or a variable before it. */
const SEVERAL = /[;&|]|^\s*\w+=/;

/**
 * Every mistake in the command that runs a program: it becomes the process that systemd watches and
 * stops, and what it names is in the folder.
 */
export const command =
  (folder: unknown, runtime: unknown): Check =>
  (key, value) => {
    const found = line(key, value);
    if (found.length > 0 || typeof value !== 'string') return found;
    const outside = value.replaceAll(/'[^']*'|"(?:[^"\\]|\\.)*"|\\./g, '');
    if (/['"]/.test(outside)) {
      const expected = 'a command that closes each quote that it opens';
      return [{ key, value, expected, remedy: 'add the quote that is missing' }];
    }
    if (value.trim() === '' || SEVERAL.test(outside)) {
      const expected = 'a single command, without ; & | and without variables before it';
      const remedy =
        'put them into a script in the folder, which ends with exec, or set environment';
      return [{ key, value, expected, remedy }];
    }
    if (typeof folder !== 'string' || !isFolder(folder)) return [];
    const problem = programProblem(folder, value) ?? interpreterProblem(value, runtime);
    return problem === undefined ? [] : [{ key, value, ...problem }];
  };

/** Every mistake in a folder that becomes an archive. */
export const folder: Check = (key, value) => {
  if (typeof value !== 'string' || !isFolder(value)) {
    const expected = 'a folder that is there, seen from where cdk runs';
    const remedy = 'make it first (npm run workload makes .workload), or correct the path';
    return [{ key, value, expected, remedy }];
  }
  return notArchivable(value).map((problem) => ({ key, ...problem }));
};

/** Every mistake in a folder that becomes an archive, or in an archive that is there. */
export const runtime: Check = (key, value) => {
  if (typeof value === 'string' && isFolder(value)) {
    const found = folder(key, value);
    if (executablesIn(join(value, 'bin')).length > 0) return found;
    const expected = 'a folder that has what runs the program in bin, executable';
    return [...found, { key, value, expected, remedy: 'put it there, or run chmod +x on it' }];
  }
  if (typeof value === 'string' && isGzip(value)) return [];
  const expected = 'a folder or a .tar.gz that is there, seen from where cdk runs';
  const remedy =
    'make it first (npm run runtime makes .runtime/arm64.tar.gz, with -- --arch x64 .runtime/x64.tar.gz), or correct the path';
  return [{ key, value, expected, remedy }];
};
