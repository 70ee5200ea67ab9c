import { dirname, isAbsolute, join } from 'node:path';
import {
  type Deployment,
  formatProblem,
  type LoadResult,
  type PlacedDeployment,
} from '../../lib/assembly/index.ts';
import { parseConfig, type ReviewConfig } from '../../lib/review/config.ts';
import { readFile, readTemplates, type TemplateInputs } from './templates.ts';

/** What a review reads, as the command line names it. */
export interface ReviewInputs extends Omit<TemplateInputs, 'deployments'> {
  readonly config: string | undefined;
}

/** What can be judged, and what could not be read of it. */
export interface LoadedInputs extends LoadResult {
  readonly config: ReviewConfig;
}

/** Reads all inputs, as `readTemplates` does; what is wrong with the config goes to `mistakes` as well. */
export function readInputs(inputs: ReviewInputs, mistakes: string[]): LoadedInputs {
  const config = readConfig(inputs.config, mistakes);
  const deployments = config.stacks && deploymentsOf(config.stacks, inputs.config);
  return { ...readTemplates({ ...inputs, deployments }, mistakes), config };
}

/** Paths in a config are relative to its folder. */
function deploymentsOf(stacks: readonly Deployment[], file = ''): readonly PlacedDeployment[] {
  return stacks.map(({ template, parameters = {}, ...stack }) => ({
    ...stack,
    template: isAbsolute(template) ? template : join(dirname(file), template),
    parameters: Object.fromEntries(Object.entries(parameters).map(([k, v]) => [k, String(v)])),
    parameterPlaces: Object.fromEntries(Object.keys(parameters).map((name) => [name, { file }])),
  }));
}

function readConfig(path: string | undefined, mistakes: string[]): ReviewConfig {
  if (path === undefined) return {};
  const text = readFile(path, mistakes);
  if (text === undefined) return {};
  const { config, problems } = parseConfig(text, path);
  mistakes.push(...problems.map(formatProblem));
  return config ?? {};
}
