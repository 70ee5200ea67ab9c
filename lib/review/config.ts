import {
  type Deployment,
  type InputProblem,
  type PathSegment,
  parseDocument,
} from '../assembly/index.ts';
import { didYouMean } from './nearest.ts';
import { type ProfileOptions, ROLES, STRATEGIES } from './profile.ts';
import type { Acknowledgement } from './rule.ts';
import { rules } from './rules/index.ts';

/** What may be said of a review beside the profile. */
export interface ReviewOptions extends ProfileOptions {
  /** What is accepted, why, and until when. @default - nothing */
  readonly acknowledgements?: readonly Acknowledgement[];
  /**
   * Whether what cannot be known counts as a warning, and a file that cannot be used as an error.
   * @default false
   */
  readonly strict?: boolean;
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
  const found: InputProblem[] = [];
  CONFIG(document.value ?? {}, [], (path, value, expected, fix = 'correct it') => {
    found.push({
      code: 'invalid-section',
      severity: 'error',
      file,
      ...document.locate(path),
      found: path.length === 0 ? show(value) : `${path.join('.')}: ${show(value)}`,
      expected,
      fix,
    });
  });
  const all = [...problems, ...found];
  const config = all.length === 0 ? ((document.value ?? {}) as ReviewConfig) : undefined;
  return { config, problems: all };
}

type Report = (
  path: readonly PathSegment[],
  value: unknown,
  expected: string,
  fix?: string,
) => void;
type Check = (value: unknown, path: readonly PathSegment[], report: Report) => void;

const text: Check = (value, path, report) => {
  if (typeof value !== 'string' || value.trim() === '') report(path, value, 'a text');
};

const flag: Check = (value, path, report) => {
  if (typeof value !== 'boolean') report(path, value, 'true or false');
};

const number =
  (min: number, max = Number.POSITIVE_INFINITY): Check =>
  (value, path, report) => {
    if (typeof value === 'number' && value >= min && value <= max) return;
    const range = max === Number.POSITIVE_INFINITY ? `at least ${min}` : `from ${min} to ${max}`;
    report(path, value, `a number, ${range}`);
  };

const oneOf =
  (choices: readonly string[]): Check =>
  (value, path, report) => {
    if (typeof value === 'string' && choices.includes(value)) return;
    const fix = `choose one of them${didYouMean(String(value), choices)}`;
    report(path, value, choices.join(', '), fix);
  };

const ruleId: Check = (value, path, report) => {
  const ids = rules.map(({ id }) => id);
  if (ids.some((id) => id === value)) return;
  report(path, value, 'the ID of a rule', `see docs/rules.md${didYouMean(String(value), ids)}`);
};

const date: Check = (value, path, report) => {
  const isDate =
    typeof value === 'string' &&
    /^\d{4}-\d\d-\d\d$/.test(value) &&
    new Date(`${value}T00:00:00Z`).toJSON()?.startsWith(value);
  if (!isDate) report(path, value, 'a day as 2027-01-31');
};

const regionName: Check = (value, path, report) => {
  if (typeof value === 'string' && isRegion(value)) return;
  report(path, value, 'the name of a Region such as eu-west-1');
};

const textsByName: Check = (value, path, report) => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    report(path, value, 'a mapping of parameters to their values');
    return;
  }
  for (const [name, item] of Object.entries(value)) {
    const isText = ['string', 'number', 'boolean'].includes(typeof item);
    if (!isText) report([...path, name], item, 'a text; of a list, its items joined by commas');
  }
};

const listOf =
  (item: Check): Check =>
  (value, path, report) => {
    if (!Array.isArray(value)) report(path, value, 'a list');
    else for (const [i, one] of value.entries()) item(one, [...path, i], report);
  };

const mapping =
  (entries: Readonly<Record<string, Check>>, required: readonly string[] = []): Check =>
  (value, path, report) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      report(path, value, `a mapping of ${Object.keys(entries).join(', ')}`);
      return;
    }
    for (const [key, item] of Object.entries(value)) {
      const check = Object.hasOwn(entries, key) ? entries[key] : undefined;
      const names = Object.keys(entries);
      if (check !== undefined) check(item, [...path, key], report);
      else {
        const fix = `remove or rename it${didYouMean(key, names)}`;
        report([...path, key], item, `no such key, but ${names.join(', ')}`, fix);
      }
    }
    for (const key of required) {
      if (!Object.hasOwn(value, key)) report(path, value, `the key ${key}`, 'add it');
    }
  };

const CONFIG = mapping({
  strategy: oneOf(STRATEGIES),
  regions: listOf(mapping({ name: text, role: oneOf(ROLES) }, ['name'])),
  floors: mapping({
    availabilityZones: number(1, 6),
    capacityAfterZoneLoss: number(0),
    standbyFraction: number(0, 1),
    backupRetentionDays: number(0),
    serverlessCapacityUnits: number(0),
  }),
  objectives: mapping({
    rtoSeconds: number(0),
    rpoSeconds: number(0),
    detectionSeconds: number(1),
    requestSeconds: number(1),
  }),
  acknowledgements: listOf(
    mapping({ rule: ruleId, resource: text, reason: text, expires: date }, [
      'rule',
      'resource',
      'reason',
    ]),
  ),
  strict: flag,
  stacks: listOf(
    mapping(
      {
        template: text,
        region: regionName,
        name: text,
        parameters: textsByName,
        terminationProtection: flag,
      },
      ['template'],
    ),
  ),
});

/** Whether a text can be the name of a Region: new ones come, so that there is no list of them. */
export function isRegion(text: string): boolean {
  return /^[a-z]{2,4}(?:-[a-z]+)+-\d+$/.test(text);
}

function show(value: unknown): string {
  const json = JSON.stringify(value) ?? 'nothing';
  return json.length <= 60 ? json : `${json.slice(0, 59)}…`;
}
