import type { ReviewOptions } from './config.ts';
import type { ProfileOptions } from './profile.ts';
import type { Rule, Severity } from './rule.ts';

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
    const severity = own[rule.id]?.level ?? PRESETS[preset](rule);
    return severity === 'off' ? [] : [{ ...rule, severity }];
  });
  const changes = all.flatMap(({ id }) => {
    const change = own[id];
    return change === undefined ? [] : [{ ruleId: id, ...change }];
  });
  return { preset, rules, changes };
}
