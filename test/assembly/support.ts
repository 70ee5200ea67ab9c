import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import {
  formatProblem,
  load,
  type ResourceGraph,
  type ResourceNode,
} from '../../lib/assembly/index.ts';

/** The path of a fixture. */
export function fixture(name: string): string {
  return fileURLToPath(new URL(`fixtures/${name}`, import.meta.url));
}

/** A folder with the given files, removed when the test ends. */
export function folderOf(files: Readonly<Record<string, string | object>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'assembly-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  }
  return folder;
}

/** The only resource with a logical ID in the graph. */
export function nodeOf(graph: ResourceGraph, logicalId: string): ResourceNode {
  const found = graph.nodes.filter((node) => node.logicalId === logicalId);
  const [node] = found;
  if (node === undefined || found.length > 1) {
    throw new Error(`${found.length} resources are called ${logicalId}`);
  }
  return node;
}

/** A graph as plain data: what two graphs of one input must agree on. */
export function digest(graph: ResourceGraph): unknown {
  return {
    nodes: graph.nodes.map((node) => [node.id, node.type, node.region, node.raw]),
    edges: graph.edges.map((e) => [e.from.id, e.path, e.to.id, e.attribute, e.how, e.when.length]),
    crossings: graph.crossings.map((c) => [c.from.id, c.path, c.hop.how, c.hop.name]),
    unresolved: graph.unresolved().map((u) => [u.from.id, u.path, u.unknown.reason]),
  };
}

export const QUEUE = { Resources: { Queue: { Type: 'AWS::SQS::Queue' } } };

/** What a load gives: stacks, problems and what was skipped, with paths as seen from the folder. */
export function report(folder: string, paths: readonly string[] = [folder]) {
  const { graph, problems, skipped } = load(paths);
  const short = (text: string) => text.replaceAll(`${folder}/`, '').replaceAll(folder, '.');
  return {
    graph,
    stacks: graph.stacks.map((stack) => short(stack.id)),
    problems: problems.map((problem) => `${problem.severity} ${short(formatProblem(problem))}`),
    skipped: skipped.map(({ path, reason }) => `${relative(folder, path)}: ${reason}`),
  };
}
