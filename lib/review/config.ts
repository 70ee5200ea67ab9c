import {
  type Deployment,
  type InputProblem,
  isRegion,
  PROPERTY_CHECKS,
  parseDocument,
} from '../assembly/index.ts';
import {
  type Check,
  type Checks,
  check,
  isFields,
  listOf,
  located,
  mapOf,
  memberKey,
  number,
  object,
  oneOf,
  optional,
  suggestion,
  truth,
} from '../validation/index.ts';
import { LEVELS, PRESET_NAMES, type Preset, type RuleLevel } from './presets.ts';
import type { ProfileOptions } from './profile.ts';
import type { Acknowledgement } from './rule.ts';
import { rules } from './rules/index.ts';
import { STRATEGY_SHORTHANDS } from './shorthands.ts';

/** What may be said of a review beside the profile. */
export interface ReviewOptions extends ProfileOptions {
  /** What is accepted, why, and until when. @default - nothing */
  readonly acknowledgements?: readonly Acknowledgement[];
  /**
   * Whether what cannot be known counts as a warning, and a file that cannot be used as an error.
   * @default false
   */
  readonly strict?: boolean;
  /**
   * How much is asked of the service: `core`, what a lost zone takes down and data that is gone for
   * good, with everything else as advice; `production`, every rule at its own level; `multi-region`,
   * where advice on recovery in another Region is a warning; `strict`, where all advice is one, and
   * what is unknown as well.
   *
   * @default 'production', and 'core' where nothing of the profile is declared
   */
  readonly preset?: Preset;
  /**
   * Rules that count as another level than their own, or not at all, by their ID, with the reason.
   *
   * @default - none
   */
  readonly rules?: Readonly<Record<string, RuleLevel>>;
}

/** What the file of `--config` may hold, in JSON or YAML. */
export interface ReviewConfig extends ReviewOptions {
  /**
   * Where and with what template files are deployed, with paths relative to the config's folder.
   * @default - each template file is one stack, of which nothing else is known
   */
  readonly stacks?: readonly Deployment[];
}

export interface ParsedConfig {
  /** Undefined if there are problems. */
  readonly config: ReviewConfig | undefined;
  readonly problems: readonly InputProblem[];
}

/** Reads a config; everything that is wrong with it is told at once, with its line. */
export function parseConfig(text: string, file: string): ParsedConfig {
  if (text.trim() === '') return { config: {}, problems: [] };
  const { value: document, problems } = parseDocument(text, file);
  if (document === undefined) return { config: undefined, problems };
  const found = located(problemsOf(document.value ?? {}), file, (path) => document.locate(path));
  const all = [...problems, ...found];
  const config = all.length === 0 ? toConfig(document.value ?? {}) : undefined;
  return { config, problems: all };
}

const name = check(
  (value) => typeof value === 'string' && value.trim() !== '',
  'a string that is not empty',
  'write it in quotes',
);

const ruleIds: ReadonlySet<string> = new Set(rules.map(({ id }) => id));

const ruleId: Check = (key, value) => {
  if (typeof value === 'string' && ruleIds.has(value)) return [];
  const remedy = suggestion(String(value), ruleIds) ?? 'see docs/rules.md for all of them';
  return [{ key, value, expected: 'the ID of a rule', remedy }];
};

const date = check(
  (value) =>
    typeof value === 'string' &&
    /^\d{4}-\d\d-\d\d$/.test(value) &&
    new Date(`${value}T00:00:00Z`).toJSON()?.startsWith(value) === true,
  'a date such as 2027-01-31',
  'write year, month and day',
);

const atLeast = (from: number, to?: number) =>
  optional(number({ from, ...(to !== undefined && { to }) }, 'write a number without quotes'));

const regionName = check(
  (value) => typeof value === 'string' && isRegion(value),
  'the name of a Region such as eu-west-1',
  'write it as the console shows it',
);

const parameter = check(
  (value) => ['string', 'number', 'boolean'].includes(typeof value),
  'a string',
  'join the items of a list by commas',
);

/** YAML reads `off` as false. */
const isOff = (level: unknown) => level === false;

const ruleLevel = object({
  level: (key, value) => (isOff(value) ? [] : oneOf(LEVELS)(key, value)),
  reason: name,
});

function toConfig(document: object): ReviewConfig {
  const { rules: levels, ...config } = document as ReviewConfig;
  if (levels === undefined) return config;
  const entries = Object.entries(levels).map(
    ([id, one]) => [id, { ...one, level: isOff(one.level) ? 'off' : one.level }] as const,
  );
  return { ...config, rules: Object.fromEntries(entries) };
}

function ruleLevels(key: string, value: unknown) {
  const expected = 'an object of rules with their level and the reason';
  const remedy = "write { HA-ALB-8: { level: 'off', reason: '…' } }";
  if (!isFields(value)) return [{ key, value, expected, remedy }];
  return Object.entries(value).flatMap(([id, level]) => {
    const at = memberKey(key, id);
    return [...ruleId(at, id), ...ruleLevel(at, level)];
  });
}

const problemsOf = (config: unknown) => object(CHECKS)('', config);

const CHECKS: Checks = {
  strategy: optional(oneOf(Object.keys(STRATEGY_SHORTHANDS))),
  ...PROPERTY_CHECKS,
  floors: optional(
    object({
      availabilityZones: atLeast(1, 6),
      capacityAfterZoneLoss: atLeast(0),
      standbyFraction: atLeast(0, 1),
      backupRetentionDays: atLeast(0),
      serverlessCapacityUnits: atLeast(0),
    }),
  ),
  objectives: optional(
    object({
      rtoSeconds: atLeast(0),
      rpoSeconds: atLeast(0),
      detectionSeconds: atLeast(1),
      requestSeconds: atLeast(1),
    }),
  ),
  acknowledgements: optional(
    listOf(
      object({ rule: ruleId, resource: name, reason: name, expires: optional(date) }),
      'a list of acknowledgements',
      "write [{ rule: 'HA-ASG-1', resource: 'App/Batch', reason: '…' }]",
    ),
  ),
  strict: optional(truth),
  preset: optional(oneOf(PRESET_NAMES)),
  rules: optional(ruleLevels),
  stacks: optional(
    listOf(
      object({
        template: name,
        region: optional(regionName),
        name: optional(name),
        parameters: optional(
          mapOf(parameter, 'an object of parameters with their values', 'write { Name: value }'),
        ),
        terminationProtection: optional(truth),
      }),
      'a list of stacks',
      "write [{ template: 'service.yaml', region: 'eu-west-1' }]",
    ),
  ),
};
