import type { ResourceGraph } from '../graph/graph.ts';
import { InputError, type InputProblem } from '../problems.ts';
import { Boundary } from './boundary.ts';
import { fileStack, finish, type Loading, loadingWithin } from './loading.ts';
import { parseTemplate, type Template, templateFromObject } from './template.ts';

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
  const loading = loadingWithin(new Boundary([]));
  for (const [i, input] of inputs.entries()) addInput(input, `Stack${i + 1}`, loading);
  const { graph, problems } = finish(loading);
  const errors = problems.filter((problem) => problem.severity === 'error');
  if (errors.length > 0) throw new InputError(errors);
  return graph;
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
    parameterPlaces: {},
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
