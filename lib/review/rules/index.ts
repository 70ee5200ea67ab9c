// Written by `npm run docs` from the files that export a rule.
import type { Rule } from '../rule.ts';
import { rule as albAcceptedCodes } from './alb/accepted-codes.ts';
import { rule as albClassicLoadBalancer } from './alb/classic-load-balancer.ts';
import { rule as albClientsReconnect } from './alb/clients-reconnect.ts';
import { rule as albCrossZoneChoice } from './alb/cross-zone-choice.ts';
import { rule as albDeletionProtection } from './alb/deletion-protection.ts';
import { rule as albDeregistrationDelay } from './alb/deregistration-delay.ts';
import { rule as albFailOpenThresholds } from './alb/fail-open-thresholds.ts';
import { rule as albHealthCheckPath } from './alb/health-check-path.ts';
import { rule as albHealthCheckTiming } from './alb/health-check-timing.ts';
import { rule as albListenerAndTargets } from './alb/listener-and-targets.ts';
import { rule as albRouteToInternet } from './alb/route-to-internet.ts';
import { rule as albSeveralZones } from './alb/several-zones.ts';
import { rule as albZonalShift } from './alb/zonal-shift.ts';
import { rule as albZoneLeavesDns } from './alb/zone-leaves-dns.ts';
import { rule as albZonesOfTargets } from './alb/zones-of-targets.ts';
import { rule as asgHealthCheckGracePeriod } from './asg/health-check-grace-period.ts';
import { rule as asgInstanceInEachZone } from './asg/instance-in-each-zone.ts';
import { rule as asgLaunchNotifications } from './asg/launch-notifications.ts';
import { rule as asgLaunchTemplate } from './asg/launch-template.ts';
import { rule as asgLoadBalancerHealthCheck } from './asg/load-balancer-health-check.ts';
import { rule as asgLoadWithoutAZone } from './asg/load-without-a-zone.ts';
import { rule as asgNoDesiredCapacity } from './asg/no-desired-capacity.ts';
import { rule as asgNoLoneInstance } from './asg/no-lone-instance.ts';
import { rule as asgRoomToReplaceAZone } from './asg/room-to-replace-a-zone.ts';
import { rule as asgScalesWithLoad } from './asg/scales-with-load.ts';
import { rule as asgSeveralInstanceTypes } from './asg/several-instance-types.ts';
import { rule as asgSeveralZones } from './asg/several-zones.ts';
import { rule as asgSpotRebalancing } from './asg/spot-rebalancing.ts';
import { rule as asgUpdatePolicy } from './asg/update-policy.ts';
import { rule as asgZonalShift } from './asg/zonal-shift.ts';
import { rule as aurBackupRetention } from './aur/backup-retention.ts';
import { rule as aurClusterEndpoints } from './aur/cluster-endpoints.ts';
import { rule as aurDataOutlivesStack } from './aur/data-outlives-stack.ts';
import { rule as aurDeletionProtection } from './aur/deletion-protection.ts';
import { rule as aurEqualInstances } from './aur/equal-instances.ts';
import { rule as aurMaintenance } from './aur/maintenance.ts';
import { rule as aurMultiAzInstance } from './aur/multi-az-instance.ts';
import { rule as aurNoBacktrackInGlobal } from './aur/no-backtrack-in-global.ts';
import { rule as aurNoColdStart } from './aur/no-cold-start.ts';
import { rule as aurProxySeveralZones } from './aur/proxy-several-zones.ts';
import { rule as aurReader } from './aur/reader.ts';
import { rule as aurReadersByTheirEndpoint } from './aur/readers-by-their-endpoint.ts';
import { rule as aurReplicaInAnotherZone } from './aur/replica-in-another-zone.ts';
import { rule as aurSamePublicAccess } from './aur/same-public-access.ts';
import { rule as aurServerlessReaderScales } from './aur/serverless-reader-scales.ts';
import { rule as aurSeveralZones } from './aur/several-zones.ts';
import { rule as aurStorageGrows } from './aur/storage-grows.ts';
import { rule as aurUpdatedOneByOne } from './aur/updated-one-by-one.ts';
import { rule as bkpCopyToAnotherRegion } from './bkp/copy-to-another-region.ts';
import { rule as bkpInBackupPlan } from './bkp/in-backup-plan.ts';
import { rule as bkpOftenAndLongEnough } from './bkp/often-and-long-enough.ts';
import { rule as bkpRestoreTests } from './bkp/restore-tests.ts';
import { rule as bkpVaultLock } from './bkp/vault-lock.ts';
import { rule as cacheAutomaticFailover } from './cache/automatic-failover.ts';
import { rule as cacheMultiAz } from './cache/multi-az.ts';
import { rule as cacheNoLoneCluster } from './cache/no-lone-cluster.ts';
import { rule as cacheReplicas } from './cache/replicas.ts';
import { rule as cacheSeveralZones } from './cache/several-zones.ts';
import { rule as cacheSnapshots } from './cache/snapshots.ts';
import { rule as ddbCapacityFollowsLoad } from './ddb/capacity-follows-load.ts';
import { rule as ddbDeletionProtection } from './ddb/deletion-protection.ts';
import { rule as ddbPointInTimeRecovery } from './ddb/point-in-time-recovery.ts';
import { rule as ddbReplicaInEveryRegion } from './ddb/replica-in-every-region.ts';
import { rule as dnsAcceleratedRecovery } from './dns/accelerated-recovery.ts';
import { rule as dnsAliasEvaluatesHealth } from './dns/alias-evaluates-health.ts';
import { rule as dnsAnotherRegionAnswers } from './dns/another-region-answers.ts';
import { rule as dnsBothFamiliesFailOver } from './dns/both-families-fail-over.ts';
import { rule as dnsDifferentTargets } from './dns/different-targets.ts';
import { rule as dnsFailoverPair } from './dns/failover-pair.ts';
import { rule as dnsFitsRecoveryTime } from './dns/fits-recovery-time.ts';
import { rule as dnsHealthCheckAlarm } from './dns/health-check-alarm.ts';
import { rule as dnsHealthCheckExists } from './dns/health-check-exists.ts';
import { rule as dnsLeadsToStandby } from './dns/leads-to-standby.ts';
import { rule as dnsMissingDataIsUnhealthy } from './dns/missing-data-is-unhealthy.ts';
import { rule as dnsNoCircularHealthCheck } from './dns/no-circular-health-check.ts';
import { rule as dnsOwnHealthChecks } from './dns/own-health-checks.ts';
import { rule as dnsPrimaryHasHealth } from './dns/primary-has-health.ts';
import { rule as dnsProbeReachesTargets } from './dns/probe-reaches-targets.ts';
import { rule as dnsTimeToLive } from './dns/time-to-live.ts';
import { rule as ecsContainerHealthCheck } from './ecs/container-health-check.ts';
import { rule as ecsDeploymentKeepsTasks } from './ecs/deployment-keeps-tasks.ts';
import { rule as ecsHealthCheckGracePeriod } from './ecs/health-check-grace-period.ts';
import { rule as ecsNonBlockingLogs } from './ecs/non-blocking-logs.ts';
import { rule as ecsOnDemandBase } from './ecs/on-demand-base.ts';
import { rule as ecsScalesWithLoad } from './ecs/scales-with-load.ts';
import { rule as ecsSeveralZones } from './ecs/several-zones.ts';
import { rule as ecsSpreadOverZones } from './ecs/spread-over-zones.ts';
import { rule as ecsTaskInEachZone } from './ecs/task-in-each-zone.ts';
import { rule as lamBadRecordsAreGivenUp } from './lam/bad-records-are-given-up.ts';
import { rule as lamConcurrencyForRequests } from './lam/concurrency-for-requests.ts';
import { rule as lamFailedEventsAreKept } from './lam/failed-events-are-kept.ts';
import { rule as lamSeveralZones } from './lam/several-zones.ts';
import { rule as netAddressesWithoutAZone } from './net/addresses-without-a-zone.ts';
import { rule as netEndpointInEveryZone } from './net/endpoint-in-every-zone.ts';
import { rule as netEndpointSeveralZones } from './net/endpoint-several-zones.ts';
import { rule as netInspectionInOwnZone } from './net/inspection-in-own-zone.ts';
import { rule as netNatInEachZone } from './net/nat-in-each-zone.ts';
import { rule as netNatOfOwnZone } from './net/nat-of-own-zone.ts';
import { rule as netNoOverlappingAddresses } from './net/no-overlapping-addresses.ts';
import { rule as netNoSilentTwoZones } from './net/no-silent-two-zones.ts';
import { rule as netRegionalNatCoversZones } from './net/regional-nat-covers-zones.ts';
import { rule as netResolverSeveralZones } from './net/resolver-several-zones.ts';
import { rule as netTiersSeveralZones } from './net/tiers-several-zones.ts';
import { rule as obsAlarmActs } from './obs/alarm-acts.ts';
import { rule as obsAlarmsOfEachTier } from './obs/alarms-of-each-tier.ts';
import { rule as obsAlarmsOfEachZone } from './obs/alarms-of-each-zone.ts';
import { rule as obsSameAlarmsInStandby } from './obs/same-alarms-in-standby.ts';
import { rule as obsSilenceIsDecided } from './obs/silence-is-decided.ts';
import { rule as obsTopicIsHeard } from './obs/topic-is-heard.ts';
import { rule as opsDeclaredObjectives } from './ops/declared-objectives.ts';
import { rule as opsDeletionPolicy } from './ops/deletion-policy.ts';
import { rule as opsDeploymentStopsOnAlarm } from './ops/deployment-stops-on-alarm.ts';
import { rule as opsGlobalNameOnce } from './ops/global-name-once.ts';
import { rule as opsImageInOneRegion } from './ops/image-in-one-region.ts';
import { rule as opsNoWeakReferenceThatReplaces } from './ops/no-weak-reference-that-replaces.ts';
import { rule as opsRehearsedFailures } from './ops/rehearsed-failures.ts';
import { rule as opsTerminationProtection } from './ops/termination-protection.ts';
import { rule as othBackupsAreKept } from './oth/backups-are-kept.ts';
import { rule as othDeletionProtection } from './oth/deletion-protection.ts';
import { rule as othFileSystemSeveralZones } from './oth/file-system-several-zones.ts';
import { rule as othNoInstanceAlone } from './oth/no-instance-alone.ts';
import { rule as othOtherServicesSeveralZones } from './oth/other-services-several-zones.ts';
import { rule as othSearchSeveralZones } from './oth/search-several-zones.ts';
import { rule as regDeploysWithoutOtherRegion } from './reg/deploys-without-other-region.ts';
import { rule as regGlobalDatabaseDeletionProtection } from './reg/global-database-deletion-protection.ts';
import { rule as regGlobalDatabaseSeveralRegions } from './reg/global-database-several-regions.ts';
import { rule as regImagesOfOwnRegion } from './reg/images-of-own-region.ts';
import { rule as regNoControlPlaneOnFailover } from './reg/no-control-plane-on-failover.ts';
import { rule as regOriginsInTwoRegions } from './reg/origins-in-two-regions.ts';
import { rule as regOwnEndpoints } from './reg/own-endpoints.ts';
import { rule as regReplicatedCache } from './reg/replicated-cache.ts';
import { rule as regSameKindsOfResources } from './reg/same-kinds-of-resources.ts';
import { rule as regSecondaryCarriesLoad } from './reg/secondary-carries-load.ts';
import { rule as regSecondaryHasInstances } from './reg/secondary-has-instances.ts';
import { rule as regStacksInStandby } from './reg/stacks-in-standby.ts';
import { rule as regStandbyCapacity } from './reg/standby-capacity.ts';
import { rule as regStoresHaveCounterparts } from './reg/stores-have-counterparts.ts';
import { rule as regSwitchFitsRecoveryTime } from './reg/switch-fits-recovery-time.ts';
import { rule as regSwitchPlan } from './reg/switch-plan.ts';
import { rule as s3ObjectLock } from './s3/object-lock.ts';
import { rule as s3ReplicatedToAnotherRegion } from './s3/replicated-to-another-region.ts';
import { rule as s3ReplicationMeetsObjective } from './s3/replication-meets-objective.ts';
import { rule as s3Versioning } from './s3/versioning.ts';
import { rule as secApiThrottling } from './sec/api-throttling.ts';
import { rule as secCertificate } from './sec/certificate.ts';
import { rule as secKeyOfReplicaRegion } from './sec/key-of-replica-region.ts';
import { rule as secKeyOutlivesStack } from './sec/key-outlives-stack.ts';
import { rule as secRateLimit } from './sec/rate-limit.ts';
import { rule as secRegionalSts } from './sec/regional-sts.ts';
import { rule as secReplicatedSecret } from './sec/replicated-secret.ts';
import { rule as sqsAgeAlarm } from './sqs/age-alarm.ts';
import { rule as sqsBatchItemFailures } from './sqs/batch-item-failures.ts';
import { rule as sqsDeadLetterAlarm } from './sqs/dead-letter-alarm.ts';
import { rule as sqsDeadLetterQueue } from './sqs/dead-letter-queue.ts';
import { rule as sqsDeadLettersKeptLonger } from './sqs/dead-letters-kept-longer.ts';
import { rule as sqsSeveralTries } from './sqs/several-tries.ts';
import { rule as sqsStateMachinesRetry } from './sqs/state-machines-retry.ts';
import { rule as sqsUndeliveredEventsAreKept } from './sqs/undelivered-events-are-kept.ts';
import { rule as sqsVisibilityTimeout } from './sqs/visibility-timeout.ts';
import { rule as sqsWorkersScaleByBacklog } from './sqs/workers-scale-by-backlog.ts';

/** All rules, area by area, in the order in which reports list them. */
export const rules: readonly Rule[] = [
  netTiersSeveralZones,
  netNatOfOwnZone,
  netNatInEachZone,
  netRegionalNatCoversZones,
  netEndpointSeveralZones,
  netEndpointInEveryZone,
  netInspectionInOwnZone,
  netResolverSeveralZones,
  netAddressesWithoutAZone,
  netNoOverlappingAddresses,
  netNoSilentTwoZones,
  albSeveralZones,
  albZonesOfTargets,
  albDeletionProtection,
  albCrossZoneChoice,
  albZonalShift,
  albHealthCheckPath,
  albHealthCheckTiming,
  albZoneLeavesDns,
  albDeregistrationDelay,
  albListenerAndTargets,
  albRouteToInternet,
  albClassicLoadBalancer,
  albAcceptedCodes,
  albFailOpenThresholds,
  albClientsReconnect,
  asgSeveralZones,
  asgInstanceInEachZone,
  asgLoadWithoutAZone,
  asgLoadBalancerHealthCheck,
  asgHealthCheckGracePeriod,
  asgUpdatePolicy,
  asgScalesWithLoad,
  asgRoomToReplaceAZone,
  asgLaunchTemplate,
  asgSeveralInstanceTypes,
  asgSpotRebalancing,
  asgZonalShift,
  asgNoDesiredCapacity,
  asgLaunchNotifications,
  asgNoLoneInstance,
  ecsTaskInEachZone,
  ecsSeveralZones,
  ecsDeploymentKeepsTasks,
  ecsSpreadOverZones,
  ecsHealthCheckGracePeriod,
  ecsNonBlockingLogs,
  ecsOnDemandBase,
  ecsContainerHealthCheck,
  ecsScalesWithLoad,
  lamSeveralZones,
  lamFailedEventsAreKept,
  lamBadRecordsAreGivenUp,
  lamConcurrencyForRequests,
  dnsFailoverPair,
  dnsPrimaryHasHealth,
  dnsOwnHealthChecks,
  dnsAliasEvaluatesHealth,
  dnsTimeToLive,
  dnsHealthCheckExists,
  dnsFitsRecoveryTime,
  dnsMissingDataIsUnhealthy,
  dnsDifferentTargets,
  dnsAnotherRegionAnswers,
  dnsAcceleratedRecovery,
  dnsNoCircularHealthCheck,
  dnsHealthCheckAlarm,
  dnsLeadsToStandby,
  dnsBothFamiliesFailOver,
  dnsProbeReachesTargets,
  aurReader,
  aurSeveralZones,
  aurServerlessReaderScales,
  aurEqualInstances,
  aurDeletionProtection,
  aurBackupRetention,
  aurDataOutlivesStack,
  aurMultiAzInstance,
  aurSamePublicAccess,
  aurNoColdStart,
  aurClusterEndpoints,
  aurProxySeveralZones,
  aurMaintenance,
  aurNoBacktrackInGlobal,
  aurStorageGrows,
  aurUpdatedOneByOne,
  aurReadersByTheirEndpoint,
  aurReplicaInAnotherZone,
  cacheAutomaticFailover,
  cacheMultiAz,
  cacheReplicas,
  cacheSeveralZones,
  cacheSnapshots,
  cacheNoLoneCluster,
  sqsDeadLetterQueue,
  sqsSeveralTries,
  sqsDeadLettersKeptLonger,
  sqsVisibilityTimeout,
  sqsDeadLetterAlarm,
  sqsAgeAlarm,
  sqsBatchItemFailures,
  sqsWorkersScaleByBacklog,
  sqsUndeliveredEventsAreKept,
  sqsStateMachinesRetry,
  s3Versioning,
  s3ReplicatedToAnotherRegion,
  s3ReplicationMeetsObjective,
  s3ObjectLock,
  ddbPointInTimeRecovery,
  ddbDeletionProtection,
  ddbCapacityFollowsLoad,
  ddbReplicaInEveryRegion,
  bkpInBackupPlan,
  bkpCopyToAnotherRegion,
  bkpOftenAndLongEnough,
  bkpVaultLock,
  bkpRestoreTests,
  othFileSystemSeveralZones,
  othSearchSeveralZones,
  othOtherServicesSeveralZones,
  othNoInstanceAlone,
  othDeletionProtection,
  othBackupsAreKept,
  obsAlarmActs,
  obsAlarmsOfEachTier,
  obsSilenceIsDecided,
  obsTopicIsHeard,
  obsAlarmsOfEachZone,
  obsSameAlarmsInStandby,
  secCertificate,
  secKeyOfReplicaRegion,
  secKeyOutlivesStack,
  secReplicatedSecret,
  secRegionalSts,
  secRateLimit,
  secApiThrottling,
  opsTerminationProtection,
  opsDeletionPolicy,
  opsGlobalNameOnce,
  opsRehearsedFailures,
  opsDeclaredObjectives,
  opsImageInOneRegion,
  opsDeploymentStopsOnAlarm,
  opsNoWeakReferenceThatReplaces,
  regStacksInStandby,
  regGlobalDatabaseSeveralRegions,
  regSecondaryHasInstances,
  regSecondaryCarriesLoad,
  regGlobalDatabaseDeletionProtection,
  regStandbyCapacity,
  regReplicatedCache,
  regNoControlPlaneOnFailover,
  regDeploysWithoutOtherRegion,
  regOwnEndpoints,
  regImagesOfOwnRegion,
  regOriginsInTwoRegions,
  regSameKindsOfResources,
  regSwitchPlan,
  regSwitchFitsRecoveryTime,
  regStoresHaveCounterparts,
];
