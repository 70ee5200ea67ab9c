import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { didYouMean } from '../../lib/validation/index.ts';

export interface Options {
  readonly values: Readonly<Record<string, string | boolean | undefined>>;
  /** Every value of the options that may be given several times. */
  readonly lists: Readonly<Record<string, readonly string[]>>;
  readonly positionals: readonly string[];
  /** Everything that is wrong, in the order of the command line. */
  readonly problems: readonly string[];
}

/** Reads options and paths; unlike strict `parseArgs`, it tells all mistakes and not the first. */
export function readOptions(args: readonly string[], config: ParseArgsOptionsConfig): Options {
  const { tokens } = parseArgs({
    args: [...args],
    options: config,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const values: Record<string, string | boolean> = {};
  const lists: Record<string, string[]> = {};
  const positionals: string[] = [];
  const problems: string[] = [];
  const names = Object.keys(config);
  for (const token of tokens) {
    if (token.kind === 'positional') {
      if (token.value === '') problems.push('a PATH is empty');
      else positionals.push(token.value);
    }
    if (token.kind !== 'option') continue;
    const { name, rawName, value } = token;
    const option = Object.hasOwn(config, name) ? config[name] : undefined;
    if (option === undefined) {
      const known = names.map((known) => `--${known}`);
      problems.push(`unknown option ${rawName}${didYouMean(rawName, known)}`);
    } else if (option.type === 'boolean') {
      if (value === undefined) values[name] = true;
      else problems.push(`${rawName} takes no value, got ${value}`);
    } else if (!value || (value.startsWith('-') && !token.inlineValue)) {
      problems.push(`${rawName} needs a value`);
    } else if (option.multiple === true) {
      lists[name] = [...(lists[name] ?? []), value];
    } else if (Object.hasOwn(values, name)) {
      problems.push(`${rawName} is given twice: ${values[name]} and ${value}`);
    } else values[name] = value;
  }
  return { values, lists, positionals, problems };
}

/** One of a closed set, or a problem that names them. */
export function choice<T extends string>(
  option: string,
  value: string | boolean | undefined,
  choices: readonly T[],
  fallback: T,
  problems: string[],
): T {
  if (value === undefined) return fallback;
  const found = choices.find((one) => one === value);
  if (found === undefined) {
    const text = String(value);
    const expected = choices.join(', ');
    problems.push(`--${option} is ${text}, expected ${expected}${didYouMean(text, choices)}`);
  }
  return found ?? fallback;
}

/** The value of an option that was given. */
export function textOf(value: string | boolean | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
