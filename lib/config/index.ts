export type { Problem } from '../validation/index.ts';
export { contextProblems, type Overrides } from './overrides.ts';
export { ConfigError } from './problem.ts';
export type {
  DomainRequirements,
  RegionRequirements,
  Requirements,
  WorkloadRequirements,
} from './requirements.ts';
export type { Safeguards, StageName } from './stages.ts';
export type {
  AlertRecipient,
  AlertsConfig,
  DatabaseConfig,
  DeploymentsConfig,
  DomainConfig,
  EndpointRecipient,
  ObjectivesConfig,
  RecoveryObjective,
  RegionConfig,
  ServiceConfig,
  SlackRecipient,
  TeamsRecipient,
  VpcConfig,
} from './types.ts';
export type {
  ChecksConfig,
  CommandsProgram,
  FolderProgram,
  WorkloadConfig,
  WorkloadSettings,
} from './workload.ts';
