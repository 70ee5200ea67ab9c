import { dirname, join, normalize } from 'node:path';
import {
  type Deployment,
  formatProblem,
  type InputProblem,
  type LoadOptions,
  type LoadResult,
  load,
  readText,
} from '../../lib/assembly/index.ts';
import { isRegion, parseConfig, type ReviewConfig } from '../../lib/review/config.ts';
import { parseParameters } from '../../lib/review/parameters.ts';

/** The largest config, or file of parameters, that is read. */
const MAX_BYTES = 1024 * 1024;

/** What a review reads, as the command line names it. */
export interface ReviewInputs {
  readonly paths: readonly string[];
  readonly config: string | undefined;
  readonly region: string | undefined;
  readonly parameters: readonly string[];
}

/** What can be judged, and what could not be read of it. */
export interface LoadedInputs extends LoadResult {
  readonly config: ReviewConfig;
}

/**
 * Reads all inputs. What is wrong with the command line, the config or the parameters goes to
 * `mistakes`, and so does what is wrong with templates where that leaves nothing to judge; else what
 * cannot be used is among the problems of the result, and the rest is judged.
 */
export function readInputs(inputs: ReviewInputs, mistakes: string[]): LoadedInputs {
  const { paths, region } = inputs;
  const config = readConfig(inputs.config, mistakes);
  if (paths.length === 0 && config.stacks === undefined) {
    mistakes.push('no PATH is given: pass templates or cdk.out');
  }
  if (region !== undefined && !isRegion(region)) {
    mistakes.push(`--region is ${region}, expected the name of a Region such as eu-west-1`);
  }
  const options: LoadOptions = {
    ...(region !== undefined && { region }),
    parameters: readParameters(inputs.parameters, mistakes),
    deployments: deploymentsOf(config, inputs.config),
  };
  const loaded = load(paths, options);
  const errors = loaded.problems.filter(({ severity }) => severity === 'error');
  const isGiven = ({ code, file }: InputProblem) =>
    code === 'unreadable' &&
    [...paths, ...(options.deployments ?? []).map(templateOf)].some(
      (path) => normalize(path) === normalize(file),
    );
  const fatal = loaded.graph.stacks.length === 0 ? errors : errors.filter(isGiven);
  if (paths.length > 0 || config.stacks !== undefined) mistakes.push(...fatal.map(formatProblem));
  return { ...loaded, config };
}

function templateOf({ template }: Deployment): string {
  return template;
}

/** Paths in a config are relative to its folder. */
function deploymentsOf({ stacks = [] }: ReviewConfig, file = ''): readonly Deployment[] {
  return stacks.map(({ template, parameters = {}, ...stack }) => ({
    ...stack,
    template: join(dirname(file), template),
    parameters: Object.fromEntries(Object.entries(parameters).map(([k, v]) => [k, String(v)])),
  }));
}

function readConfig(path: string | undefined, mistakes: string[]): ReviewConfig {
  if (path === undefined) return {};
  const content = readText(path, MAX_BYTES);
  if ('problem' in content) {
    mistakes.push(formatProblem(content.problem));
    return {};
  }
  const { config, problems } = parseConfig(content.text, path);
  mistakes.push(...problems.map(formatProblem));
  return config ?? {};
}

/** Of several files, the later ones count. */
function readParameters(paths: readonly string[], mistakes: string[]): Record<string, string> {
  const values: Record<string, string> = {};
  for (const path of paths) {
    const content = readText(path, MAX_BYTES);
    if ('problem' in content) {
      mistakes.push(formatProblem(content.problem));
      continue;
    }
    const parsed = parseParameters(content.text, path);
    mistakes.push(...parsed.problems.map(formatProblem));
    Object.assign(values, parsed.values);
  }
  return values;
}
