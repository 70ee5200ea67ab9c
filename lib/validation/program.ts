import { lstatSync, readdirSync, statSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { beginningOf } from './beginning.ts';
import { isFolder } from './folders.ts';
import { OF_THE_SYSTEM } from './system-folders.ts';

/** What is wrong with a command, and what to do. */
interface Finding {
  readonly expected: string;
  readonly remedy: string;
}

/** After the name of an interpreter: the file that it runs. */
const SCRIPT = /^[\w./-]+\.(cjs|jar|js|mjs|php|pl|py|rb|sh|ts)$/;

/** Whether what a command names is not in the folder, or cannot be run. */
export function programProblem(folder: string, command: string): Finding | undefined {
  const [program = '', ...words] = command.trim().split(/\s+/);
  if (isAbsolute(program)) {
    if (OF_THE_SYSTEM.test(program)) return scriptProblem(folder, words);
    const expected = 'a program in the folder, or one of the system';
    return {
      expected,
      remedy: 'put it into the folder, and write its path there, such as ./serve',
    };
  }
  if (/^[\w.-][\w./-]*\/[\w./-]+$/.test(program)) return fileProblem(folder, program);
  if (SCRIPT.test(program) && isFile(join(folder, program))) {
    const expected = `./${program}: a shell looks for ${program} in PATH`;
    return { expected, remedy: `write ./${program}` };
  }
  return scriptProblem(folder, words);
}

/** Whether a file of the folder cannot be run by itself. */
function fileProblem(folder: string, program: string): Finding | undefined {
  const path = join(folder, program);
  const found = lstatSync(path, { throwIfNoEntry: false });
  // What a link leads to may be there on an instance only, as the Python of an environment is.
  if (found?.isSymbolicLink()) return undefined;
  if (!found?.isFile()) return missing(folder, program);
  if ((found.mode & 0o100) === 0) {
    return { expected: `${path} to be executable`, remedy: `run chmod +x ${path}` };
  }
  const [first = ''] = beginningOf(path, 256).toString('latin1').split('\n', 1);
  if (!/^#!.*\r$/.test(first)) return undefined;
  const expected = `${path} with lines that end as on Linux: there is no ${first.slice(2, -1)}\\r`;
  return { expected, remedy: 'save it without carriage returns' };
}

/** Whether the file that an interpreter is given is not there: the first word that is no option. */
function scriptProblem(folder: string, words: readonly string[]): Finding | undefined {
  const script = words.find((word) => !word.startsWith('-')) ?? '';
  if (!SCRIPT.test(script) || isAbsolute(script) || isFile(join(folder, script))) return undefined;
  return missing(folder, script);
}

function missing(folder: string, name: string): Finding {
  return { expected: `a file ${name} in ${folder}`, remedy: 'add it, or correct the command' };
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

/** What Amazon Linux 2023 has only when somebody installs it. */
const NOT_OF_THE_SYSTEM = /^(bun|deno|dotnet|java|node|php|ruby)$/;

/**
 * Whether nothing has what a command is run by: it is not of the system, and neither in the runtime,
 * as far as that is a folder and can be looked into.
 */
export function interpreterProblem(command: string, runtime: unknown): Finding | undefined {
  const [program = ''] = command.trim().split(/\s+/);
  if (!NOT_OF_THE_SYSTEM.test(program)) return undefined;
  const isThere =
    typeof runtime === 'string' &&
    (!isFolder(runtime) || executablesIn(join(runtime, 'bin')).includes(program));
  if (isThere) return undefined;
  const expected = `what Amazon Linux comes with, or a runtime with bin/${program}`;
  const remedy =
    program === 'node'
      ? "run npm run runtime, and add runtime: '.runtime/arm64.tar.gz'"
      : 'put it into a folder, and name that under workload.runtime';
  return { expected, remedy };
}

/** The names of what can be run in a folder; links may lead to what is on an instance only. */
export function executablesIn(folder: string): string[] {
  if (!isFolder(folder)) return [];
  return readdirSync(folder).filter((name) => {
    const found = lstatSync(join(folder, name));
    return found.isSymbolicLink() || (found.isFile() && (found.mode & 0o100) !== 0);
  });
}
