import { healthyName, regionalName, standbyName } from './names.ts';

/** One alias record of the global name, as plain data. Its target is a name in the same zone. */
export interface RoutingRecord {
  /** The record's name: the global name, or the name of a standby pair. */
  readonly name: string;
  /** The name whose answer and health it takes over. */
  readonly target: string;
  /**
   * Tells records of one name apart: the Region, of a standby pair the one
   * that takes over first.
   *
   * @default - none, the record is the only one of its name
   */
  readonly setIdentifier?: string;
  /**
   * The role in a failover pair.
   *
   * @default - none, the record is not part of a failover pair
   */
  readonly failover?: 'PRIMARY' | 'SECONDARY';
  /**
   * The Region whose distance from the client decides.
   *
   * @default - none, latency does not decide
   */
  readonly latencyRegion?: string;
  /**
   * The Region whose health check gates the record.
   *
   * @default - none, target health alone decides
   */
  readonly checkedRegion?: string;
  /**
   * The Region whose switch gates the record.
   *
   * @default - none, no operator decides
   */
  readonly switchedRegion?: string;
}

/**
 * Puts a switch in front of each Region that has one, beside the Region's own health check. A record
 * holds one health check, so the Region's own moves to a record of its own, whose health the record
 * with the switch takes over.
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-complex-configs.html
 *
 * @param switched the Regions that have a switch
 */
export function withSwitches(
  records: readonly RoutingRecord[],
  recordName: string,
  switched: readonly string[],
): RoutingRecord[] {
  const split = records.map((record) => {
    const { checkedRegion: region, ...unchecked } = record;
    if (region === undefined || !switched.includes(region)) return { own: [], record };
    const name = healthyName(recordName, region);
    return {
      own: [{ name, target: record.target, setIdentifier: region, checkedRegion: region }],
      record: { ...unchecked, target: name, switchedRegion: region },
    };
  });
  // What is pointed to comes first.
  return [...split.flatMap(({ own }) => own), ...split.map(({ record }) => record)];
}

/**
 * How the global name spreads clients over Regions: which alias records it consists of.
 *
 * A policy is plain data: it creates nothing until `GlobalRouting` takes it.
 */
export class RoutingPolicy {
  /**
   * One Region answers: a simple alias, with no health check, since there is nothing to choose from.
   *
   * Leaving the Region takes an edit of the record, so a control plane in us-east-1, and with
   * accelerated recovery up to about 60 minutes while that Region is impaired.
   *
   * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/accelerated-recovery.html
   */
  static alias(region: string): RoutingPolicy {
    return new RoutingPolicy([region], 1, (recordName) => [
      { name: recordName, target: regionalName(recordName, region) },
    ]);
  }

  /**
   * The first healthy Region in the given order answers.
   *
   * Each Region but the last is gated by its own health check and by its target health, the last
   * one by its target health alone. No secondary depends on anything that its primary depends on.
   * When no Region is healthy, Route 53 answers with the first.
   *
   * @param regions in order of preference, at least two
   * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-how-route-53-chooses-records.html
   */
  static failover(regions: readonly string[]): RoutingPolicy {
    return new RoutingPolicy(regions, 2, (recordName) => failoverRecords(recordName, regions));
  }

  /**
   * Of the healthy Regions, the one with the lowest latency for the client answers.
   *
   * Each Region is gated by its own health check and by its target health. When no Region is
   * healthy, Route 53 answers as if all were.
   *
   * @param regions in any order, at least two
   * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-policy-latency.html
   */
  static latency(regions: readonly string[]): RoutingPolicy {
    return new RoutingPolicy(regions, 2, (recordName) =>
      regions.map((region) => ({
        name: recordName,
        target: regionalName(recordName, region),
        setIdentifier: region,
        latencyRegion: region,
        checkedRegion: region,
      })),
    );
  }

  /** The Regions, in the order given. */
  readonly regions: readonly string[];
  /** The fewest Regions with which the policy makes sense. */
  readonly minimumRegions: number;
  /** The records for a global name, each after the records that it points to. */
  readonly records: (recordName: string) => RoutingRecord[];

  private constructor(
    regions: readonly string[],
    minimumRegions: number,
    records: (recordName: string) => RoutingRecord[],
  ) {
    this.regions = regions;
    this.minimumRegions = minimumRegions;
    this.records = records;
  }
}

/** A pair of the first Region and what stands by for it: the second Region, or a further pair. */
function failoverRecords(
  recordName: string,
  regions: readonly string[],
  position = 0,
): RoutingRecord[] {
  const [primary, ...standbys] = regions.slice(position);
  const [standby, ...further] = standbys;
  if (primary === undefined || standby === undefined) return [];

  const name = position === 0 ? recordName : standbyName(recordName, position);
  const primaryRecord: RoutingRecord = {
    name,
    target: regionalName(recordName, primary),
    setIdentifier: primary,
    failover: 'PRIMARY',
    checkedRegion: primary,
  };
  if (further.length === 0) {
    const target = regionalName(recordName, standby);
    return [primaryRecord, { name, target, setIdentifier: standby, failover: 'SECONDARY' }];
  }
  const target = standbyName(recordName, position + 1);
  // By the Region that takes over first, as every other record: a recovery plan looks for it.
  const setIdentifier = standby;
  return [
    ...failoverRecords(recordName, regions, position + 1),
    primaryRecord,
    { name, target, setIdentifier, failover: 'SECONDARY' },
  ];
}
