import { statSync } from 'node:fs';
import { basename, dirname, join, normalize } from 'node:path';
import type { ResourceGraph } from '../graph/graph.ts';
import { isObject, own } from '../json.ts';
import { MAX_MANIFEST_BYTES, MAX_TEMPLATE_BYTES } from '../limits.ts';
import { compare, type InputProblem } from '../problems.ts';
import { Boundary } from './boundary.ts';
import { loadCloudAssembly } from './cloud-assembly.ts';
import type { Declaration } from './declaration.ts';
import { deployedAs, filesOf, folderOf, type LoadOptions } from './deployments.ts';
import { listFolder, realFile, unreadable } from './files.ts';
import { fileStack, finish, type Loading, loadingWithin } from './loading.ts';
import { completed, unusedParameters } from './parameter-values.ts';
import { parseTemplate, type Template } from './template.ts';

export interface LoadResult {
  /** What could be read; empty if nothing could. */
  readonly graph: ResourceGraph;
  /** What the owner of the service declared, as the cloud assembly has it; undefined: nothing. */
  readonly declaration: Declaration | undefined;
  /** Everything that is wrong with any input, in the order of files and lines. */
  readonly problems: readonly InputProblem[];
  /** What folders held besides templates. */
  readonly skipped: readonly { readonly path: string; readonly reason: string }[];
}

/**
 * Reads cloud assemblies, templates (JSON or YAML) and folders of either into one graph.
 *
 * Never throws for what an input holds: problems of all inputs are returned together, and the
 * graph has what could be read. Nothing outside of the given folders and of those of the given
 * files is read, whatever templates and manifests name. Limits are in `limits.ts`.
 */
export function load(paths: readonly string[], options: LoadOptions = {}): LoadResult {
  const { deployments = [] } = options;
  // The same report in whatever order and spelling paths are given.
  const normal = paths.map((path) => (path === '' ? path : normalize(path)));
  const boundary = new Boundary([...normal, ...deployments.map((one) => folderOf(one.template))]);
  const loading = loadingWithin(boundary);
  const found = filesOf(deployments, isCloudAssembly(boundary), boundary, loading.problems);
  loading.deployments = found.byFile;
  for (const path of [...new Set([...normal, ...found.files])].toSorted(compare)) {
    loadPath(path, loading);
  }
  if (normal.length + deployments.length === 0) {
    loading.problems.push(nothing('the command line', 'no path'));
  }
  for (const stack of loading.stacks) completed(stack, options, loading.problems);
  const result = finish(loading);
  const unused = unusedParameters(result.stacks, options);
  return { ...result, problems: [...result.problems, ...unused] };
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
  else if (basename(path) === 'manifest.json' && isCloudAssembly(loading.boundary)(dirname(path))) {
    loadAssemblyOnce(dirname(path), loading);
  } else loadFile(path, loading, 'named');
}

function loadFolder(folder: string, loading: Loading): void {
  const before = loading.stacks.length + loading.problems.length;
  const { boundary } = loading;
  const listing = listFolder(folder, isCloudAssembly(boundary), (path) => boundary.holds(path));
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

function isCloudAssembly(boundary: Boundary): (folder: string) => boolean {
  return (folder) => {
    const content = boundary.readText(join(folder, 'manifest.json'), MAX_MANIFEST_BYTES);
    return 'text' in content && /"artifacts"\s*:/.test(content.text);
  };
}

/** A file found in a folder must look like a template; a file that was named must be one. */
function loadFile(file: string, loading: Loading, how: 'named' | 'found'): void {
  const content = loading.boundary.readText(file, MAX_TEMPLATE_BYTES);
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
  if (parsed.value === undefined) return;
  const deployments = loading.deployments.get(realFile(file));
  loading.stacks.push(...deployedAs(fileStack(parsed.value), deployments));
}

function hasResourceTypes(template: Template): boolean {
  const resources = own(template.body, 'Resources');
  if (own(template.body, 'AWSTemplateFormatVersion') !== undefined) return true;
  return Object.values(isObject(resources) ? resources : {}).some((resource) =>
    /^[\w]+::[\w]+/.test(String(own(resource, 'Type'))),
  );
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
