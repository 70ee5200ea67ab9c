export { mayUseKey } from './access.ts';
export { rangesOfVpc, usableAddresses } from './addresses.ts';
export {
  alarmsOn,
  alarmsOnName,
  alarmsWatching,
  hasOpenMetrics,
  isAbout,
  mayBeWatched,
  metricsOfAlarm,
} from './alarm-metrics.ts';
export { canGoOff } from './alarm-thresholds.ts';
export { mayNotify } from './alarm-topics.ts';
export { ALARM, alarmActs, COMPOSITE_ALARM, compositesOf } from './alarms.ts';
export {
  AUTO_SCALING_GROUP,
  attachedToGroup,
  healthChecksOfGroup,
  instancesLeft,
  isManaged,
  isSingleton,
  launchTemplateOf,
  minimumOfGroup,
  scalingOfGroup,
  startsEmpty,
  zonesOfGroup,
} from './auto-scaling-groups.ts';
export { keepsOwnBackups } from './automated-backups.ts';
export {
  BACKUP_PLAN,
  BACKUP_RULES,
  backupCopiesOf,
  backupRulesOf,
} from './backup-plans.ts';
export { isSelected } from './backup-selections.ts';
export { type Replication, replicationSourcesOf, replicationsOf } from './bucket-replication.ts';
export { BUCKET, holdsDeployed, holdsLogs } from './buckets.ts';
export { hasNoReplica, nodeCountsOf } from './caches.ts';
export { CONFIGURATION, CONFIGURED, type Configured } from './configuration.ts';
export { CREATE_ONLY, REPLACEABLE } from './create-only.ts';
export {
  DB_CLUSTER,
  DB_INSTANCE,
  holdsData,
  isAurora,
  isDatabase,
  leastReadersOf,
  membersOfCluster,
  sizeOfClass,
  subnetGroupOfCluster,
} from './databases.ts';
export {
  type Endpoint,
  EVERYWHERE,
  endpointsAt,
  endpointsOf,
  isHealthChecked,
} from './dns-endpoints.ts';
export {
  type DnsRecord,
  domainKey,
  isRouted,
  isSameSet,
  isSameZone,
  isStep,
  RECORD_TYPES,
  recordsAlike,
  recordsIn,
  recordsNamed,
  recordsWith,
  secondariesOf,
  targetsOfRecord,
} from './dns-records.ts';
export {
  hasFileDatabase,
  isDaemon,
  isSingletonService,
  leastTasksOf,
  mayServiceBeScaled,
  scalingOfService,
} from './ecs-services.ts';
export { type EncryptedCopy, encryptedCopiesOf } from './encrypted-copies.ts';
export { foreignCopiesOf } from './foreign-copies.ts';
export {
  asynchronousCallersOf,
  functionBehind,
  invokeConfigsOf,
  isPoller,
  usersOfFunction,
} from './functions.ts';
export {
  clustersOfGlobal,
  globalDatabaseOf,
  isGlobalMember,
} from './global-databases.ts';
export {
  attributeOf,
  listenerRulesOf,
  listenersOf,
  subnetsOfBalancer,
  subnetsOfTargets,
  targetGroupsOf,
} from './load-balancers.ts';
export {
  asValue,
  itemsOf,
  matches,
  referrersBy,
  textOf,
  wordsOf,
} from './lookups.ts';
export { MATTERING } from './mattering.ts';
export { isOnlyNat, modeOfNat, natOf, subnetOfNat } from './nat-gateways.ts';
export {
  isInternetRoute,
  routesOf,
  routeTableOf,
  subnetsOfRoute,
  subnetsOfVpc,
  zonesOf,
} from './network.ts';
export { isExported, isHandedOut } from './outputs.ts';
export { CONSUMERS, consumersIn, consumptionOf, placementOf } from './placements.ts';
export { policiesOfRole } from './policies.ts';
export { actionsIn, textsIn } from './policy-statements.ts';
export {
  isQueueWorker,
  queuesReceivedBy,
  scalesByQueue,
  scalingPoliciesOf,
} from './queue-workers.ts';
export { deadLetterSources, polledQueue, pollersOf, QUEUE, takesFailuresOf } from './queues.ts';
export { isGlobal, twinOf } from './regions.ts';
export { isOfKnownTestingPlan, restorableTypesIn } from './restore-testing.ts';
export { longestGap } from './schedules.ts';
export { readersOfSecret } from './secrets.ts';
export { namesNoGroup, reachOf, securityGroupsOf } from './security-groups.ts';
export { takesRequests } from './serving.ts';
export {
  holdsForAWhile,
  holdsLocks,
  isCopied,
  isProtected,
  isRefilled,
  isReplicated,
  STATEFUL,
} from './stateful.ts';
export { hasOneZone } from './targets.ts';
export { attachmentsBefore } from './transit-gateways.ts';
export { allOf, anyOf } from './truth.ts';
export { refusalsOf, refusedBy } from './vault-locks.ts';
export { madeInTwoZones, ZONES_OF_ANY_GROUP, zonesOfList } from './zones.ts';
