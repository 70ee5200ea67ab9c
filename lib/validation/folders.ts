import { isUtf8 } from 'node:buffer';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { unfitForTransaction } from './sql.ts';

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

/** What is wrong with one of the SQL files of a folder. */
interface SqlProblem {
  readonly name: string;
  readonly expected: string;
  readonly remedy: string;
}

/** What of the SQL files would not become what it is here, or not when its number says. */
export function sqlProblems(folder: string): SqlProblem[] {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.sql') && !name.startsWith('.'))
    .filter((name) => !isFolder(join(folder, name)))
    .sort();
  return names.flatMap((name, index) => {
    const before = names.slice(0, index).find((each) => numberOf(each) > numberOf(name));
    const content = readFileSync(join(folder, name));
    const unfit = unfitForTransaction(content.toString());
    return [
      ...(isUtf8(content) ? [] : [{ name, expected: 'text in UTF-8', remedy: 'save it as UTF-8' }]),
      ...(unfit === undefined
        ? []
        : [
            {
              name: `${name}:${unfit.line}`,
              expected: `no ${unfit.statement}: each file is applied in a transaction of its own`,
              remedy: 'take it out; what cannot be in one is made by hand',
            },
          ]),
      ...(before === undefined
        ? []
        : [
            {
              name,
              expected: `a name that is sorted before ${before}, whose number is higher`,
              remedy: 'write all numbers with as many digits, such as 0002 and 0010',
            },
          ]),
    ];
  });
}

/** What a name begins with; nothing is before or after a name without. */
const numberOf = (name: string) => Number.parseInt(name, 10);
