import { join, normalize } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { compare, type InputProblem } from '../problems.ts';
import type { Boundary } from './boundary.ts';
import { isFolder, listFolder, realFile, statsOf } from './files.ts';
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
  /** Where those values are written, for messages. @default - not said */
  readonly parameterPlaces?: ParameterPlaces;
  /**
   * Which template files are deployed, where and with what: each entry is a stack of its own, so one
   * template in two Regions is two stacks.
   * @default - each template file is one stack
   */
  readonly deployments?: readonly PlacedDeployment[];
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

/** A deployment as a file says it. */
export interface PlacedDeployment extends Deployment {
  /** Where the values of its parameters are written, for messages. @default - not said */
  readonly parameterPlaces?: ParameterPlaces;
}

/** Where values of parameters are written, by the parameters' names. */
export type ParameterPlaces = Readonly<Record<string, ParameterPlace>>;

/** A file, and a place in it as far as that is known. */
export type ParameterPlace = Pick<InputProblem, 'file' | 'line' | 'column'>;

/** Deployments by the real path of the file that they deploy. */
export type DeploymentsByFile = ReadonlyMap<string, readonly PlacedDeployment[]>;

/** Finds the files of deployments; a pattern that names none is a problem. */
export function filesOf(
  deployments: readonly PlacedDeployment[],
  isAssembly: (folder: string) => boolean,
  boundary: Boundary,
  problems: InputProblem[],
): { readonly files: readonly string[]; readonly byFile: DeploymentsByFile } {
  const files = new Set<string>();
  const byFile = new Map<string, PlacedDeployment[]>();
  for (const deployment of deployments) {
    const found = matching(normalize(deployment.template), isAssembly, boundary);
    if (found.length === 0) problems.push(nothingFor(deployment.template));
    for (const file of found) {
      files.add(file);
      const real = realFile(file);
      const others = byFile.get(real) ?? [];
      // Said twice, it is there once, as a path that is given twice.
      if (
        !others.some((one) =>
          isDeepStrictEqual({ ...one, template: '' }, { ...deployment, template: '' }),
        )
      ) {
        byFile.set(real, [...others, deployment]);
      }
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
    return statsOf(pattern)?.isFile() ? [pattern] : [];
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
  const isPattern = template.includes('*');
  const there = isFolder(template) ? 'a folder' : 'nothing';
  return {
    code: 'unreadable',
    severity: 'error',
    file: template,
    found: isPattern ? 'no file of this pattern' : there,
    expected: 'the template of a stack',
    fix: isFolder(template)
      ? `name a template in it, or all of them: ${join(template, '*.yaml')}`
      : 'check the path: it is relative to the file that names it',
  };
}

/** A template file as it is deployed: once for each deployment, or once as it is. */
export function deployedAs(
  source: StackSource,
  deployments: readonly PlacedDeployment[] | undefined,
): readonly StackSource[] {
  if (deployments === undefined) return [source];
  return deployments.map((deployment) => {
    const {
      region,
      name,
      parameters = {},
      parameterPlaces = {},
      terminationProtection,
    } = deployment;
    const told = deployments.length > 1 ? [name, region].filter(Boolean).join(' in ') : '';
    return {
      ...source,
      id: told === '' ? source.id : `${source.id} (${told})`,
      isDeclared: true,
      name,
      region,
      terminationProtection,
      parameterValues: parameters,
      parameterPlaces,
      dependencies: [],
      nested: new Map(),
    };
  });
}
