/**
 * The name of one Region's own endpoint, for example `eu-west-1.app.example.com`.
 *
 * Records of other Regions, health checks, canaries and drills reach a Region by this name. It
 * follows from the configuration alone, so no template needs another Region's stack to find it.
 *
 * @param recordName the global name, fully qualified and without a trailing dot
 * @param region the Region's code; may be a token such as `Aws.REGION`
 */
export function regionalName(recordName: string, region: string): string {
  return `${region}.${recordName}`;
}

/**
 * The name under which a Region answers only while its own health check passes, for example
 * `healthy-eu-west-1.app.example.com`. Records point to it; clients never see it.
 *
 * @param recordName the global name, fully qualified and without a trailing dot
 * @param region the Region's code
 */
export function healthyName(recordName: string, region: string): string {
  return `healthy-${region}.${recordName}`;
}

/**
 * The name of the failover pair that takes over from the Regions before it, for example
 * `standby-1.app.example.com`: needed from three Regions on, since a failover record has only one
 * secondary.
 *
 * @param recordName the global name, fully qualified and without a trailing dot
 * @param position how many Regions come before the pair's own primary: 1 or more
 */
export function standbyName(recordName: string, position: number): string {
  return `standby-${position}.${recordName}`;
}
