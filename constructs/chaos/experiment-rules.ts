import { Token } from 'aws-cdk-lib/core';
import { noSnapshots } from '../removal.ts';
import type { ValidationRule } from '../validation.ts';
import type { Experiment } from './experiment.ts';
import type { FaultExperimentsProps } from './fault-experiments.ts';

/** https://docs.aws.amazon.com/fis/latest/APIReference/API_CreateExperimentTemplate.html */
const MAX_DESCRIPTION = 512;
/** https://docs.aws.amazon.com/fis/latest/userguide/fis-quotas.html */
const MAX_STOP_CONDITIONS = 5;

/** What an experiment proves, in the words under which FIS lists it. */
export function describe({ hypothesis, steadyState }: Experiment): string {
  return `Hypothesis: ${hypothesis} Steady state: ${steadyState}`;
}

/** What must hold for a Region's experiments. */
export const experimentRules: ValidationRule<FaultExperimentsProps>[] = [
  {
    condition: ({ service }) => !Token.isUnresolved(service) && service === '',
    message: () => "'service' must be the value of the tag resilience:service, got an empty string",
  },
  {
    condition: ({ stopAlarms }) =>
      stopAlarms.length === 0 || stopAlarms.length > MAX_STOP_CONDITIONS,
    message: ({ stopAlarms }) =>
      `'stopAlarms' must be 1 to ${MAX_STOP_CONDITIONS} alarms, so that an experiment ends when users are hurt, got ${stopAlarms.length}: name the alarms of the objectives`,
  },
  {
    condition: ({ experiments }) => experiments.length === 0,
    message: () => "'experiments' must have at least one, got none",
  },
  {
    condition: ({ experiments }) => wrongNames(experiments).length > 0,
    message: ({ experiments }) =>
      `'experiments' must have names of lower-case letters, digits and hyphens, each once, got '${wrongNames(experiments).join("', '")}'`,
  },
  perExperiment(
    (experiment) => missingTargets(experiment),
    'must define the targets and actions that its actions name',
  ),
  perExperiment((experiment) => idleTargets(experiment), 'must use each of its targets'),
  perExperiment(
    (experiment) =>
      describe(experiment).length > MAX_DESCRIPTION
        ? [`${describe(experiment).length} characters`]
        : [],
    `must state hypothesis and steady state in ${MAX_DESCRIPTION - 27} characters together`,
  ),
  perExperiment(
    ({ targets }) =>
      Object.values(targets)
        .map(({ selectionMode }) => selectionMode)
        .filter((mode) => !isSelection(mode)),
    'must select ALL, COUNT(n) or PERCENT(1 to 100) of its targets',
  ),
  perExperiment(
    ({ targets, actions }) => (Object.keys({ ...targets, ...actions }).length < 2 ? ['none'] : []),
    'must have at least one target and one action',
  ),
  noSnapshots,
];

function perExperiment(
  problems: (experiment: Experiment) => string[],
  must: string,
): ValidationRule<FaultExperimentsProps> {
  const wrong = ({ experiments }: FaultExperimentsProps) =>
    experiments.flatMap((experiment) => {
      const found = problems(experiment);
      return found.length === 0 ? [] : [`${experiment.name} with ${found.join(', ')}`];
    });
  return {
    condition: (props) => wrong(props).length > 0,
    message: (props) => `each of 'experiments' ${must}, got ${wrong(props).join('; ')}`,
  };
}

function wrongNames(experiments: readonly Experiment[]): string[] {
  const names = experiments.map(({ name }) => name);
  return names.filter(
    (name, index) => names.indexOf(name) !== index || !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name),
  );
}

function missingTargets({ targets, actions }: Experiment): string[] {
  return Object.values(actions).flatMap((action) => [
    ...Object.values(action.targets).filter((name) => !(name in targets)),
    ...(action.startAfter ?? []).filter((name) => !(name in actions)),
  ]);
}

function idleTargets({ targets, actions }: Experiment): string[] {
  const used = new Set(Object.values(actions).flatMap((action) => Object.values(action.targets)));
  return Object.keys(targets).filter((name) => !used.has(name));
}

/** https://docs.aws.amazon.com/fis/latest/userguide/targets.html */
function isSelection(mode: string): boolean {
  const [, percent] = /^PERCENT\((\d+)\)$/.exec(mode) ?? [];
  if (percent !== undefined) return Number(percent) >= 1 && Number(percent) <= 100;
  return mode === 'ALL' || /^COUNT\([1-9]\d*\)$/.test(mode);
}
