import { existsSync } from 'node:fs';
import { normalize } from 'node:path';
import {
  formatProblem,
  type InputProblem,
  isRegion,
  type LoadOptions,
  type LoadResult,
  load,
  type ParameterPlace,
  type PlacedDeployment,
  readText,
} from '../../lib/assembly/index.ts';
import { parseAssignment, parseParameters } from '../../lib/review/parameters.ts';

/** The largest config, or file of parameters or objectives, that is read. */
const MAX_BYTES = 1024 * 1024;

/** Which templates a command reads, and where and with what they are deployed. */
export interface TemplateInputs {
  readonly paths: readonly string[];
  readonly region: string | undefined;
  /** Files with values of parameters, and single ones as `Key=Value`. */
  readonly parameters: readonly string[];
  /** @default - none: each template file is one stack */
  readonly deployments?: readonly PlacedDeployment[] | undefined;
}

/**
 * Reads templates. What is wrong with the command line or the parameters goes to `mistakes`, and so
 * does what is wrong with templates where that leaves nothing to judge; else what cannot be used is
 * among the problems of the result, and the rest is judged.
 */
export function readTemplates(inputs: TemplateInputs, mistakes: string[]): LoadResult {
  const { paths, region, deployments } = inputs;
  const isNothing = paths.length === 0 && deployments === undefined;
  if (isNothing) mistakes.push('no PATH is given: pass templates or cdk.out');
  if (region !== undefined && !isRegion(region)) {
    mistakes.push(`--region is ${region}, expected the name of a Region such as eu-west-1`);
  }
  const options: LoadOptions = {
    ...(region !== undefined && { region }),
    ...readParameters(inputs.parameters, mistakes),
    deployments: deployments ?? [],
  };
  const loaded = load(paths, options);
  const errors = loaded.problems.filter(({ severity }) => severity === 'error');
  const isGiven = ({ code, file }: InputProblem) =>
    code === 'unreadable' &&
    [...paths, ...(deployments ?? []).map(templateOf)].some(
      (path) => normalize(path) === normalize(file),
    );
  const fatal = loaded.graph.stacks.length === 0 ? errors : errors.filter(isGiven);
  if (!isNothing) mistakes.push(...fatal.map(formatProblem));
  return loaded;
}

/** The text of a small file; undefined if it cannot be read, which goes to `mistakes`. */
export function readFile(path: string, mistakes: string[]): string | undefined {
  const content = readText(path, MAX_BYTES);
  if ('text' in content) return content.text;
  mistakes.push(formatProblem(content.problem));
  return undefined;
}

function templateOf({ template }: PlacedDeployment): string {
  return template;
}

/** Files and single values in their order, of which the later ones count. */
function readParameters(given: readonly string[], mistakes: string[]) {
  const parameters: Record<string, string> = {};
  const parameterPlaces: Record<string, ParameterPlace> = {};
  for (const text of given) {
    // The AWS CLI wants it before a file.
    const one = text.replace(/^file:\/\//, '');
    const assignment = existsSync(one) ? undefined : parseAssignment(one);
    if (assignment !== undefined) {
      const [name, value] = assignment;
      parameters[name] = value;
      parameterPlaces[name] = { file: '--parameters' };
      continue;
    }
    const content = readFile(one, mistakes);
    if (content === undefined) continue;
    const { values, places, problems } = parseParameters(content, one);
    mistakes.push(...problems.map(formatProblem));
    Object.assign(parameters, values);
    Object.assign(parameterPlaces, places);
  }
  return { parameters, parameterPlaces };
}
