import { type InputProblem, parseDocument } from '../../assembly/index.ts';
import {
  type Check,
  type Checks,
  fieldProblems,
  isFields,
  listOf,
  located,
  mapOf,
  memberKey,
  number,
  object,
  oneOf,
  optional,
  truth,
} from '../../validation/index.ts';
import { ASSUMPTIONS } from '../assumptions.ts';
import type { RecoveryTarget, ResilienceObjectives } from '../objectives/objectives.ts';
import { scenarioName } from './scenario-name.ts';

/** What an owner declares of a service, in a file beside its templates. */
export interface Declared {
  readonly objectives: ResilienceObjectives;
  /** Values of assumptions by their keys, as `need.Group`, `hard.Cache` or `decisionMinutes`. */
  readonly assumptions: Readonly<Record<string, number | string | boolean>>;
}

export interface ParsedObjectives {
  readonly declared: Declared;
  readonly problems: readonly InputProblem[];
}

const NOTHING: Declared = { objectives: {}, assumptions: {} };

/**
 * Reads a file of objectives, JSON or YAML; everything that is wrong with it is told at once, with
 * its line.
 *
 * ```yaml
 * objectives:
 *   regionLoss: { rtoMinutes: 20, rpoMinutes: 1 }
 *   az-loss: { rtoMinutes: 1, byItself: true }
 * survives: [az-loss, az-loss+no-launches]
 * need: { WebGroup: 4 }
 * hard: { Cache: false }
 * decisionMinutes: 5
 * ```
 */
export function parseObjectives(text: string, file: string): ParsedObjectives {
  if (text.trim() === '') return { declared: NOTHING, problems: [] };
  const { value: document, problems } = parseDocument(text, file);
  if (document === undefined) return { declared: NOTHING, problems };
  const body = document.value ?? {};
  const wrong = located(object(CHECKS)('', body), file, (path) => document.locate(path));
  const all = [...problems, ...wrong];
  return { declared: all.length === 0 ? toDeclared(body as Body) : NOTHING, problems: all };
}

/** What is in a file without mistakes. */
interface Body {
  readonly objectives?: Readonly<Record<string, number | RecoveryTarget>>;
  readonly survives?: readonly string[];
  readonly judge?: 'shortest' | 'typical' | 'longest';
  readonly need?: Readonly<Record<string, number>>;
  readonly hard?: Readonly<Record<string, boolean>>;
}

function toDeclared({ objectives = {}, survives, judge, need = {}, hard = {}, ...others }: Body) {
  const { availabilityPercent, ...recovery } = objectives;
  const prefixed = (prefix: string, values: Readonly<Record<string, number | boolean>>) =>
    Object.entries(values).map(([name, value]) => [`${prefix}.${name}`, value]);
  return {
    objectives: {
      recovery: recovery as Readonly<Record<string, RecoveryTarget>>,
      ...(typeof availabilityPercent === 'number' && { availabilityPercent }),
      ...(survives !== undefined && { survives }),
      ...(judge !== undefined && { judge }),
    },
    assumptions: {
      ...others,
      ...Object.fromEntries([...prefixed('need', need), ...prefixed('hard', hard)]),
    },
  };
}

const minutes = optional(number({ from: 0 }, 'write minutes, without quotes'));

const target = object({ rtoMinutes: minutes, rpoMinutes: minutes, byItself: optional(truth) });

/** The objectives of a config, and targets for any other scenario. */
const targets: Check = (key, value) => {
  if (!isFields(value)) {
    const remedy = 'write { regionLoss: { rtoMinutes: 20, rpoMinutes: 1 } }';
    return [{ key, value, expected: 'an object of scenarios with what they may cost', remedy }];
  }
  const { availabilityPercent, ...others } = value;
  const named = Object.keys(others).flatMap((name) =>
    name === 'regionLoss' ? [] : scenarioName(memberKey(key, name), name),
  );
  const percent = optional(number({ above: 0, to: 100 }, 'write a number such as 99.95'));
  return [
    ...percent(memberKey(key, 'availabilityPercent'), availabilityPercent),
    ...(named.length > 0 ? named : targetProblems(key, others)),
  ];
};

function targetProblems(key: string, fields: Readonly<Record<string, unknown>>) {
  const all = Object.keys(fields).map((name) => [name, target] as const);
  return fieldProblems(key, fields, Object.fromEntries(all));
}

const CHECKS: Checks = {
  objectives: optional(targets),
  survives: optional(listOf(scenarioName, 'a list of scenarios', 'write [az-loss, …]')),
  judge: optional(oneOf(['shortest', 'typical', 'longest'])),
  need: optional(
    mapOf(
      number({ from: 0 }, 'count instances, or tasks'),
      'an object of groups with what the peak takes of each',
      'write { WebGroup: 4 }',
    ),
  ),
  hard: optional(
    mapOf(
      truth,
      'an object of resources with whether paths fail without them',
      'write { Cache: false }',
    ),
  ),
  ...Object.fromEntries(
    Object.keys(ASSUMPTIONS).map((key) => [
      key,
      optional(number({ from: 0 }, 'write a number, without quotes')),
    ]),
  ),
};
