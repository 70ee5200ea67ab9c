export type { Deployment } from '../assembly/index.ts';
export { HighAvailabilityChecks, type HighAvailabilityChecksProps } from './cdk/plugin.ts';
export type { ReviewConfig, ReviewOptions } from './config.ts';
export type {
  Floors,
  Objectives,
  Peak,
  ProfileOptions,
  Properties,
  Recovery,
  Role,
} from './profile.ts';
export type { Acknowledgement, Severity } from './rule.ts';
export { STRATEGY_SHORTHANDS, type StrategyShorthand } from './shorthands.ts';
