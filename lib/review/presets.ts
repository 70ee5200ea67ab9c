import type { ReviewOptions } from './config.ts';
import type { ProfileOptions } from './profile.ts';
import type { GraphRule, ResourceRule, Rule, Severity, Verdict } from './rule.ts';

/** How much is asked of a service. */
export type Preset = 'core' | 'production' | 'multi-region' | 'strict';

/** How much a rule matters in one review: `off` leaves it out. */
export type Level = Severity | 'off';

/** All levels that a config may give a rule. */
export const LEVELS: readonly Level[] = ['error', 'warning', 'info', 'off'];

/** A rule that counts as another level than its own, and why. */
export interface RuleLevel {
  /** What it counts as. */
  readonly level: Level;
  /** Why, for whoever asks later. */
  readonly reason: string;
}

/** What rules matter in a review, and what was changed by a config. */
export interface Levels {
  readonly preset: Preset;
  readonly rules: readonly Rule[];
  readonly changes: readonly (RuleLevel & { readonly ruleId: string })[];
}

/** What each preset makes of a rule that no config speaks of. */
const PRESETS: Readonly<Record<Preset, (rule: Rule) => Severity>> = {
  // What a lost zone takes down, and data that is gone for good: the rest is advice.
  core: (rule) =>
    rule.severity === 'error' || rule.controls === 'redundancy' || rule.controls === 'backup'
      ? rule.severity
      : 'info',
  production: ({ severity }) => severity,
  // What a takeover by another Region rests on is more than advice.
  'multi-region': (rule) => (isOfRegions(rule) ? raised(rule) : rule.severity),
  strict: (rule) => raised(rule),
};

/** The names of all presets. */
export const PRESET_NAMES = Object.keys(PRESETS) as readonly Preset[];

function raised({ severity }: Rule): Severity {
  return severity === 'info' ? 'warning' : severity;
}

/** Areas that speak of other Regions, and best practices of recovery in them. */
function isOfRegions({ id, wellArchitected }: Rule): boolean {
  return /^HA-(?:REG|DNS)-/.test(id) || wellArchitected.some((one) => one.startsWith('REL13'));
}

/** Whether anything is said of a service that it is held against. */
function isDeclared(options: ProfileOptions): boolean {
  const { strategy, regions, liveData, sharedTraffic, recovery, peaks } = options;
  const { floors = {}, objectives = {} } = options;
  return (
    [strategy, regions, liveData, sharedTraffic, recovery, peaks].some(
      (value) => value !== undefined,
    ) || Object.keys({ ...floors, ...objectives }).length > 0
  );
}

/**
 * The rules of a review with the levels that count: those of the preset, and before them those of
 * the config.
 *
 * @param options what was declared; where nothing was, and no preset is named, `core` counts
 */
export function levelsOf(all: readonly Rule[], options: ReviewOptions): Levels {
  const preset = options.preset ?? (isDeclared(options) ? 'production' : 'core');
  const own = options.rules ?? {};
  const rules = all.flatMap((rule) => {
    const level = own[rule.id]?.level;
    if (level === 'off') return [];
    return level === undefined
      ? [releveled(rule, (severity) => PRESETS[preset]({ ...rule, severity }))]
      : [
          releveled(rule, (severity) =>
            severity === rule.severity ? level : least(severity, level),
          ),
        ];
  });
  const changes = all.flatMap(({ id }) => {
    const change = own[id];
    return change === undefined ? [] : [{ ruleId: id, ...change }];
  });
  return { preset, rules, changes };
}

/** A rule at other levels, of its own and of what it finds to matter more or less than that. */
function releveled(rule: Rule, levelOf: (severity: Severity) => Severity): Rule {
  const severity = levelOf(rule.severity);
  const found = <T extends Verdict>(verdict: T): T =>
    verdict.severity === undefined ? verdict : { ...verdict, severity: levelOf(verdict.severity) };
  if (rule.appliesTo === 'graph') {
    const check: GraphRule['check'] = (context) => rule.check(context).map(found);
    return { ...rule, severity, check };
  }
  const check: ResourceRule['check'] = (resource, context) => {
    const verdicts = rule.check(resource, context);
    if (verdicts === undefined) return undefined;
    return 'status' in verdicts ? found(verdicts) : verdicts.map(found);
  };
  return { ...rule, severity, check };
}

/** The one of two levels that matters less. */
function least(a: Severity, b: Severity): Severity {
  const order: readonly Severity[] = ['info', 'warning', 'error'];
  return order.indexOf(a) < order.indexOf(b) ? a : b;
}
