import { dirname } from 'node:path';
import { findCycles } from '../graph/cycles.ts';
import { Core, ResourceGraph } from '../graph/graph.ts';
import { type InputProblem, sortProblems } from '../problems.ts';
import type { Boundary } from './boundary.ts';
import { locateAsset } from './cloud-assembly.ts';
import { findConditionCycles } from './condition-cycles.ts';
import { danglingNames } from './dangling.ts';
import { type Declaration, onlyDeclaration } from './declaration.ts';
import type { DeploymentsByFile } from './deployments.ts';
import { expandNested, topLevel } from './nested-stacks.ts';
import type { StackSource } from './sources.ts';
import type { Template } from './template.ts';
import { notExpanded } from './visibility.ts';

/** What loading adds to. */
export interface Loading {
  readonly problems: InputProblem[];
  readonly stacks: StackSource[];
  readonly skipped: { readonly path: string; readonly reason: string }[];
  /** Real paths that were loaded. */
  readonly seen: Set<string>;
  readonly boundary: Boundary;
  deployments: DeploymentsByFile;
  /** What cloud assemblies declare. */
  readonly declarations: Declaration[];
}

export function loadingWithin(boundary: Boundary): Loading {
  const deployments: DeploymentsByFile = new Map();
  return {
    problems: [],
    stacks: [],
    skipped: [],
    seen: new Set(),
    boundary,
    deployments,
    declarations: [],
  };
}

/** The graph of all stacks, with everything that is wrong. */
export function finish({ stacks, problems, skipped, boundary, declarations }: Loading) {
  const tops = topLevel(stacks);
  nameUniquely(tops);
  const expanded = expandNested(tops, boundary, problems);
  const graph = new ResourceGraph(new Core(expanded.stacks, expanded.nodes));
  problems.push(...notExpanded(expanded.stacks));
  problems.push(...findConditionCycles(expanded.stacks), ...findCycles(graph));
  problems.push(...danglingNames(graph));
  const declaration = onlyDeclaration(declarations, problems);
  return { graph, declaration, problems: sortProblems(problems), skipped, stacks: expanded.stacks };
}

/** A template file as a stack of which nothing else is known. */
export function fileStack(template: Template): StackSource {
  return {
    id: template.file,
    name: undefined,
    assembly: '',
    constructPath: undefined,
    region: undefined,
    account: undefined,
    tags: {},
    terminationProtection: undefined,
    isDeclared: false,
    dependencies: [],
    parent: undefined,
    nested: new Map(),
    parameterValues: {},
    parameterPlaces: {},
    template,
    locateNested: (resource) => locateAsset(dirname(template.file), new Map(), resource),
    constructPathOf: () => undefined,
    constructMetadata: () => ({}),
  };
}

/**
 * Two assemblies may hold stacks of one path: those get the path of their template as well, and those
 * that share it as well a number.
 */
function nameUniquely(stacks: readonly StackSource[]): void {
  for (const same of Map.groupBy(stacks, (stack) => stack.id).values()) {
    if (same.length === 1) continue;
    const files = new Set(same.map(({ template }) => template.file));
    for (const [i, stack] of same.entries()) {
      const { file } = stack.template;
      const isTold = files.size === same.length && file !== stack.id;
      stack.id = `${stack.id} (${isTold ? file : i + 1})`;
    }
  }
}
