import { statSync } from 'node:fs';
import { basename, dirname, join, normalize } from 'node:path';
import { findCycles } from '../graph/cycles.ts';
import { Core, ResourceGraph } from '../graph/graph.ts';
import { isObject, own } from '../json.ts';
import { MAX_MANIFEST_BYTES, MAX_TEMPLATE_BYTES } from '../limits.ts';
import { compare, InputError, type InputProblem, sortProblems } from '../problems.ts';
import { loadCloudAssembly, locateAsset } from './cloud-assembly.ts';
import { findConditionCycles } from './condition-cycles.ts';
import { listFolder, readText, unreadable } from './files.ts';
import { expandNested, realFile, topLevel } from './nested-stacks.ts';
import type { StackSource } from './sources.ts';
import { parseTemplate, type Template, templateFromObject } from './template.ts';
import { notExpanded } from './visibility.ts';

export interface LoadResult {
  /** What could be read; empty if nothing could. */
  readonly graph: ResourceGraph;
  /** Everything that is wrong with any input, in the order of files and lines. */
  readonly problems: readonly InputProblem[];
  /** What folders held besides templates. */
  readonly skipped: readonly { readonly path: string; readonly reason: string }[];
}

/**
 * Reads cloud assemblies, templates (JSON or YAML) and folders of either into one graph.
 *
 * Never throws for what an input holds: problems of all inputs are returned together, and the
 * graph has what could be read. Limits are in `limits.ts`.
 */
export function load(paths: readonly string[]): LoadResult {
  const loading: Loading = { problems: [], stacks: [], skipped: [], seen: new Set() };
  // The same report in whatever order and spelling paths are given.
  const normal = paths.map((path) => (path === '' ? path : normalize(path)));
  for (const path of [...new Set(normal)].toSorted(compare)) loadPath(path, loading);
  if (paths.length === 0) loading.problems.push(nothing('the command line', 'no path'));
  return finish(loading);
}

/** A stack that is given as an object or a text instead of a file. */
export interface StackInput {
  /** The template as an object, or as JSON or YAML text. */
  readonly template: object | string;
  /** @default - `Stack1`, `Stack2`, … as the ID, and no stack name */
  readonly name?: string;
  /** @default - unknown */
  readonly region?: string;
  /** @default - unknown */
  readonly account?: string;
  /** @default - none */
  readonly tags?: Readonly<Record<string, string>>;
  /** @default - unknown */
  readonly terminationProtection?: boolean;
  /** Values of template parameters. @default - the parameters' defaults */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Templates of nested stacks by logical ID. @default - none */
  readonly nested?: Readonly<Record<string, StackInput['template']>>;
}

/**
 * The graph of templates at hand, for tests and tools.
 *
 * @throws InputError with all problems, if a template is broken
 */
export function graphOf(...inputs: readonly StackInput[]): ResourceGraph {
  const loading: Loading = { problems: [], stacks: [], skipped: [], seen: new Set() };
  for (const [i, input] of inputs.entries()) addInput(input, `Stack${i + 1}`, loading);
  const { graph, problems } = finish(loading);
  const errors = problems.filter((problem) => problem.severity === 'error');
  if (errors.length > 0) throw new InputError(errors);
  return graph;
}

interface Loading {
  readonly problems: InputProblem[];
  readonly stacks: StackSource[];
  readonly skipped: { readonly path: string; readonly reason: string }[];
  /** Real paths that were loaded. */
  readonly seen: Set<string>;
}

function finish({ stacks, problems, skipped }: Loading): LoadResult {
  const tops = topLevel(stacks);
  nameUniquely(tops);
  const expanded = expandNested(tops, problems);
  const graph = new ResourceGraph(new Core(expanded.stacks, expanded.nodes));
  problems.push(...notExpanded(expanded.stacks));
  problems.push(...findConditionCycles(expanded.stacks), ...findCycles(graph));
  return { graph, problems: sortProblems(problems), skipped };
}

function loadPath(path: string, loading: Loading): void {
  let isFolder: boolean;
  try {
    isFolder = statSync(path).isDirectory();
  } catch (error) {
    loading.problems.push(unreadable(path, error));
    return;
  }
  if (isFolder) loadFolder(path, loading);
  else if (basename(path) === 'manifest.json' && isCloudAssembly(dirname(path))) {
    loadAssemblyOnce(dirname(path), loading);
  } else loadFile(path, loading, 'named');
}

function loadFolder(folder: string, loading: Loading): void {
  const before = loading.stacks.length + loading.problems.length;
  const listing = listFolder(folder, isCloudAssembly);
  loading.problems.push(...listing.problems);
  loading.skipped.push(...listing.skipped);
  for (const assembly of listing.assemblies) loadAssemblyOnce(assembly, loading);
  for (const file of listing.files) loadFile(file, loading, 'found');
  const found = loading.stacks.length + loading.problems.length - before;
  if (found === 0) loading.problems.push(nothing(folder, 'no template and no cloud assembly'));
}

function loadAssemblyOnce(folder: string, loading: Loading): void {
  if (isNew(folder, loading)) loadCloudAssembly(folder, loading);
}

function isCloudAssembly(folder: string): boolean {
  const content = readText(join(folder, 'manifest.json'), MAX_MANIFEST_BYTES);
  return 'text' in content && /"artifacts"\s*:/.test(content.text);
}

/** A file found in a folder must look like a template; a file that was named must be one. */
function loadFile(file: string, loading: Loading, how: 'named' | 'found'): void {
  const content = readText(file, MAX_TEMPLATE_BYTES);
  if ('problem' in content) {
    loading.problems.push(content.problem);
    return;
  }
  // Without zero bytes, UTF-16 is legible enough to see that it is a template.
  const legible = content.text.replaceAll('\0', '');
  if (how === 'found' && !/(?:^|[\s{,"'\ufffd])Resources["']?\s*:/.test(legible)) {
    loading.skipped.push({ path: file, reason: 'no Resources section' });
    return;
  }
  const parsed = parseTemplate(content.text, file);
  const isOther = parsed.value === undefined && parsed.problems[0]?.code === 'not-a-template';
  if (how === 'found' && (isOther || (parsed.value && !hasResourceTypes(parsed.value)))) {
    loading.skipped.push({ path: file, reason: 'not a CloudFormation template' });
    return;
  }
  if (!isNew(file, loading)) return;
  loading.problems.push(...parsed.problems);
  if (parsed.value !== undefined) loading.stacks.push(fileStack(parsed.value));
}

function hasResourceTypes(template: Template): boolean {
  const resources = own(template.body, 'Resources');
  if (own(template.body, 'AWSTemplateFormatVersion') !== undefined) return true;
  return Object.values(isObject(resources) ? resources : {}).some((resource) =>
    /^[\w]+::[\w]+/.test(String(own(resource, 'Type'))),
  );
}

function fileStack(template: Template): StackSource {
  return {
    id: template.file,
    name: undefined,
    assembly: '',
    constructPath: undefined,
    region: undefined,
    account: undefined,
    tags: {},
    terminationProtection: undefined,
    dependencies: [],
    parent: undefined,
    nested: new Map(),
    parameterValues: {},
    template,
    locateNested: (resource) => locateAsset(dirname(template.file), new Map(), resource),
    constructPathOf: () => undefined,
    constructMetadata: () => ({}),
  };
}

function addInput(input: StackInput, fallbackId: string, loading: Loading): void {
  const id = input.name ?? fallbackId;
  const template = toTemplate(input.template, id, loading.problems);
  if (template === undefined) return;
  const nested = new Map<string, Template>();
  for (const [logicalId, body] of Object.entries(input.nested ?? {})) {
    const found = toTemplate(body, `${id}/${logicalId}`, loading.problems);
    if (found !== undefined) nested.set(logicalId, found);
  }
  loading.stacks.push({
    ...fileStack(template),
    id,
    name: input.name,
    region: input.region,
    account: input.account,
    tags: input.tags ?? {},
    terminationProtection: input.terminationProtection,
    parameterValues: input.parameters ?? {},
    locateNested: ({ logicalId }) => {
      const found = nested.get(logicalId);
      return found === undefined
        ? { kind: 'remote', url: 'a place that is not given' }
        : { kind: 'template', template: found };
    },
  });
}

function toTemplate(
  body: object | string,
  file: string,
  problems: InputProblem[],
): Template | undefined {
  const parsed =
    typeof body === 'string' ? parseTemplate(body, file) : templateFromObject(body, file);
  problems.push(...parsed.problems);
  return parsed.value;
}

/** Two assemblies may hold stacks of one path: those get the path of their template as well. */
function nameUniquely(stacks: readonly StackSource[]): void {
  for (const same of Map.groupBy(stacks, (stack) => stack.id).values()) {
    if (same.length === 1) continue;
    for (const [i, stack] of same.entries()) {
      const { file } = stack.template;
      stack.id = `${stack.id} (${file === stack.id ? i + 1 : file})`;
    }
  }
}

function isNew(path: string, loading: Loading): boolean {
  const real = realFile(path);
  if (loading.seen.has(real)) {
    loading.skipped.push({ path, reason: 'loaded already' });
    return false;
  }
  loading.seen.add(real);
  return true;
}

function nothing(file: string, found: string): InputProblem {
  return {
    code: 'not-a-template',
    severity: 'error',
    file,
    found,
    expected: 'a cloud assembly, a template, or a folder of them',
    fix: 'pass the output folder of `cdk synth` or the path of a template',
  };
}
