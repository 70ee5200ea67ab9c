/** The loss of an Availability Zone, `eu-west-1a`; without a name of each of them. */
export function azLoss(zone?: string): string {
  return named('az-loss', zone);
}

/** The loss of a Region, `eu-west-1`; without a name of each of them. */
export function regionLoss(region?: string): string {
  return named('region-loss', region);
}

/** The loss of an instance or task of a group, by its logical ID; without one of each. */
export function instanceLoss(group?: string): string {
  return named('instance-loss', group);
}

/** The loss of the writer of a database cluster, by its logical ID; without one of each. */
export function writerLoss(cluster?: string): string {
  return named('writer-loss', cluster);
}

/** Nothing can be launched, as in past outages of a Region's control plane. */
export function noLaunches(): string {
  return 'no-launches';
}

/** Two failures, the second while the first is not repaired. */
export function both(first: string, second: string): string {
  return `${first}+${second}`;
}

function named(name: string, place: string | undefined): string {
  return place === undefined ? name : `${name}:${place}`;
}
