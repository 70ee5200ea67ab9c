export type {
  Experiment,
  ExperimentAction,
  ExperimentPermission,
  ExperimentTarget,
} from './experiment.ts';
export { cacheZonePowerInterruption } from './experiments/cache-zone-power-interruption.ts';
export {
  type DependencyLatencyOptions,
  dependencyLatency,
} from './experiments/dependency-latency.ts';
export { instanceLoss } from './experiments/instance-loss.ts';
export { randomInstanceTermination } from './experiments/random-instance-termination.ts';
export { type RegionIsolationOptions, regionIsolation } from './experiments/region-isolation.ts';
export { writerFailover } from './experiments/writer-failover.ts';
export { zoneNetworkDisruption } from './experiments/zone-network-disruption.ts';
export {
  type ZonePowerInterruptionOptions,
  zonePowerInterruption,
} from './experiments/zone-power-interruption.ts';
export { FaultExperiment, type FaultExperimentProps } from './fault-experiment.ts';
export { FaultExperiments, type FaultExperimentsProps } from './fault-experiments.ts';
export { allowFaultInjection, faultInjectionTags } from './fault-injection-tags.ts';
export { GameDay, type GameDayProps } from './game-day.ts';
