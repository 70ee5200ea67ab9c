import { statSync } from 'node:fs';
import { join, normalize } from 'node:path';
import { isObject, own } from '../json.ts';
import { compare, type InputProblem } from '../problems.ts';
import type { Boundary } from './boundary.ts';
import { listFolder } from './files.ts';
import { realFile } from './nested-stacks.ts';
import type { StackSource } from './sources.ts';

/** What templates do not say of their deployment. */
export interface LoadOptions {
  /** The Region of every stack that nothing else places. @default - unknown */
  readonly region?: string;
  /**
   * Values for the parameters of every stack that declares them and is given no others.
   * @default - the parameters' defaults
   */
  readonly parameters?: Readonly<Record<string, string>>;
  /**
   * Which template files are deployed, where and with what: each entry is a stack of its own, so one
   * template in two Regions is two stacks.
   * @default - each template file is one stack
   */
  readonly deployments?: readonly Deployment[];
}

/** One deployment of a template file, or of each file that a pattern names. */
export interface Deployment {
  /** A path, with `*` for any text within a name and `**` for any folders. */
  readonly template: string;
  /** Where it is deployed. @default - as all stacks that nothing else places */
  readonly region?: string;
  /** The stack's name. @default - unknown */
  readonly name?: string;
  /** Values of its parameters. @default - the parameters' defaults */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Whether the stack is protected. @default - unknown */
  readonly terminationProtection?: boolean;
}

/** Deployments by the real path of the file that they deploy. */
export type DeploymentsByFile = ReadonlyMap<string, readonly Deployment[]>;

/** Finds the files of deployments; a pattern that names none is a problem. */
export function filesOf(
  deployments: readonly Deployment[],
  isAssembly: (folder: string) => boolean,
  boundary: Boundary,
  problems: InputProblem[],
): { readonly files: readonly string[]; readonly byFile: DeploymentsByFile } {
  const files = new Set<string>();
  const byFile = new Map<string, Deployment[]>();
  for (const deployment of deployments) {
    const found = matching(normalize(deployment.template), isAssembly, boundary);
    if (found.length === 0) problems.push(nothingFor(deployment.template));
    for (const file of found) {
      files.add(file);
      const real = realFile(file);
      byFile.set(real, [...(byFile.get(real) ?? []), deployment]);
    }
  }
  return { files: [...files].toSorted(compare), byFile };
}

function matching(
  pattern: string,
  isAssembly: (folder: string) => boolean,
  boundary: Boundary,
): readonly string[] {
  if (!pattern.includes('*')) {
    return statSync(pattern, { throwIfNoEntry: false })?.isFile() ? [pattern] : [];
  }
  const folder = folderOf(pattern);
  const listing = listFolder(folder, isAssembly, (path) => boundary.holds(path));
  const matches = globPattern(pattern);
  return listing.files.filter((file) => matches.test(normalize(file)));
}

/** The folder in which a pattern looks: what it names before its first `*`. */
export function folderOf(template: string): string {
  const [fixed = ''] = template.split('*', 1);
  return join(fixed.slice(0, fixed.lastIndexOf('/') + 1) || '.', '.');
}

/** A pattern of paths: `*` stands for any text without a slash, `**` and a slash for any folders. */
function globPattern(pattern: string): RegExp {
  const source = pattern
    .split(/(\*\*\/|\*\*|\*)/)
    .map((part) => {
      if (part === '**/') return '(?:.*/)?';
      if (part === '**') return '.*';
      return part === '*' ? '[^/]*' : part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&');
    })
    .join('');
  return new RegExp(`^${source}$`, 's');
}

function nothingFor(template: string): InputProblem {
  return {
    code: 'unreadable',
    severity: 'error',
    file: template,
    found: template.includes('*') ? 'no file of this pattern' : 'nothing',
    expected: 'the template of a stack',
    fix: 'check the path: it is relative to the file that names it',
  };
}

/** A template file as it is deployed: once for each deployment, or once as it is. */
export function deployedAs(
  source: StackSource,
  deployments: readonly Deployment[] | undefined,
): readonly StackSource[] {
  if (deployments === undefined) return [source];
  return deployments.map(({ region, name, parameters = {}, terminationProtection }) => {
    const told = deployments.length > 1 ? (name ?? region) : undefined;
    return {
      ...source,
      id: told === undefined ? source.id : `${source.id} (${told})`,
      isDeclared: true,
      name,
      region,
      terminationProtection,
      parameterValues: parameters,
      dependencies: [],
      nested: new Map(),
    };
  });
}

/** Gives a stack what is said of all stacks, where nothing else is said of it. */
export function completed(source: StackSource, options: LoadOptions): StackSource {
  const { region, parameters = {} } = options;
  source.region ??= region;
  const declared = own(source.template.body, 'Parameters');
  source.parameterValues = {
    ...Object.fromEntries(
      Object.entries(parameters).filter(([name]) => own(declared, name) !== undefined),
    ),
    ...source.parameterValues,
  };
  return source;
}

/** Values that no template asks for, which is mostly a misspelt name. */
export function unusedParameters(
  stacks: readonly StackSource[],
  { parameters = {}, deployments = [] }: LoadOptions,
): readonly string[] {
  const declared = new Set(
    stacks.flatMap(({ template }) => {
      const section = own(template.body, 'Parameters');
      return isObject(section) ? Object.keys(section) : [];
    }),
  );
  const given = [parameters, ...deployments.map((one) => one.parameters ?? {})];
  return [...new Set(given.flatMap((one) => Object.keys(one)))].filter(
    (name) => !declared.has(name),
  );
}
