export { type AcuRange, AuroraCapacity, type ServerlessV2Options } from './aurora-capacity.ts';
export { AuroraCluster, type AuroraClusterProps } from './aurora-cluster.ts';
export type { AuroraProxy, AuroraProxyOptions, AuroraProxyProps } from './aurora-proxy.ts';
export { AuroraSchema, type AuroraSchemaProps } from './aurora-schema.ts';
export { type DatabaseWindows, databaseWindows } from './database-windows.ts';
export {
  GlobalMembership,
  type PrimaryMembershipOptions,
  type SecondaryMembershipOptions,
} from './global-membership.ts';
