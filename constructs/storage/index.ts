export { GlobalTable, type GlobalTableProps } from './global-table.ts';
export { GlobalTableConsistency } from './global-table-consistency.ts';
export { ReplicatedBucket, type ReplicatedBucketProps } from './replicated-bucket.ts';
export {
  StaticContentDistribution,
  type StaticContentDistributionProps,
} from './static-content-distribution.ts';
