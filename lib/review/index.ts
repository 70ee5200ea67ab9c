export { HighAvailabilityChecks, type HighAvailabilityChecksProps } from './cdk/plugin.ts';
export type { ReviewConfig } from './config.ts';
export type { Floors, Objectives, ProfileOptions, Role, StrategyName } from './profile.ts';
export type { Acknowledgement, Severity } from './rule.ts';
