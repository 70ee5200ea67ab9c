export type { EvenkeelConfig } from './config.ts';
export type {
  BackupPlan,
  Capacity,
  DatabasePlan,
  DeploymentPlan,
  Plan,
  RecoveryStep,
  RegionPlan,
  RegionRole,
  RoutingMode,
  ServicePlan,
} from './plan.ts';
export { planFor } from './plan-for.ts';
export { type StrategyName, strategies } from './registry.ts';
export type { Strategy } from './strategy.ts';
