import { dirname, relative } from 'node:path';
import { isObject, own } from '../json.ts';
import { MAX_NESTING, MAX_STACKS, MAX_TEMPLATE_BYTES } from '../limits.ts';
import type { ResourceNode } from '../model.ts';
import type { InputProblem } from '../problems.ts';
import type { Boundary } from './boundary.ts';
import { nestedStackPath } from './construct-paths.ts';
import { realFile } from './files.ts';
import { readNodes } from './nodes.ts';
import type { StackSource } from './sources.ts';
import { parseTemplate, type Template } from './template.ts';

/** All stacks with their nested ones, parents first, and all their resources. */
export interface Expanded {
  readonly stacks: StackSource[];
  readonly nodes: ResourceNode[];
}

/**
 * Leaves out the template files that others of the input use as nested stacks, and nobody says are
 * deployed by themselves. In a loop of such files the first one stays.
 */
export function topLevel(stacks: readonly StackSource[]): StackSource[] {
  const byFile = new Map<string, StackSource>();
  for (const stack of stacks) {
    if (!stack.isDeclared) byFile.set(realFile(stack.template.file), stack);
  }
  if (byFile.size === 0) return [...stacks];
  const uses = new Map(
    stacks.map((stack) => [stack, nestedFiles(stack).flatMap((file) => byFile.get(file) ?? [])]),
  );
  const used = new Set([...uses].flatMap(([stack, nested]) => nested.filter((n) => n !== stack)));
  const covered = new Set<StackSource>();
  const cover = (root: StackSource) => {
    const pending = [root];
    for (let stack = pending.pop(); stack !== undefined; stack = pending.pop()) {
      if (covered.has(stack)) continue;
      covered.add(stack);
      pending.push(...(uses.get(stack) ?? []));
    }
  };
  const tops = new Set(stacks.filter((stack) => !used.has(stack)));
  for (const stack of tops) cover(stack);
  for (const stack of stacks) {
    if (covered.has(stack)) continue;
    tops.add(stack);
    cover(stack);
  }
  return stacks.filter((stack) => tops.has(stack));
}

function nestedFiles(stack: StackSource): string[] {
  return readNodes(stack)
    .filter((node) => node.type === 'AWS::CloudFormation::Stack')
    .flatMap((node) => {
      const found = stack.locateNested(node);
      return found.kind === 'file' ? [realFile(found.path)] : [];
    });
}

/** Adds the nested stacks, one stack for every use of a template, since parameters differ. */
export function expandNested(
  tops: readonly StackSource[],
  boundary: Boundary,
  problems: InputProblem[],
): Expanded {
  const expanded: Expanded = { stacks: [], nodes: [] };
  const templates = new Map<string, Template | undefined>();
  const read = (path: string, resource: ResourceNode) => {
    if (!templates.has(path)) {
      templates.set(path, readTemplate(path, resource, boundary, problems));
    }
    return templates.get(path);
  };
  let isFull = false;
  const add = (stack: StackSource, ancestors: readonly string[]) => {
    if (expanded.stacks.length >= MAX_STACKS) {
      if (!isFull) problems.push(tooMany(stack));
      isFull = true;
      return;
    }
    expanded.stacks.push(stack);
    const nodes = readNodes(stack);
    for (const node of nodes) expanded.nodes.push(node);
    for (const node of nodes) {
      if (node.type !== 'AWS::CloudFormation::Stack') continue;
      const found = stack.locateNested(node);
      if (found.kind === 'remote') {
        problems.push(notLocal(node, found.url));
        continue;
      }
      const template = found.kind === 'file' ? read(found.path, node) : found.template;
      if (template === undefined) continue;
      const file = realFile(template.file);
      if (ancestors.includes(file) || ancestors.length >= MAX_NESTING) {
        problems.push(circular(node, template.file));
        continue;
      }
      const nested = nestedStack(stack, node, template);
      stack.nested.set(node.logicalId, nested);
      add(nested, [...ancestors, file]);
    }
  };
  for (const stack of tops) add(stack, [realFile(stack.template.file)]);
  return expanded;
}

function nestedStack(parent: StackSource, node: ResourceNode, template: Template): StackSource {
  const tags = own(own(node.raw, 'Properties'), 'Tags');
  const path = node.constructPath && nestedStackPath(node.constructPath);
  return {
    ...parent,
    id: `${parent.id}/${node.logicalId}`,
    name: undefined,
    constructPath: path,
    // Tags of a stack reach the resources of its nested stacks.
    tags: { ...parent.tags, ...literalTags(tags) },
    dependencies: [],
    parent: { stack: parent, logicalId: node.logicalId },
    nested: new Map(),
    parameterValues: {},
    parameterPlaces: {},
    template,
  };
}

function literalTags(tags: unknown): Record<string, string> {
  const list: readonly unknown[] = Array.isArray(tags) ? tags : [];
  const pairs = list.map((tag) => [own(tag, 'Key'), own(tag, 'Value')]);
  return Object.fromEntries(
    pairs.filter((pair): pair is [string, string] => pair.every((p) => typeof p === 'string')),
  );
}

function readTemplate(
  path: string,
  resource: ResourceNode,
  boundary: Boundary,
  problems: InputProblem[],
): Template | undefined {
  const content = boundary.readText(path, MAX_TEMPLATE_BYTES);
  if ('problem' in content) {
    const { found } = content.problem;
    if (content.problem.code === 'not-visible') {
      problems.push({ ...content.problem, ...place(resource) });
      return undefined;
    }
    problems.push({
      ...(found === 'nothing' ? { ...content.problem, code: 'missing-template' } : content.problem),
      ...place(resource),
      found: `${found} at ${relative(dirname(resource.stack.template.file), path)}`,
      expected: `the template of the nested stack ${resource.logicalId}`,
      fix: 'synthesize the app again, or put the template there',
    });
    return undefined;
  }
  const parsed = parseTemplate(content.text, path);
  problems.push(...parsed.problems);
  return parsed.value;
}

function place(node: ResourceNode) {
  const hasUrl = isObject(own(node.raw, 'Properties'));
  const path = ['Resources', node.logicalId, ...(hasUrl ? ['Properties', 'TemplateURL'] : [])];
  return node.stack.template.locate(path);
}

function notLocal(node: ResourceNode, url: string): InputProblem {
  return {
    code: 'not-visible',
    severity: 'warning',
    ...place(node),
    found: `the nested stack ${node.logicalId} at ${url}`,
    expected: 'a template on disk',
    fix: 'review that template as well: what is in it is unknown here',
  };
}

function circular(node: ResourceNode, file: string): InputProblem {
  return {
    code: 'circular-nesting',
    severity: 'error',
    ...place(node),
    found: `the nested stack ${node.logicalId} using ${file}, which leads back to itself`,
    expected: `nested stacks that end, at most ${MAX_NESTING} levels deep`,
    fix: 'remove the loop',
  };
}

function tooMany(stack: StackSource): InputProblem {
  return {
    code: 'too-many',
    severity: 'error',
    file: stack.template.file,
    found: `more than ${MAX_STACKS} stacks, nested ones included`,
    expected: `at most ${MAX_STACKS}`,
    fix: 'pass fewer inputs at once',
  };
}
