import type { Fact } from './fact.ts';

const AURORA =
  'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.AuroraHighAvailability.html';
const GLOBAL =
  'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database-disaster-recovery.html';

export const databases = {
  'aurora.failover': {
    title: 'time until a reader of an Aurora cluster has become its writer',
    value: 30,
    range: [15, 60],
    unit: 'seconds',
    condition: 'typically less than 60 seconds, and often less than 30; with at least one reader',
    source: AURORA,
    asOf: '2026-11-20',
  },
  'aurora.recreate': {
    title: 'time until an Aurora cluster without a reader has its instance again',
    value: 300,
    range: [60, 600],
    unit: 'seconds',
    condition: 'typically less than 10 minutes, in the same zone, which has to be there',
    source: AURORA,
    asOf: '2026-11-20',
  },
  'aurora.zonesForWrites': {
    title: 'zones of three that may be lost before Aurora can neither write nor read its storage',
    value: 1,
    unit: 'zones',
    condition:
      'six storage nodes over three zones, as the page says; that four of them are needed to write it does not: known from publications on Aurora',
    source:
      'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.AuroraHighAvailability.html',
    asOf: '2026-11-26',
  },
  'aurora.globalFailover': {
    title: 'time until another Region of a global database is its primary one',
    value: 120,
    range: [45, 480],
    unit: 'seconds',
    condition: 'in the order of minutes, says the page; about 8 minutes were measured once',
    source: GLOBAL,
    asOf: '2026-11-26',
  },
  'aurora.rejoin': {
    title: 'time until a primary Region that was failed over is a secondary one with all data',
    value: 3600,
    range: [180, 14400],
    unit: 'seconds',
    condition:
      'a few minutes to several hours, says the page, by the size of the storage and the distance; it gives nothing typical',
    source: GLOBAL,
    asOf: '2026-11-27',
  },
  'aurora.switchover': {
    title: 'time until another Region of a global database is its primary one, nothing lost',
    value: 60,
    range: [30, 300],
    unit: 'seconds',
    condition: 'no figure of AWS: unavailable for a short time, and longer the larger the lag is',
    source: GLOBAL,
    asOf: '2026-11-27',
  },
  'aurora.globalLag': {
    title: 'time by which another Region of a global database is behind',
    value: 1,
    range: [0, 20],
    unit: 'seconds',
    condition: 'typically less than a second; more where writes are heavy',
    source:
      'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database.html',
    asOf: '2026-11-20',
  },
  'rds.multiAzFailover': {
    title: 'time until the standby of an RDS Multi-AZ instance has taken over',
    value: 90,
    range: [60, 120],
    unit: 'seconds',
    condition: 'typically 60 to 120 seconds',
    source:
      'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.MultiAZSingleStandby.html',
    asOf: '2026-11-20',
  },
  'rds.clusterFailover': {
    title: 'time until a reader of an RDS Multi-AZ DB cluster has become its writer',
    value: 35,
    range: [15, 35],
    unit: 'seconds',
    condition: 'typically under 35 seconds',
    source:
      'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/multi-az-db-clusters-concepts-failover.html',
    asOf: '2026-11-26',
  },
  'rds.recreate': {
    title: 'time until a single RDS instance is recovered on other hardware of its zone',
    value: 600,
    range: [180, 1800],
    unit: 'seconds',
    condition: 'no figure of AWS, the page is about states only; the volume is there',
    source:
      'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.DBInstance.Status.html',
    asOf: '2026-11-26',
  },
  'rds.latestRestorable': {
    title: 'age of the latest time to which a database can be restored',
    value: 300,
    range: [0, 300],
    unit: 'seconds',
    condition: 'typically within the last five minutes, where automated backups are on',
    source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PIT.html',
    asOf: '2026-11-20',
  },
  'dynamodb.globalLag': {
    title: 'time by which another Region of a DynamoDB global table is behind',
    value: 1,
    range: [0, 2],
    unit: 'seconds',
    condition: 'eventually consistent global tables: typically within a second',
    source: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GlobalTables.html',
    asOf: '2026-11-20',
  },
  'elasticache.failover': {
    title: 'time until a replica of a cache takes writes',
    value: 5,
    range: [1, 30],
    unit: 'seconds',
    condition: 'usually a few seconds after promotion; Multi-AZ with automatic failover',
    source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoFailover.html',
    asOf: '2026-11-20',
  },
  'elasticache.recreate': {
    title: 'time until a cache without a replica has its node again, empty',
    value: 600,
    range: [180, 1200],
    unit: 'seconds',
    condition: 'no figure of AWS',
    source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/FaultTolerance.html',
    asOf: '2026-11-26',
  },
  'backup.copy': {
    title: 'time that the copy of a recovery point to another Region takes',
    value: 1800,
    range: [300, 7200],
    unit: 'seconds',
    condition: 'no figure of AWS: depends on what has changed',
    source: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/cross-region-backup.html',
    asOf: '2026-11-26',
  },
} as const satisfies Record<string, Fact>;
