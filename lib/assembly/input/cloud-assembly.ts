import { basename, dirname, isAbsolute, join, normalize } from 'node:path';
import { isObject, type JsonObject, kindOf, own } from '../json.ts';
import { MAX_MANIFEST_BYTES, MAX_NESTING, MAX_TEMPLATE_BYTES } from '../limits.ts';
import type { ResourceNode } from '../model.ts';
import type { InputProblem } from '../problems.ts';
import {
  type ConstructPaths,
  indexPaths,
  type PathEntry,
  pathsFromMetadata,
  pathsFromTree,
} from './construct-paths.ts';
import { readDeclaration } from './declaration.ts';
import { realFile } from './files.ts';
import type { Loading as WholeLoading } from './loading.ts';
import type { NestedTemplate, StackSource } from './sources.ts';
import { parseDocument, parseStackTemplate } from './template.ts';

/** What loading a cloud assembly adds to, and what it may read. */
type Loading = Pick<WholeLoading, 'problems' | 'stacks' | 'seen' | 'boundary' | 'declarations'>;

/**
 * Reads a cloud assembly: its stacks, those of nested assemblies (Stages), and where the templates
 * of nested stacks are, which the manifest does not list.
 *
 * https://docs.aws.amazon.com/cdk/v2/guide/configure-synth.html
 */
export function loadCloudAssembly(folder: string, loading: Loading): void {
  const tree = new LazyTree(join(folder, 'tree.json'), loading);
  loadAssembly(folder, '', tree, loading, 0);
}

function loadAssembly(
  folder: string,
  assembly: string,
  tree: LazyTree,
  loading: Loading,
  depth: number,
): void {
  const file = join(folder, 'manifest.json');
  const manifest = readJson(file, loading);
  if (manifest === undefined) return;
  const artifacts = own(manifest, 'artifacts');
  if (!isObject(artifacts)) {
    const found = `${kindOf(artifacts)} as artifacts`;
    loading.problems.push(invalidManifest(file, found, 'the artifacts of a cloud assembly'));
    return;
  }
  const declaration = readDeclaration(folder, loading.boundary, loading.problems);
  if (declaration !== undefined) loading.declarations.push(declaration);
  const assets = readAssets(folder, artifacts, loading);
  const byArtifact = new Map<string, StackSource>();
  for (const [id, artifact] of Object.entries(artifacts)) {
    const properties = own(artifact, 'properties');
    const type = own(artifact, 'type');
    if (type === 'aws:cloudformation:stack') {
      const stack = readStack({ folder, file, assembly, id, artifact, assets, tree }, loading);
      if (stack !== undefined) byArtifact.set(id, stack);
    } else if (type === 'cdk:cloud-assembly') {
      const name = own(properties, 'directoryName');
      if (typeof name !== 'string' || leadsOut(name) || depth >= MAX_NESTING) {
        const found = `${kindOf(name)} as the folder of the nested assembly ${id}`;
        const expected = 'the name of a folder in that of the manifest';
        loading.problems.push(invalidManifest(file, found, expected));
        continue;
      }
      const path = text(own(properties, 'displayName')) ?? id.replace(/^assembly-/, '');
      // Given by itself as well, it is no other one.
      loading.seen.add(realFile(join(folder, name)));
      loadAssembly(join(folder, name), path, tree, loading, depth + 1);
    }
  }
  for (const [id, stack] of byArtifact) {
    const names = own(artifacts[id], 'dependencies');
    for (const name of Array.isArray(names) ? names : []) {
      const dependency = byArtifact.get(String(name));
      if (dependency !== undefined) stack.dependencies.push(dependency);
    }
    loading.stacks.push(stack);
  }
}

interface StackArtifact {
  readonly folder: string;
  readonly file: string;
  readonly assembly: string;
  readonly id: string;
  readonly artifact: unknown;
  readonly assets: ReadonlyMap<string, string>;
  readonly tree: LazyTree;
}

function readStack(source: StackArtifact, loading: Loading): StackSource | undefined {
  const { folder, file, id, artifact } = source;
  const properties = own(artifact, 'properties');
  const templateFile = own(properties, 'templateFile');
  if (typeof templateFile !== 'string' || leadsOut(templateFile)) {
    const found = `${kindOf(templateFile)} as the templateFile of the stack ${id}`;
    loading.problems.push(
      invalidManifest(file, found, 'the name of a template in the folder of the manifest'),
    );
    return undefined;
  }
  const path = join(folder, templateFile);
  const content = loading.boundary.readText(path, MAX_TEMPLATE_BYTES);
  if ('problem' in content) {
    loading.problems.push(content.problem);
    return undefined;
  }
  const parsed = parseStackTemplate(content.text, path);
  loading.problems.push(...parsed.problems);
  if (parsed.value === undefined) return undefined;
  const displayName = text(own(artifact, 'displayName')) ?? id;
  // Older versions of CDK append the stack's name in parentheses.
  const constructPath = displayName.replace(/ \(.*\)$/, '');
  const environment = /^aws:\/\/([^/]*)\/(.*)$/.exec(text(own(artifact, 'environment')) ?? '');
  const metadata = lazily(() => readMetadata(source, loading));
  const paths = lazily(() => readPaths(source.tree, constructPath, metadata()));
  return {
    id: constructPath,
    name: text(own(properties, 'stackName')) ?? id,
    assembly: source.assembly,
    constructPath,
    region: environmentPart(environment?.[2], 'unknown-region'),
    account: environmentPart(environment?.[1], 'unknown-account'),
    tags: texts(own(properties, 'tags')),
    terminationProtection: own(properties, 'terminationProtection') === true,
    isDeclared: true,
    dependencies: [],
    parent: undefined,
    nested: new Map(),
    parameterValues: texts(own(properties, 'parameters')),
    parameterPlaces: {},
    template: parsed.value,
    locateNested: (resource) => locateAsset(folder, source.assets, resource),
    constructPathOf: (stackPath, logicalId) => paths()(stackPath, logicalId),
    constructMetadata: metadata,
  };
}

/**
 * A nested stack's template by the asset path in its metadata, else by the content hash in its
 * URL, else by a relative path.
 */
export function locateAsset(
  folder: string,
  assets: ReadonlyMap<string, string>,
  resource: ResourceNode,
): NestedTemplate {
  const asset = own(own(resource.raw, 'Metadata'), 'aws:asset:path');
  if (typeof asset === 'string') return { kind: 'file', path: join(folder, asset) };
  const url = own(own(resource.raw, 'Properties'), 'TemplateURL');
  const written = typeof url === 'string' ? url : JSON.stringify(url ?? '');
  for (const [hash] of written.matchAll(/[0-9a-f]{64}/g)) {
    const path = assets.get(hash);
    if (path !== undefined) return { kind: 'file', path: join(folder, path) };
  }
  if (typeof url === 'string' && url !== '' && !/^[a-z][a-z0-9+.-]*:/i.test(url)) {
    return { kind: 'file', path: join(dirname(resource.stack.template.file), url) };
  }
  return {
    kind: 'remote',
    url: typeof url === 'string' ? url : 'a URL put together at deployment',
  };
}

function readAssets(
  folder: string,
  artifacts: JsonObject,
  loading: Loading,
): ReadonlyMap<string, string> {
  const paths = new Map<string, string>();
  for (const artifact of Object.values(artifacts)) {
    if (own(artifact, 'type') !== 'cdk:asset-manifest') continue;
    const name = text(own(own(artifact, 'properties'), 'file'));
    const manifest = name === undefined ? undefined : readJson(join(folder, name), loading);
    const files = own(manifest, 'files');
    for (const [hash, file] of isObject(files) ? Object.entries(files) : []) {
      const path = text(own(own(file, 'source'), 'path'));
      if (path !== undefined) paths.set(hash, path);
    }
  }
  return paths;
}

function readMetadata({ folder, artifact }: StackArtifact, loading: Loading): JsonObject {
  const extra = text(own(artifact, 'additionalMetadataFile'));
  return {
    ...(own(artifact, 'metadata') as JsonObject | undefined),
    ...(extra === undefined ? undefined : readJson(join(folder, extra), loading)),
  };
}

function readPaths(tree: LazyTree, stackPath: string, metadata: JsonObject): ConstructPaths {
  const entries = pathsFromMetadata(metadata);
  return indexPaths(stackPath, entries.length > 0 ? entries : tree.entries(stackPath));
}

/** The construct tree, read only if neither templates nor metadata have the paths. */
class LazyTree {
  readonly #read: () => PathEntry[];

  constructor(file: string, loading: Loading) {
    this.#read = lazily(() => {
      const content = loading.boundary.readText(file, MAX_MANIFEST_BYTES);
      if ('problem' in content) return [];
      const { value, problems } = parseDocument(content.text, file);
      loading.problems.push(...problems);
      return pathsFromTree(value?.value);
    });
  }

  entries(stackPath: string): PathEntry[] {
    return this.#read().filter(([path]) => path.startsWith(`${stackPath}/`));
  }
}

function readJson(file: string, { boundary, problems }: Loading): JsonObject | undefined {
  const content = boundary.readText(file, MAX_MANIFEST_BYTES);
  if ('problem' in content) {
    problems.push(content.problem);
    return undefined;
  }
  const parsed = parseDocument(content.text, file);
  problems.push(...parsed.problems);
  const value = parsed.value?.value;
  if (parsed.value !== undefined && !isObject(value)) {
    problems.push(invalidManifest(file, kindOf(value), `a mapping in ${basename(file)}`));
  }
  return isObject(value) ? value : undefined;
}

/** An assembly is often somebody else's: it names its own files, and no others of this machine. */
function leadsOut(name: string): boolean {
  return isAbsolute(name) || normalize(name).split(/[\\/]/)[0] === '..';
}

function invalidManifest(file: string, found: string, expected: string): InputProblem {
  const fix = 'synthesize the app again';
  return { code: 'invalid-manifest', severity: 'error', file, found, expected, fix };
}

function environmentPart(part: string | undefined, unknownName: string): string | undefined {
  return part === undefined || part === '' || part === unknownName ? undefined : part;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function texts(value: unknown): Record<string, string> {
  const entries = isObject(value) ? Object.entries(value) : [];
  return Object.fromEntries(entries.map(([key, item]) => [key, String(item)]));
}

function lazily<T>(compute: () => T): () => T {
  let value: { readonly of: T } | undefined;
  return () => {
    value ??= { of: compute() };
    return value.of;
  };
}
