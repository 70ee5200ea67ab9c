export type { Deployment, Recovery, Role, Stage } from '../assembly/index.ts';
export { HighAvailabilityChecks, type HighAvailabilityChecksProps } from './cdk/plugin.ts';
export type { ReviewConfig, ReviewOptions } from './config.ts';
export type { Level, Preset, RuleLevel } from './presets.ts';
export type {
  Floors,
  Objectives,
  Peak,
  ProfileOptions,
  Properties,
} from './profile.ts';
export type { Acknowledgement, Severity } from './rule.ts';
export { STRATEGY_SHORTHANDS, type StrategyShorthand } from './shorthands.ts';
